"""One event: opened, put into a calendar, announced on paper."""

from sqlmodel import Session

from bot.chat import Card, Drawing, Line, Reply, Request, Verbatim
from bot.services import event_view


def show(request: Request, ledger: Session) -> Reply:
    """Open an event. Raises NotFound for who has nothing to do with it."""
    event = event_view.visible(ledger, request.somebody, request.number("event"))
    return Reply(card=event_view.show(ledger, event, request.somebody, request.at), replaces=True)


def calendar_file(request: Request, ledger: Session) -> Reply:
    """Give an event as a calendar file."""
    event = event_view.visible(ledger, request.somebody, request.number("event"))
    drawing = Drawing("event", event_view.calendar_entry(ledger, event), name=event.title)
    line = Line("calendar-file", title=Verbatim(event.title))
    return Reply(card=Card(parts=(line,), files=(drawing,)))


def notice(request: Request, ledger: Session) -> Reply:
    """Give an event's notice (活动通知) as a document, to those who may change it."""
    member, reader = request.somebody, request.words
    values = event_view.notice(ledger, member, request.number("event"), request.at, reader.zone)
    line = Line("notice-file", title=Verbatim(values.title))
    return Reply(card=Card(parts=(line,), files=(Drawing("notice", values, name=values.title),)))
