"""A branch's own papers of an event: the sign-in sheet (签到表) and the record (活动记录)."""

from sqlmodel import Session

from bot.cards import replies as cards
from bot.chat import Card, Drawing, Line, Reply, Request, Verbatim
from bot.models.events import Event
from bot.models.people import Branch
from bot.services import binder, replies


def sign_in(request: Request, ledger: Session) -> Reply:
    """Give the sheet: to be signed by hand before attendance is confirmed, filled in after."""
    event, branch = _which(request, ledger)
    if branch is None:
        return _ask(request, ledger, event, "signin")
    values = binder.sign_in(ledger, event, branch, request.words)
    return _file(Line("paper-sign-in", branch=Verbatim(branch.name)), Drawing("sign-in", values, _name(event, branch)))


def record(request: Request, ledger: Session) -> Reply:
    """Give the record, with what is known filled in."""
    event, branch = _which(request, ledger)
    if branch is None:
        return _ask(request, ledger, event, "record")
    values = binder.record(ledger, event, branch, request.words)
    return _file(Line("paper-record", branch=Verbatim(branch.name)), Drawing("record", values, _name(event, branch)))


def _which(request: Request, ledger: Session) -> tuple[Event, Branch | None]:
    event = replies.event_led(ledger, request.somebody, request.number("event"))
    if "branch" in request.arguments:
        return event, binder.own_branch(ledger, request.somebody, event, request.number("branch"))
    led = replies.led_branches(ledger, request.somebody, event)
    return event, led[0] if len(led) == 1 else None


def _ask(request: Request, ledger: Session, event: Event, verb: str) -> Reply:
    return Reply(card=cards.branches(event, replies.led_branches(ledger, request.somebody, event), verb))


def _file(line: Line, paper: Drawing) -> Reply:
    return Reply(card=Card(parts=(line,), files=(paper,)))


def _name(event: Event, branch: Branch) -> str:
    return f"{event.title}-{branch.name}"
