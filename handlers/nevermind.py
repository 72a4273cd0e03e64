"""Letting a question be."""

from sqlmodel import Session

from bot.chat import Card, Line, Reply, Request
from bot.services import dialogues


def never_mind(request: Request, ledger: Session) -> Reply:
    """End the dialogue that waits here; nothing else changes."""
    dialogues.end(ledger, request)
    return Reply(card=Card(parts=(Line("never-minded"),)), replaces=True)
