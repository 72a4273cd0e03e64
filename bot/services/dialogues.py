"""Conversations that wait for somebody's next words: one a person and chat, on the tables, so a restart keeps them."""

from sqlmodel import Session

from bot.chat import Request
from bot.models.events import Dialogue


def begin(ledger: Session, request: Request, topic: str, **facts: str | int) -> None:
    """Let the next words said here go to `topic` (handlers/routes.py), with `facts` as its arguments.

    A dialogue that was open here ends. The message the request was about is remembered with it.
    """
    end(ledger, request)
    ledger.add(
        Dialogue(
            channel=request.sender.channel,
            user=request.sender.user,
            chat=request.address.chat,
            topic=topic,
            facts={name: str(value) for name, value in facts.items()},
            message=request.message,
            at=request.at,
        )
    )
    ledger.flush()


def current(ledger: Session, request: Request) -> Dialogue | None:
    """Return the dialogue that is open where the request was made."""
    return ledger.get(Dialogue, (request.sender.channel, request.sender.user, request.address.chat))


def end(ledger: Session, request: Request) -> None:
    """Close the dialogue that is open here, if there is one."""
    found = current(ledger, request)
    if found is not None:
        ledger.delete(found)
        ledger.flush()
