"""The buttons on a draft's cards."""

from datetime import date

from sqlmodel import Session

from bot.cards import readback
from bot.chat import BadRequest, Card, Line, Reply, Request
from bot.models.events import Draft
from bot.rules.scheduling.sheet import Question
from bot.services import dialogues, draft_view, drafting, drafts
from handlers import changes, schedule


def choose(request: Request, ledger: Session) -> Reply:
    """Take a tapped answer and go on to what is missing. A tap on a card whose question has passed shows the newest."""
    draft, asked = _mine(request, ledger), request.choice("question", Question)
    if draft.asks != asked:
        return schedule.shown(request, ledger, draft, replaces=True)
    drafting.choose(ledger, draft, asked, request.arguments.get("value", ""), schedule.author(request))
    return schedule.shown(request, ledger, draft, replaces=True)


def turn(request: Request, ledger: Session) -> Reply:
    """Turn the calendar to another month."""
    draft = _mine(request, ledger)
    try:
        month = date.fromisoformat(f"{request.arguments.get('month', '')}-01")
    except ValueError as error:
        raise BadRequest(str(error)) from error
    if draft.asks != Question.DAY:
        return schedule.shown(request, ledger, draft, replaces=True)
    return Reply(card=draft_view.show(ledger, draft, schedule.author(request), month), replaces=True)


def fields(request: Request, ledger: Session) -> Reply:
    """Offer what can be changed of a draft."""
    draft = _mine(request, ledger)
    return Reply(card=readback.fields(draft.id or 0, changing=drafts.is_change(draft)), replaces=True)


def ask(request: Request, ledger: Session) -> Reply:
    """Ask for one thing again."""
    draft = _mine(request, ledger)
    drafting.ask(ledger, draft, request.choice("question", Question), schedule.author(request))
    return schedule.shown(request, ledger, draft, replaces=True)


def back(request: Request, ledger: Session) -> Reply:
    """Let the question be and go on: to what is missing, or to the read-back."""
    draft = _mine(request, ledger)
    drafting.ask(ledger, draft, None, schedule.author(request))
    return schedule.shown(request, ledger, draft, replaces=True)


def publish(request: Request, ledger: Session) -> Reply:
    """Publish a draft, or make the change it holds. The same tap twice tells nobody twice."""
    draft = drafts.of(ledger, request.somebody, request.number("draft"))
    if drafts.is_change(draft):
        return changes.confirm(request, ledger, draft)
    return schedule.publish(request, ledger, draft)


def drop(request: Request, ledger: Session) -> Reply:
    """Drop a draft; a change that was not confirmed leaves the event as it is."""
    draft = _mine(request, ledger)
    changing = drafts.is_change(draft)
    drafts.close(ledger, draft, request.at)
    dialogues.end(ledger, request)
    line = Line("change-dropped") if changing else Line("draft-dropped")
    return Reply(card=Card(parts=(line,)), replaces=True)


def idle(_request: Request, _ledger: Session) -> Reply:
    """Answer a tap on a button that only shows something."""
    return Reply()


def _mine(request: Request, ledger: Session) -> Draft:
    return drafts.still_open(ledger, request.somebody, request.number("draft"))
