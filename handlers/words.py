"""Words that no command took: an answer in other words, or something to be helped with."""

from sqlmodel import Session

from bot.chat import Reply, Request
from handlers import rsvp, start


def words(request: Request, ledger: Session) -> Reply:
    """Let those listen who may know what is meant, then say what can be said."""
    return rsvp.overheard(request, ledger) or start.words(request, ledger)
