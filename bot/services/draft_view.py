"""A draft as its author sees it: the question it asks, or all of it read back."""

from datetime import date

from sqlmodel import Session, col, select

from bot.cards import drafts as asking
from bot.cards import readback
from bot.cards.drafts import Asking
from bot.cards.readback import ReadBack
from bot.chat import Card
from bot.models.events import Draft, Event
from bot.models.people import Branch
from bot.rules.scheduling import whom
from bot.rules.scheduling.sheet import Question, Sheet, next_question
from bot.services import drafts, hosting, invitees, outlining
from bot.services.draft_answers import Author, callable_branches


def show(ledger: Session, draft: Draft, author: Author, month: date | None = None) -> Card:
    """Return the draft's card as things stand; `month` turns the calendar."""
    question = drafts.question_of(draft)
    if question is None:
        return read_back(ledger, draft, author)
    sheet = drafts.sheet_of(draft)
    choices, chosen = _choices(ledger, sheet, question, author)
    return asking.card(
        Asking(
            draft_id=draft.id or 0,
            question=question,
            sheet=sheet,
            now=author.reader.now,
            zone=author.reader.zone,
            choices=choices,
            chosen=chosen,
            complete=_is_complete(sheet),
            changing=drafts.is_change(draft),
            month=month,
        )
    )


def read_back(ledger: Session, draft: Draft, author: Author) -> Card:
    """Return the read-back of a finished draft, or what a change would change."""
    plan = outlining.of_draft(ledger, draft, author.present)
    event = ledger.get_one(Event, draft.event_id) if draft.event_id else None
    before = outlining.of_event(ledger, event) if event else None
    involved = {*plan.invited, *(before.invited if before else ())}
    branches = ledger.exec(select(Branch).where(col(Branch.id).in_(involved)))
    shown = ReadBack(
        draft_id=draft.id or 0,
        plan=plan,
        names={branch.id or 0: branch.name for branch in branches},
        heads=invitees.head_counts(ledger, tuple(involved), plan.kind),
        cautions=outlining.mind(ledger, plan, author, but=draft.event_id),
        before=before,
    )
    return readback.change(shown) if before else readback.card(shown)


def _is_complete(sheet: Sheet) -> bool:
    """Say whether nothing is missing but what is asked for again."""
    if sheet.host_id is None or sheet.options or sheet.unclear:
        return False
    return next_question(sheet, joint=False, partnership_known=True) is None


def _choices(
    ledger: Session, sheet: Sheet, question: Question, author: Author
) -> tuple[tuple[tuple[int, str], ...], frozenset[int]]:
    """Return what can be chosen from, by id and name, and what is chosen already."""
    match question:
        case Question.HOST:
            return tuple((b.id or 0, b.name) for b in hosting.hosts(ledger, author.member)), frozenset()
        case Question.PARTNERSHIP:
            return tuple((p.id or 0, p.name) for p in hosting.possible(ledger, sheet)), frozenset()
        case Question.PLACE:
            held = hosting.recent_places(ledger, sheet.host_id or 0)
            return tuple((event.id or 0, event.place) for event in held), frozenset()
        case Question.BRANCH:
            branches = callable_branches(ledger, sheet)
            return tuple((b, branches[b]) for b in whom.fits(sheet.unclear[0], branches)), frozenset()
        case Question.WHOM:
            company = hosting.company(ledger, sheet)
            offered = tuple((b.id or 0, b.name) for b in hosting.around(ledger, company))
            return offered, frozenset(b.id or 0 for b in company.invited)
        case _:
            return (), frozenset()
