"""What an answer, typed or tapped, makes of a draft's sheet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.chat import Reader
from bot.models.events import Kind
from bot.models.people import Member
from bot.rules import kinds
from bot.rules.people import NotFound, require_lead
from bot.rules.scheduling import whom
from bot.rules.scheduling.line import fitting, read_kind, read_names, read_seats, read_title
from bot.rules.scheduling.segments import Field
from bot.rules.scheduling.sheet import Question, Sheet
from bot.rules.scheduling.times import Present, chosen, on_day, retimed, with_deadline, with_hour
from bot.services import hosting
from bot.texts import say_any

_NOTHING = {"-", "无", "没有", "不限", "默认", "跳过", "空", "none", "no limit", "default", "skip"}
"""Words that empty a field."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who puts a draft together, and when, where and in which language they speak."""

    member: Member
    reader: Reader

    @property
    def present(self) -> Present:
        """The moment and zone times are read with."""
        return Present(self.reader.now, self.reader.zone)


def typed(ledger: Session, sheet: Sheet, asked: Question, words: str, author: Author) -> Sheet:  # noqa: PLR0911, PLR0912 - one case a question
    """Return the sheet with the answer typed to a question. Raises what is wrong with the words."""
    present = author.present
    empty = words.strip().casefold() in _NOTHING
    match asked:
        case Question.HOST:
            return hosted(ledger, sheet, words, author)
        case Question.KIND:
            return sheet.having(kind=read_kind(words))
        case Question.MOMENT if sheet.about_deadline:
            return with_deadline(sheet.undoubted(), words, present)
        case Question.DAY | Question.MOMENT:
            return retimed(sheet, words, present)
        case Question.HOUR:
            return with_hour(sheet, words, present)
        case Question.TITLE:
            return sheet.having(title=read_title(words))
        case Question.PLACE:
            return sheet.having(place="" if empty else fitting(Field.PLACE, words))
        case Question.SPEAKER:
            return sheet.having(speaker="" if empty else fitting(Field.SPEAKER, words))
        case Question.DEADLINE:
            return with_deadline(sheet, "" if empty else words, present)
        case Question.SEATS:
            return sheet.having(seats=None if empty else read_seats(words))
        case Question.WHOM:
            return called(ledger, sheet.having(invited=None, whom_asked=True, partnership_id=None), read_names(words))
        case Question.BRANCH:
            return called(ledger, sheet.having(unclear=()), (*read_names(words), *sheet.unclear[1:]))
        case Question.PARTNERSHIP:
            names = {p.id or 0: p.name for p in hosting.possible(ledger, sheet)}
            return sheet.having(partnership_id=whom.fits(words, names)[0])


def tapped(ledger: Session, sheet: Sheet, question: Question, value: str, author: Author) -> Sheet:
    """Return the sheet with what a button says; "-" empties a field. Raises NotFound for what was never offered."""
    try:
        return _tapped(ledger, sheet, question, value, author)
    except (ValueError, IndexError):
        raise NotFound from None


def _tapped(ledger: Session, sheet: Sheet, question: Question, value: str, author: Author) -> Sheet:  # noqa: PLR0911
    match question:
        case Question.KIND:
            return sheet.having(kind=Kind(value))
        case Question.DAY:
            return on_day(sheet, date.fromisoformat(value))
        case Question.HOUR:
            return with_hour(sheet, f"{value[:2]}:{value[2:]}", author.present)
        case Question.MOMENT if value == "no":
            return sheet.undoubted()
        case Question.MOMENT:
            return chosen(sheet, sheet.options[int(value)], author.present)
        case Question.HOST:
            return held_by(sheet, int(value), author)
        case Question.PARTNERSHIP:
            return sheet.having(partnership_id=_one_of(int(value), [p.id for p in hosting.possible(ledger, sheet)]))
        case Question.BRANCH:
            branch = _one_of(int(value), list(callable_branches(ledger, sheet)))
            left = called(ledger, sheet.having(unclear=()), sheet.unclear[1:])
            return left.having(invited=(*(left.invited or ()), branch))
        case Question.WHOM:
            return _toggled(ledger, sheet, value)
        case Question.PLACE if value != "-":
            places = {event.id: event.place for event in hosting.recent_places(ledger, sheet.host_id or 0)}
            return sheet.having(place=places[_one_of(int(value), list(places))])
        case Question.TITLE:
            return sheet.having(title=say_any(sheet.kind or Kind.OTHER, author.reader))
        case _:
            return typed(ledger, sheet, question, "-", author)


def hosted(ledger: Session, sheet: Sheet, name: str, author: Author) -> Sheet:
    """Return the sheet with the host called `name`; left open when several are. Raises NoSuchPartner, NotAllowed."""
    branches = {branch.id or 0: branch.name for branch in hosting.hosts(ledger, author.member)}
    found = whom.fits(name, branches)
    return sheet.having(host_id=None, host_asked=True) if len(found) > 1 else held_by(sheet, found[0], author)


def held_by(sheet: Sheet, branch_id: int, author: Author) -> Sheet:
    """Return the sheet with its host. Raises NotAllowed."""
    require_lead(author.member, branch_id)
    return sheet.having(host_id=branch_id, partnership_id=None)


def called(ledger: Session, sheet: Sheet, names: tuple[str, ...]) -> Sheet:
    """Return the sheet with the branches called so invited too; names that fit several are kept as unclear.

    Without a host yet, all names wait for it. 全部 of a host with several partnerships is all of one that will be
    asked for. Raises NoSuchPartner.
    """
    if sheet.host_id is None or not names:
        return sheet.having(unclear=names)
    if whom.calls_all(names) and sheet.partnership_id is None and kinds.is_joint_by_nature(sheet.kind or Kind.OTHER):
        return sheet.having(invited=None, unclear=())
    found = whom.find(names, callable_branches(ledger, sheet), sheet.host_id)
    return sheet.having(invited=(*(sheet.invited or ()), *found.found), unclear=found.unclear)


def callable_branches(ledger: Session, sheet: Sheet) -> dict[int, str]:
    """Return the branches that can be invited, by id: partners of the host in any partnership that is still open."""
    around = [p.id or 0 for p in hosting.partnerships(ledger, sheet.host_id or 0)]
    if sheet.partnership_id in around:
        around = [sheet.partnership_id or 0]
    branches = {branch.id or 0: branch.name for branch in hosting.partners(ledger, around)}
    return branches or {branch.id or 0: branch.name for branch in hosting.company(ledger, sheet).invited}


def _toggled(ledger: Session, sheet: Sheet, value: str) -> Sheet:
    """Invite a branch or no longer; "all", "own", and "ok" when all is said. The partnership stays what it is."""
    company = hosting.company(ledger, sheet)
    sheet = sheet.having(whom_asked=True, partnership_id=company.partnership.id if company.partnership else None)
    everybody = [branch.id or 0 for branch in hosting.around(ledger, company)]
    match value:
        case "ok":
            return sheet
        case "all":
            return sheet.having(invited=tuple(everybody))
        case "own":
            return sheet.having(invited=())
        case _:
            branch = _one_of(int(value), everybody)
            now = {branch.id for branch in company.invited}
            return sheet.having(invited=tuple(b for b in everybody if (b in now) != (b == branch)))


def _one_of(value: int, offered: list[Any]) -> int:
    if value not in offered:
        raise NotFound
    return value
