"""Scheduling: 安排 with one line or without, and what is typed to the cards that ask for the rest."""

from sqlmodel import Session

from bot.cards import event as event_cards
from bot.chat import Line, Reply, Request
from bot.models.events import Draft
from bot.rules.people import require_lead
from bot.services import dialogues, draft_view, drafting, drafts, event_view, publishing
from bot.services.draft_answers import Author

TOPIC = "draft"
"""The dialogue that takes typed answers; its fact `draft` says for which."""


def schedule(request: Request, ledger: Session) -> Reply:
    """Begin an activity from one line, or ask for it piece by piece.

    Refusals (not a secretary, words that are no time, too long) pass through.
    """
    draft = drafting.begin(ledger, author(request), request.text)
    return shown(request, ledger, draft, replaces=False)


def typed(request: Request, ledger: Session) -> Reply:
    """Take words as the answer to what the draft's card asks."""
    draft = drafts.still_open(ledger, request.somebody, request.number("draft"))
    drafting.say(ledger, draft, request.text, author(request))
    return shown(request, ledger, draft, replaces=False)


def publish_newest(request: Request, ledger: Session) -> Reply:
    """Publish the draft touched last, by word. Raises NothingToPublish."""
    require_lead(request.somebody, request.somebody.branch_id)
    draft = drafts.newest(ledger, request.somebody, request.at)
    if draft is None or drafts.is_change(draft):
        raise publishing.NothingToPublish
    return publish(request, ledger, draft)


def publish(request: Request, ledger: Session, draft: Draft) -> Reply:
    """Publish a draft and say who is told; one's own invitation comes as everybody's does."""
    done = publishing.publish(ledger, draft, author(request))
    dialogues.end(ledger, request)
    if done.again:
        return Reply(Line("published-already"), card=event_view.show(ledger, done.event, request.somebody, request.at))
    told = event_cards.told(done.told.reached, done.told.unreachable, done.told.quiet_until)
    tapped = request.verb == "draft_publish"
    # A typed word is answered by one message: its first line is not said again on the card.
    on_card = told if tapped else told[1:]
    card = event_view.show(ledger, done.event, request.somebody, request.at, told=on_card, answering=False)
    return Reply(told[0], card=card, replaces=tapped)


def author(request: Request) -> Author:
    """Return who speaks, when, where and in which language."""
    return Author(request.somebody, request.words)


def shown(request: Request, ledger: Session, draft: Draft, *, replaces: bool, line: Line | None = None) -> Reply:
    """Show the draft's card; while it asks something, the next words said here are its answer."""
    if draft.asks:
        dialogues.begin(ledger, request, TOPIC, draft=draft.id or 0)
    else:
        dialogues.end(ledger, request)
    return Reply(line, card=draft_view.show(ledger, draft, author(request)), replaces=replaces)
