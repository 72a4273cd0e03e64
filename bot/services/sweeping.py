"""Clearing away what has served its time. The ledger, the trail and everything people said stay."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, delete
from sqlmodel import Session, SQLModel, col

from bot.models.deliveries import Update
from bot.models.events import Dialogue, Draft
from bot.models.guesses import Guess
from bot.models.web import WebSession
from bot.models.wecom import CardCode
from bot.rules import guesses

UPDATES, DIALOGUES, DRAFTS = timedelta(days=7), timedelta(days=2), timedelta(days=14)
"""How long a taken update is recognised when it comes again, a question waits for words, a draft lies untouched."""

CODES = timedelta(hours=72)
"""How long WeCom lets a card be changed."""


def sweep(ledger: Session, now: datetime) -> bool:
    """Delete what is too old and say whether there was anything."""
    old: tuple[tuple[type[SQLModel], ColumnElement[bool]], ...] = (
        (Update, col(Update.at) < now - UPDATES),
        (Dialogue, col(Dialogue.at) < now - DIALOGUES),
        (Draft, col(Draft.changed_at) < now - DRAFTS),
        (Guess, col(Guess.at) < now - guesses.WINDOW),
        (CardCode, col(CardCode.got_at) < now - CODES),
        (WebSession, col(WebSession.expires_at) < now),
    )
    gone = [cast("CursorResult[Any]", ledger.execute(delete(table).where(age))).rowcount for table, age in old]
    return any(gone)
