"""The command line, one file a command."""

import typer

from bot.cli import backup, check, claim, demo, restore, roster, run, status, when

cli = typer.Typer(
    name="jiedui",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="结对 · Jiedui: a chat bot for party branches that work as partners.",
)
cli.command("run", help="启动 · Start the bot: the web chat, Telegram if it has a token, and the timetable.")(run.run)
cli.command("demo", help="演示 · A made-up partnership on a stage, its clock in your hand.")(demo.demo)
cli.command("check", help="检查 · Are the settings right, does the token answer, is the database up to date?")(
    check.check
)
cli.command("status", help="状况 · What waits, what was not sent, who is out of reach; 1 if it needs a person.")(
    status.status
)
cli.command("claim", help="认领 · Print a fresh one-time link for a coordinator.")(claim.claim)
cli.command("when", help="时间 · Show how the bot reads a time.")(when.when)
cli.command("import-roster", help="名册 · Take the members of an .xlsx or .csv file in.")(roster.import_roster)
cli.command("backup", help="备份 · Copy the database to FILE while the bot runs.")(backup.backup)
cli.command("restore", help="恢复 · Let a copy made by backup be the database; the bot must be stopped.")(
    restore.restore
)

__all__ = ["cli"]
