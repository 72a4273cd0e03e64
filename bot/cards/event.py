"""An event opened from a list: what it is, one's own answer, and what may be done with it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import invitation as invitations
from bot.chat import Buttons, Card, Line, Style, Verbatim, tap
from bot.models.events import Event, Phase
from bot.rules.rsvp import Mine


@dataclass(frozen=True, slots=True)
class Opened:
    """An event as one reader sees it. `mine` is None for who is not invited.

    `leads`: may change it; `keeps`: looks after one of its branches, and that branch's papers. `told` goes before all
    else.
    """

    event: Event
    host: str
    now: datetime
    mine: Mine | None = None
    leads: bool = False
    keeps: bool = False
    told: tuple[Line, ...] = ()


def card(opened: Opened) -> Card:
    """Show an event with everything the reader may do."""
    event = opened.event
    shown = invitations.invitation(opened.mine, now=opened.now, calendar=False) if opened.mine else _plain(event)
    host = Line("event-host", kind=event.kind, host=Verbatim(opened.host))
    return replace(shown, parts=(*opened.told, *shown.parts, host), buttons=(*shown.buttons, *_more(opened)))


def _plain(event: Event) -> Card:
    """Show an event to somebody who does not answer for it."""
    parts = (*invitations.facts(event), Line("invitation-reply-by", at=event.reply_by))
    if event.phase is Phase.CANCELLED:
        parts = (*invitations.facts(event), invitations.cancelled(event))
    return Card(invitations.title(event), parts)


def _more(opened: Opened) -> Buttons:
    """Return what may be done: before it, to bring people there; after it, to put on record who came."""
    event = opened.event
    calendar = invitations.to_calendar(event)
    if event.phase is Phase.CANCELLED:
        return ((calendar,),)
    replies = tap(Line("button-replies"), "replies", event.id)
    sheet = tap(Line("button-sign-in"), "signin", event.id)
    if event.starts_at <= opened.now:
        attend = tap(Line("button-attendance"), "attend", event.id, style=Style.PRIMARY)
        record = tap(Line("button-record"), "record", event.id)
        return ((attend,) if opened.leads else (), (replies, sheet, record) if opened.keeps else ())
    rows = [(replies, sheet, calendar) if opened.keeps else (calendar,)]
    if opened.leads:
        notice = tap(Line("button-notice"), "notice", event.id)
        change = tap(Line("button-change"), "change_event", event.id)
        cancel = tap(Line("button-cancel-event"), "cancel_event", event.id, style=Style.DANGER)
        rows.append((change, notice, cancel))
    return tuple(rows)


def told(reached: int, unreachable: int, quiet_until: datetime | None) -> tuple[Line, ...]:
    """Say who gets a card, who can't be reached, and when the first is sent if not now."""
    lines = [Line("published-told", reached=reached)]
    if unreachable:
        lines.append(Line("published-unreachable", count=unreachable))
    if quiet_until is not None:
        lines.append(Line("published-quiet", at=quiet_until))
    return tuple(lines)


def ask_reason(event: Event) -> Card:
    """Ask why an event is cancelled, which is the last question before it is."""
    parts = (*invitations.facts(event), Line("cancel-ask-reason"))
    without = tap(Line("button-cancel-without"), "cancel_now", event.id, style=Style.DANGER)
    keep = tap(Line("button-cancel-not"), "event", event.id)
    return Card(Line("cancel-title", title=Verbatim(event.title)), parts, ((without, keep),))


def done(line: Line, event: Event) -> Card:
    """Say what was done to an event, with a way to look at it."""
    return Card(parts=(line,), buttons=((tap(Line("button-open-event"), "event", event.id),),))
