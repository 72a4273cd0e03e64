"""How the answers stand (回复情况), for those who look after the branches."""

from sqlmodel import Session

from bot.cards import replies as cards
from bot.chat import Card, Reply, Request
from bot.models.events import Event
from bot.models.people import Branch
from bot.rules.people import NotFound
from bot.rules.rsvp import over_at
from bot.services import reminders, replies, tallies


def show(request: Request, ledger: Session) -> Reply:
    """Show an event's answers: the one tapped, or the one typed after the command, or the next to come."""
    if "event" in request.arguments:
        event = replies.event_led(ledger, request.somebody, request.number("event"))
        return Reply(card=_card(request, ledger, event), replaces=bool(request.message))
    found = replies.current_events(ledger, request.somebody, request.at, request.text)
    if not found:
        raise replies.NothingUnderWay
    if len(found) > 1:
        return Reply(card=cards.events(found, "replies"))
    return Reply(card=_card(request, ledger, found[0]))


def _card(request: Request, ledger: Session, event: Event) -> Card:
    led = replies.led_branches(ledger, request.somebody, event)
    if "branch" in request.arguments:
        return card_of(request, ledger, event, request.number("branch"))
    if len(led) == 1:
        return card_of(request, ledger, event, led[0].id or 0)
    return cards.counts(event, tallies.answers(ledger, event), reminders.missed(ledger, event.id or 0))


def card_of(request: Request, ledger: Session, event: Event, branch_id: int) -> Card:
    """Return the card of one branch by name. Raises NotFound unless the speaker leads it."""
    led: dict[int | None, Branch] = {
        branch.id: branch for branch in replies.led_branches(ledger, request.somebody, event)
    }
    if branch_id not in led:
        raise NotFound
    people = replies.of_branch(ledger, event, branch_id)
    missed = reminders.missed(ledger, event.id or 0, branch_id)
    answerable = over_at(event) > request.at
    return cards.names(event, led[branch_id], people, missed, alone=len(led) == 1, answerable=answerable)
