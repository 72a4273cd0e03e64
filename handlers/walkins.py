"""Names typed while a sheet is open: people who came without having answered, and guests from no roster."""

from datetime import timedelta

from sqlmodel import Session

from bot.cards import attendance as cards
from bot.chat import Line, Reply, Request, Verbatim
from bot.models.events import Event
from bot.models.people import Member
from bot.rules.attendance import may_be_people, read_names
from bot.rules.people import CardTooOld
from bot.services import attendance, dialogues, following, invitees, recording, sheets
from handlers import attendance as sheet_

WAITS = timedelta(hours=1)
"""Words said later than this after the sheet was used are about something else."""


def said(request: Request, ledger: Session) -> Reply | None:
    """Take names while a sheet is open; anything else goes where it belongs."""
    asked = dialogues.current(ledger, request)
    names = read_names(request.text)
    if asked is None or asked.at + WAITS <= request.at or not names:
        dialogues.end(ledger, request)
        return None
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    return _note(request, ledger, event, names)


def overheard(request: Request, ledger: Session) -> Reply | None:
    """Take names said after a sheet was sent here: as a reply to it, or if one is known or all look like names.

    None for other words. Nobody is put down who is not known: about them it asks.
    """
    find = following.delivery_at if request.message else following.newest_at
    card = find(ledger, request)
    names = read_names(request.text)
    if request.member is None or card is None or card.what != recording.ASKS or not names:
        return None
    event = ledger.get_one(Event, card.event_id)
    if event.confirmed_at is not None or not (request.message or _known(ledger, event, names) or may_be_people(names)):
        return None
    event = attendance.event_held(ledger, request.member, event.id or 0, request.at)
    return _note(request, ledger, event, names)


def guests(request: Request, ledger: Session) -> Reply:
    """Note the names that were asked about as those of guests."""
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    asked = dialogues.current(ledger, request)
    names = read_names(asked.facts.get("unknown", "")) if asked and asked.topic == sheet_.NAMES else ()
    if not names:
        raise CardTooOld
    for name in names:
        attendance.add_guest(ledger, event=event, name=name, by=request.somebody, now=request.at)
    added = Line("attendance-added", names=tuple(Verbatim(name) for name in names))
    return Reply(card=sheet_.sheet(request, ledger, event, event.host_id, lead=added), replaces=True)


def _note(request: Request, ledger: Session, event: Event, names: tuple[str, ...]) -> Reply:
    """Add everybody whose name is clear, then ask about the first that is not."""
    attendance.open_sheet(ledger, event, request.at)
    found = {name: sheets.of_name(ledger, event, name) for name in names}
    clear = [members[0] for members in found.values() if len(members) == 1]
    attendance.add(ledger, event=event, members=clear, by=request.somebody, now=request.at)
    several = next((name for name, members in found.items() if len(members) > 1), None)
    unknown = [name for name, members in found.items() if not members]
    added = [Line("attendance-added", names=tuple(Verbatim(one.name) for one in clear))] if clear else []
    card = sheet_.sheet(request, ledger, event, _where(event, clear), lead=added[0] if added else None)
    if several:
        branches = {branch.id: branch.name for branch in invitees.branches(ledger, event)}
        left = [name for name, members in found.items() if len(members) != 1 and name != several]
        return Reply(card=cards.same_name(event, found[several], branches, left, added))
    if unknown:
        dialogues.begin(ledger, request, sheet_.NAMES, event=event.id or 0, unknown="、".join(unknown))
        return Reply(card=cards.outsiders(event, unknown, added))
    return Reply(card=card)


def _where(event: Event, added: list[Member]) -> int:
    return (added[-1].branch_id or 0) if added else event.host_id


def _known(ledger: Session, event: Event, names: tuple[str, ...]) -> bool:
    return any(sheets.of_name(ledger, event, name) for name in names)
