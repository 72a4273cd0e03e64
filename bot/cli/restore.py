"""The command `jiedui restore FILE`."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.chat import Line
from bot.cli.shell import ConfigFile, progress, refuse, settings_or_exit, tell
from bot.clock import SystemClock
from bot.services import restoring
from bot.store import InUse, NoDatabase, NotACopy, TooNew, put_in_place


def restore(
    file: Annotated[Path, typer.Argument(help="A copy made by `jiedui backup`.")],
    config: ConfigFile = None,
) -> None:
    """Let FILE be the database. The bot must be stopped; the database it replaces is kept beside it."""
    settings = settings_or_exit(config)
    if not file.is_file():
        refuse(settings, Line("cli-restore-missing", file=str(file)))
    now, found = SystemClock().now(), list[restoring.Restored]()

    def prepare(ledger: Session) -> None:
        found.append(restoring.settle(ledger, now))

    with progress() as bar:
        task = bar.add_task("", total=None)
        try:
            aside = put_in_place(
                settings.database.url, file, prepare, now,
                lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
        except NoDatabase:
            refuse(settings, Line("cli-restore-elsewhere", url=settings.database.url))
        except InUse as in_use:
            refuse(settings, Line("cli-restore-running", process=in_use.process))
        except NotACopy as error:
            refuse(settings, Line("cli-restore-not-ours", file=str(file), reason=str(error)))
        except TooNew as error:
            refuse(settings, Line("cli-restore-too-new", file=str(file), version=str(error)))
        except OSError as error:
            refuse(settings, Line("cli-restore-failed", reason=str(error)))
    (restored,) = found
    tell(settings, Line("cli-restore-done", file=str(file)))
    if restored.newest:
        tell(settings, Line("cli-restore-newest", newest=restored.newest))
    if aside:
        tell(settings, Line("cli-restore-aside", file=str(aside)))
    if restored.in_doubt:
        tell(settings, Line("cli-restore-doubt", count=restored.in_doubt))
    tell(settings, Line("cli-restore-next"))
