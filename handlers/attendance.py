"""Who came (签到): the host's secretaries tap names, confirm, and may correct later."""

from sqlmodel import Session

from bot.cards import attendance as cards
from bot.chat import Card, Line, Reply, Request
from bot.models.events import CheckIn, Event
from bot.models.people import Role
from bot.rules.people import NotAllowed, is_coordinator
from bot.services import attendance, dialogues, recording, sheets, tallies

NAMES = "attendance"
"""The dialogue that takes names of people who came unannounced."""


def attend(request: Request, ledger: Session) -> Reply:
    """Open the sheet that was tapped, or the newest one that waits; what is recorded is shown as it is."""
    if "event" in request.arguments:
        event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
        if "branch" not in request.arguments and event.confirmed_at is not None:
            return Reply(card=_recorded(request, ledger, event))
        return Reply(card=sheet(request, ledger, event, _branch(request, event), _page(request)), replaces=True)
    if not is_coordinator(request.somebody) and request.somebody.role is not Role.SECRETARY:
        raise NotAllowed(Role.SECRETARY)
    event = attendance.to_note(ledger, request.somebody, request.at)
    if event.confirmed_at is not None:
        return Reply(card=_recorded(request, ledger, event))
    return Reply(card=sheet(request, ledger, event, event.host_id))


def came(request: Request, ledger: Session) -> Reply:
    """Turn one member's name on or off."""
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    member_id = request.number("member")
    member = attendance.toggle(ledger, event=event, member_id=member_id, by=request.somebody, now=request.at)
    return Reply(card=sheet(request, ledger, event, member.branch_id or 0, _page(request)), replaces=True)


def unguest(request: Request, ledger: Session) -> Reply:
    """Take a guest off the sheet."""
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    attendance.drop_guest(ledger, event=event, check_in_id=request.number("guest"), by=request.somebody, now=request.at)
    return Reply(card=sheet(request, ledger, event, event.host_id, _page(request)), replaces=True)


def attended(request: Request, ledger: Session) -> Reply:
    """Confirm the sheet, if it still shows as many as the button says; the first to confirm wins."""
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    now = attendance.open_sheet(ledger, event, request.at)
    if event.confirmed_at is None and now.came != request.number("count"):
        card = sheet(request, ledger, event, event.host_id)
        return Reply(Line("attendance-changed"), card=card, replaces=True, alert=True)
    if attendance.confirm(ledger, event=event, by=request.somebody, now=request.at):
        recording.tell(ledger, now, request.at, but=request)
    dialogues.end(ledger, request)
    return Reply(Line("attendance-done"), card=_recorded(request, ledger, event), replaces=True)


def recorded(request: Request, ledger: Session) -> Reply:
    """Close a sheet that was corrected: show the figures as they are now."""
    event = attendance.event_held(ledger, request.somebody, request.number("event"), request.at)
    recording.redraw(ledger, event, request.at, but=request)
    dialogues.end(ledger, request)
    return Reply(card=_recorded(request, ledger, event), replaces=True)


def sheet(
    request: Request, ledger: Session, event: Event, branch_id: int, page: int = 0, lead: Line | None = None
) -> Card:
    """Return the sheet, and wait for names to be typed."""
    dialogues.begin(ledger, request, NAMES, event=event.id or 0)
    return cards.sheet(attendance.open_sheet(ledger, event, request.at), branch_id, page, lead)


def _recorded(request: Request, ledger: Session, event: Event) -> Card:
    outside: tuple[CheckIn, ...] = sheets.read(ledger, event).outside
    branch_id = None if is_coordinator(request.somebody) else request.somebody.branch_id
    return cards.recorded(event, tallies.turnout(ledger, event), outside, branch_id)


def _branch(request: Request, event: Event) -> int:
    return request.number("branch") if "branch" in request.arguments else event.host_id


def _page(request: Request) -> int:
    return request.number("page") if "page" in request.arguments else 0
