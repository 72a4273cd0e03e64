"""The command `jiedui backup FILE`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from bot.chat import Line
from bot.cli.shell import ConfigFile, err, refuse, settings_or_exit, tell
from bot.store import copy_database


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist yet.")],
    config: ConfigFile = None,
) -> None:
    """Copy the database to FILE. The bot may go on running; the copy is of one moment and complete, or not there."""
    settings = settings_or_exit(config)
    if file.exists():
        refuse(settings, Line("cli-backup-exists", file=str(file)))
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("", total=None)
        try:
            size = copy_database(
                settings.database.url, file, lambda done, total: progress.update(task, completed=done, total=total)
            )
        except FileNotFoundError:
            refuse(settings, Line("cli-backup-nothing", url=settings.database.url))
        except OSError as error:
            refuse(settings, Line("cli-backup-failed", reason=str(error)))
    tell(settings, Line("cli-backup-done", file=str(file), kilobytes=max(1, size // 1024)))
