"""The command `jiedui backup FILE`."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot.chat import Line
from bot.cli.shell import ConfigFile, progress, refuse, settings_or_exit, tell
from bot.clock import SystemClock
from bot.store import NoDatabase, copy_database, keep_newest, name_for, note_copy


def backup(
    file: Annotated[
        Path, typer.Argument(help="Where the copy goes: a new file, or a folder, where it is named by time.")
    ],
    keep: Annotated[
        int | None, typer.Option(min=1, help="With a folder: how many of its copies named by time are kept.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Copy the database to FILE. The bot may go on running; the copy is of one moment and complete, or not there."""
    settings = settings_or_exit(config)
    folder = file if file.is_dir() else None
    if folder:
        file = folder / name_for(SystemClock().now())
    elif keep is not None:
        refuse(settings, Line("cli-backup-keep", file=str(file)))
    if file.exists():
        refuse(settings, Line("cli-backup-exists", file=str(file)))
    with progress() as bar:
        task = bar.add_task("", total=None)
        try:
            size = copy_database(
                settings.database.url, file, lambda done, total: bar.update(task, completed=done, total=total)
            )
            removed = keep_newest(folder, keep) if folder and keep is not None else 0
        except NoDatabase:
            refuse(settings, Line("cli-backup-nothing", url=settings.database.url))
        except OSError as error:
            refuse(settings, Line("cli-backup-failed", reason=str(error)))
    with suppress(OSError):  # the copy is good all the same; `jiedui status` just does not know of it
        note_copy(settings.database.url, file)
    tell(settings, Line("cli-backup-done", file=str(file), kilobytes=max(1, size // 1024)))
    if removed:
        tell(settings, Line("cli-backup-removed", count=removed))
