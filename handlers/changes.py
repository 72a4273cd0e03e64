"""Changing and cancelling: from an event's card, or typed (修改 时间 周六9点)."""

from sqlmodel import Session

from bot.cards import agenda, readback
from bot.cards import event as cards
from bot.chat import Line, Reply, Request
from bot.models.events import Draft, Event
from bot.rules.people import leads, require_lead
from bot.services import (
    cancelling,
    changing,
    dialogues,
    drafting,
    drafts,
    event_view,
    following,
    leading,
)
from handlers import schedule

WHICH = "which_change"
"""The dialogue that keeps a typed change while it is asked which event it is for."""

CANCEL = "cancel_event"
"""The dialogue that waits for why an event is cancelled."""

_NOT_AFTER_ALL = {"算了", "不取消", "不取消了", "返回", "no", "back", "never mind"}
"""Words that are no reason but a change of mind."""


def begin(request: Request, ledger: Session) -> Reply:
    """Offer what can be changed of a published event, or make the change that was typed before it was asked which."""
    draft = changing.begin(ledger, schedule.author(request), request.number("event"))
    waiting = dialogues.current(ledger, request)
    if waiting is not None and waiting.topic == WHICH:
        dialogues.end(ledger, request)
        drafting.revise(ledger, draft, waiting.facts["words"], schedule.author(request))
        return schedule.shown(request, ledger, draft, replaces=True)
    return Reply(card=readback.fields(draft.id or 0, changing=True), replaces=True)


def typed(request: Request, ledger: Session) -> Reply:
    """Change by words: of the card replied to, else of the draft touched last, else of the only event of one's own.

    Without words the fields are offered.
    """
    require_lead(request.somebody, request.somebody.branch_id)
    draft = _meant(request, ledger)
    if draft is None:
        events = leading.own(ledger, request.somebody, request.at)
        if not events:
            return Reply(Line("nothing-to-change"))
        if len(events) > 1:
            if request.text.strip():
                dialogues.begin(ledger, request, WHICH, words=request.text)
            return Reply(card=agenda.which(events, "change_event"))
        draft = changing.begin(ledger, schedule.author(request), events[0].id or 0)
    if not request.text.strip():
        return Reply(card=readback.fields(draft.id or 0, changing=drafts.is_change(draft)))
    drafting.revise(ledger, draft, request.text, schedule.author(request))
    return schedule.shown(request, ledger, draft, replaces=False)


def confirm(request: Request, ledger: Session, draft: Draft) -> Reply:
    """Make the change a draft holds, and say who is told."""
    done = changing.confirm(ledger, draft, schedule.author(request))
    dialogues.end(ledger, request)
    told = Line("change-done", told=done.told) if done.fields else Line("change-done-already")
    card = event_view.show(ledger, done.event, request.somebody, request.at, told=(told,), answering=False)
    return Reply(told, card=card, replaces=True)


def ask_cancel(request: Request, ledger: Session) -> Reply:
    """Ask why an event is to be cancelled; it is once that is said."""
    event = leading.changeable(ledger, request.somebody, request.number("event"), request.at)
    dialogues.begin(ledger, request, CANCEL, event=event.id or 0)
    return Reply(card=cards.ask_reason(event), replaces=True)


def cancel(request: Request, ledger: Session) -> Reply:
    """Cancel, with the typed words as the reason or without any."""
    if request.text.strip() in _NOT_AFTER_ALL:
        dialogues.end(ledger, request)
        return Reply(Line("cancel-not-done"))
    reason = "" if request.verb else request.text
    event, told = cancelling.cancel(ledger, request.somebody, request.number("event"), reason, request.at)
    dialogues.end(ledger, request)
    done = Line("cancel-done", told=told)
    return Reply(done if request.verb else None, card=cards.done(done, event), replaces=bool(request.verb))


def typed_cancel(request: Request, ledger: Session) -> Reply:
    """Drop the draft that is open, or ask which event is to be cancelled.

    For a member there is only a question to let be: the command has ended it already.
    """
    if not leads(request.somebody, request.somebody.branch_id):
        return Reply(Line("never-minded"))
    draft = drafts.newest(ledger, request.somebody, request.at)
    event = _replied_to(request, ledger)
    if draft is not None and event is None:
        drafts.close(ledger, draft, request.at)
        return Reply(Line("change-dropped") if drafts.is_change(draft) else Line("draft-dropped"))
    events = [event] if event else leading.own(ledger, request.somebody, request.at)
    if not events:
        return Reply(Line("nothing-to-cancel"))
    return Reply(card=agenda.which(events, "cancel_event"))


def _meant(request: Request, ledger: Session) -> Draft | None:
    """Return the draft that words are about; a reply to an event's card begins one."""
    event = _replied_to(request, ledger)
    if event is not None:
        return changing.begin(ledger, schedule.author(request), event.id or 0)
    return drafts.newest(ledger, request.somebody, request.at)


def _replied_to(request: Request, ledger: Session) -> Event | None:
    card = following.delivery_at(ledger, request)
    if card is None or card.event_id is None:
        return None
    return leading.leading(ledger, request.somebody, card.event_id)
