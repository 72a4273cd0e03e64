"""What coordinators are told after the database was restored from a copy."""

from datetime import datetime

from sqlmodel import Session

from bot.chat import Card, Line
from bot.services.messages.composing import Composing


def restored(_ledger: Session, composing: Composing) -> Card:
    """Tell from when the newest record is, and how many messages were held back because they may have been sent."""
    facts = composing.delivery.facts
    lead = Line("told-restored", newest=datetime.fromisoformat(facts["newest"])) if facts["newest"] else None
    doubt = Line("told-restored-doubt", count=facts["in_doubt"]) if facts["in_doubt"] else None
    return Card(parts=(lead or Line("told-restored-empty"), *((doubt,) if doubt else ()), Line("told-restored-cards")))
