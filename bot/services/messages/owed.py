"""What is said instead of an answer that was lost on its way."""

from sqlmodel import Session

from bot.cards.answering import lost
from bot.chat import Card
from bot.services.messages.composing import Composing


def answer_lost(_ledger: Session, composing: Composing) -> Card:
    """Say that their words of that time were heard."""
    return lost(composing.delivery.planned_at)
