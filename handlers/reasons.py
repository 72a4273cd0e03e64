"""Why somebody is on leave: tapped on the card, or typed while the card waits for it. The leave counts already."""

from datetime import timedelta

from sqlmodel import Session

from bot.cards import answering as cards
from bot.cards.invitation import invitation
from bot.chat import Reply, Request
from bot.models.events import Reason
from bot.rules.answers import is_courtesy, read_answer, read_reason
from bot.services import dialogues, following, rsvp

WAITS = timedelta(hours=1)
"""Words said later than this after asking are about something else."""


def tapped(request: Request, ledger: Session) -> Reply:
    """Note a common reason and show the card again."""
    event_id = request.number("event")
    taken = rsvp.explain(
        ledger,
        member=request.somebody,
        event_id=event_id,
        reason=request.choice("reason", Reason),
        words="",
        now=request.at,
    )
    _finish(request, ledger, event_id)
    return Reply(
        cards.toast(taken.mine, changed=taken.changed), card=invitation(taken.mine, now=request.at), replaces=True
    )


def said(request: Request, ledger: Session) -> Reply | None:
    """Note a reason in the person's own words; another answer, or words said much later, are not taken for one."""
    asked = dialogues.current(ledger, request)
    if asked is None or asked.at + WAITS <= request.at or read_answer(request.text):
        dialogues.end(ledger, request)
        return None
    event_id = request.number("event")
    if is_courtesy(request.text):
        dialogues.end(ledger, request)
        event = rsvp.event_for(ledger, request.somebody, event_id)
        return Reply(cards.confirmed(rsvp.mine(ledger, event, request.somebody.id or 0), request.at))
    reason, own = read_reason(request.text)
    taken = rsvp.explain(ledger, member=request.somebody, event_id=event_id, reason=reason, words=own, now=request.at)
    _finish(request, ledger, event_id)
    return Reply(cards.confirmed(taken.mine, request.at))


def _finish(request: Request, ledger: Session, event_id: int) -> None:
    dialogues.end(ledger, request)
    following.follow(ledger, event_id, request.somebody.id or 0, request.at, but=request)
