"""Finding whom a secretary speaks for, and about which event."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.models.events import Event
from bot.models.people import Member
from bot.rules import names
from bot.rules.people import NotFound
from bot.rules.refusals import Refusal
from bot.services import invitees, replies


@dataclass(eq=False)
class NobodyNamed(Refusal):
    """Nobody of the branches somebody leads, invited to what is coming, is called `name`."""

    name: str


def led_member(ledger: Session, viewer: Member, event: Event, member_id: int) -> Member:
    """Return an invited member whom the viewer may answer for. Raises NotFound."""
    for branch in replies.led_branches(ledger, viewer, event):
        for member in invitees.members(ledger, event, branch.id):
            if member.id == member_id:
                return member
    raise NotFound


def named(ledger: Session, viewer: Member, name: str, title: str, now: datetime) -> list[tuple[Event, Member]]:
    """Return whom `name` may mean, and for which of the coming events; the soonest event first.

    Raises NobodyNamed when nobody is called so, NotAllowed for members.
    """
    wanted = names.key(name)
    found = [
        (event, member)
        for event in replies.current_events(ledger, viewer, now, title)
        for branch in replies.led_branches(ledger, viewer, event)
        for member in invitees.members(ledger, event, branch.id)
        if names.key(member.name) == wanted
    ]
    if not found:
        raise NobodyNamed(name)
    return found


def title_in(ledger: Session, viewer: Member, words: list[str], now: datetime) -> str:
    """Return the last word if it is part of the title of an event that is coming, else nothing."""
    last = words[-1].casefold() if words else ""
    events = replies.current_events(ledger, viewer, now)
    return last if len(last) > 1 and any(last in event.title.casefold() for event in events) else ""
