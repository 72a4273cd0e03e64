"""Codes by which cards can be changed: each is good once, and for 72 hours."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.models.wecom import CardCode

LASTS = timedelta(hours=71)
"""WeCom says 72; nobody shall meet the last minute."""


def keep(ledger: Session, *, code: str, chat: str, task: str, now: datetime) -> None:
    """Remember a code for the card `task` in a chat."""
    ledger.merge(CardCode(code=code, chat=chat, task=task, got_at=now))


def take(ledger: Session, *, chat: str, task: str, now: datetime) -> str:
    """Return the newest code of a card and use it up; empty where there is none."""
    found = ledger.exec(
        select(CardCode)
        .where(CardCode.task == task, CardCode.chat == chat, CardCode.got_at > now - LASTS)
        .order_by(col(CardCode.got_at).desc())
    ).first()
    if found is None:
        return ""
    ledger.delete(found)
    return found.code
