"""What members choose for themselves: their language and when they are left in peace."""

from datetime import time

from sqlmodel import Session

from bot.models.people import Member


def set_language(ledger: Session, *, member: Member, language: str) -> None:
    """Speak to a member in `language`; empty: in their partnership's."""
    member.language = language
    ledger.add(member)


def set_quiet(ledger: Session, *, member: Member, quiet: tuple[time, time] | None) -> None:
    """Leave a member in peace between two local times; None: as their partnership says. The same two mean never."""
    member.quiet_from, member.quiet_to = quiet or (None, None)
    ledger.add(member)
