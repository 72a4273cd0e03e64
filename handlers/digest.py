"""The digest on demand, and what a coordinator does to one before it is posted."""

from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.cards import digest as cards
from bot.chat import BadRequest, Card, Line, Reply, Request
from bot.models.people import Partnership
from bot.rules.people import NotFound, is_coordinator
from bot.services import accounts, dialogues, digests, weeks
from bot.services.messages import digest as messages
from handlers import rhythm


class YesNo(StrEnum):
    """What a two-way button says."""

    YES = "yes"
    NO = "no"


def digest(request: Request, ledger: Session) -> Reply:
    """Show the week so far: in a group its own partnership's, in private that of the member's branch."""
    if request.in_group:
        if request.text:
            return Reply()  # people speak about it with each other
        group = accounts.group_at(ledger, request.address)
        if group is None:
            raise NotFound
        return Reply(card=_so_far(ledger, ledger.get_one(Partnership, group.partnership_id), request))
    if request.text and is_coordinator(request.somebody):
        return rhythm.settings(request, ledger)  # 周报 周四 16:30
    choice = digests.shown_to(ledger, request.somebody)
    if "partnership" in request.arguments:
        wanted = request.number("partnership")
        choice = [partnership for partnership in choice if partnership.id == wanted]
        if not choice:
            raise NotFound
    if not choice:
        return Reply(Line("digest-nowhere"))
    if len(choice) > 1:
        return Reply(card=cards.which(choice))
    return Reply(card=_so_far(ledger, choice[0], request))


def skip(request: Request, ledger: Session) -> Reply:
    """Skip a digest, or post it after all."""
    partnership_id, week = request.number("partnership"), _week(request)
    skipped = request.choice("skipped", YesNo) is YesNo.YES
    digests.skip(ledger, by=request.somebody, partnership_id=partnership_id, week=week, skipped=skipped, now=request.at)
    return Reply(card=_preview(ledger, request, partnership_id, week), replaces=True)


def note(request: Request, ledger: Session) -> Reply:
    """Ask for the sentence to add."""
    partnership_id, week = request.number("partnership"), _week(request)
    digests.waiting(ledger, by=request.somebody, partnership_id=partnership_id, week=week)
    dialogues.begin(ledger, request, "digest_note", partnership=partnership_id, week=week.isoformat())
    return Reply(card=Card(parts=(Line("digest-note-wanted", longest=digests.LONGEST_NOTE),)))


def noted(request: Request, ledger: Session) -> Reply:
    """Take the sentence and show the digest with it."""
    partnership_id, week = request.number("partnership"), _week(request)
    digests.add_note(
        ledger, by=request.somebody, partnership_id=partnership_id, week=week, words=request.text, now=request.at
    )
    dialogues.end(ledger, request)
    return Reply(card=_preview(ledger, request, partnership_id, week))


def _so_far(ledger: Session, partnership: Partnership, request: Request) -> Card:
    week = digests.so_far(ledger, partnership, request.at)
    return cards.digest(week, ZoneInfo(partnership.zone), weeks.chart(ledger, partnership, request.at))


def _preview(ledger: Session, request: Request, partnership_id: int, week: date) -> Card:
    partnership, row = digests.waiting(ledger, by=request.somebody, partnership_id=partnership_id, week=week)
    return messages.previewed(ledger, partnership, row)


def _week(request: Request) -> date:
    try:
        return date.fromisoformat(request.arguments.get("week", ""))
    except ValueError as error:
        raise BadRequest(str(error)) from error
