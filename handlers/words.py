"""Words that no command took: an answer in other words, names of people who came, or something to be helped with."""

from collections.abc import Callable

from sqlmodel import Session

from bot.chat import Handler, Reply, Request
from handlers import rsvp, start, walkins

Listen = Callable[[Request, Session], Reply | None]
"""Like a handler, but may find that the words are not for it."""


def words(request: Request, ledger: Session) -> Reply:
    """Let those listen who may know what is meant, then say what can be said."""
    return rsvp.overheard(request, ledger) or walkins.overheard(request, ledger) or start.words(request, ledger)


def unless(listen: Listen) -> Handler:
    """Return a handler for a dialogue whose words may turn out to be about something else."""

    def hear(request: Request, ledger: Session) -> Reply:
        return listen(request, ledger) or words(request, ledger)

    return hear
