"""The cards of a draft: one question a card, its answers as buttons where there is a choice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.cards import month
from bot.cards.paging import in_rows
from bot.chat import Button, Buttons, Card, Line, Row, Span, Style, Verbatim, tap
from bot.models.events import Kind
from bot.rules.scheduling.sheet import Question, Sheet

_HOURS = range(8, 21)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question's card is made of.

    `choices` are the things to choose from (branches, partnerships, places) by id, `chosen` those marked.
    `complete`: nothing else is missing, one can go back. `month` is the month shown of the calendar.
    """

    draft_id: int
    question: Question
    sheet: Sheet
    now: datetime
    zone: ZoneInfo
    choices: Sequence[tuple[int, str]] = ()
    chosen: frozenset[int] = field(default_factory=frozenset)
    complete: bool = False
    changing: bool = False
    month: date | None = None

    @property
    def today(self) -> date:
        """The day it is where the card is read."""
        return self.now.astimezone(self.zone).date()


def card(asking: Asking) -> Card:
    """Return the card of a question: what is known so far, what is asked, and what can be tapped."""
    title = Line("draft-title-change") if asking.changing else Line("draft-title")
    return Card(title, (*_known(asking.sheet), _asked(asking)), (*_answers(asking), _ways_out(asking)))


def _known(sheet: Sheet) -> tuple[Row, ...]:
    """Return what was said already, as rows."""
    rows: list[Row] = []
    if sheet.title:
        rows.append(Row(Line("label-title"), Verbatim(sheet.title)))
    elif sheet.kind:
        rows.append(Row(Line("label-kind"), sheet.kind))
    if sheet.starts_at:
        rows.append(Row(Line("label-when"), Span(sheet.starts_at, sheet.ends_at)))
    elif sheet.day:
        rows.append(Row(Line("label-when"), sheet.day))
    if sheet.place:
        rows.append(Row(Line("label-place"), Verbatim(sheet.place)))
    return tuple(rows)


def _asked(asking: Asking) -> Line:
    sheet = asking.sheet
    match asking.question:
        case Question.MOMENT if sheet.past:
            return Line("ask-moment-past", words=Verbatim(sheet.doubt), start=sheet.options[0].starts_at)
        case Question.MOMENT if sheet.about_deadline:
            return Line("ask-moment-deadline", words=Verbatim(sheet.doubt))
        case Question.MOMENT:
            return Line("ask-moment", words=Verbatim(sheet.doubt))
        case Question.BRANCH:
            return Line("ask-branch", name=Verbatim(sheet.unclear[0]))
        case _:
            return _QUESTIONS[asking.question]


_QUESTIONS = {
    Question.KIND: Line("ask-kind"),
    Question.DAY: Line("ask-day"),
    Question.HOUR: Line("ask-hour"),
    Question.TITLE: Line("ask-title"),
    Question.PLACE: Line("ask-place"),
    Question.SPEAKER: Line("ask-speaker"),
    Question.DEADLINE: Line("ask-deadline"),
    Question.SEATS: Line("ask-seats"),
    Question.WHOM: Line("ask-whom"),
    Question.HOST: Line("ask-host"),
    Question.PARTNERSHIP: Line("ask-partnership"),
}


def _answers(asking: Asking) -> Buttons:  # noqa: PLR0911 - one case a question
    draft, question = asking.draft_id, asking.question

    def answer(label: Line, value: object, style: Style = Style.PLAIN) -> Button:
        return tap(label, "draft", draft, question, value, style=style)

    match question:
        case Question.KIND:
            return in_rows([answer(Line("button-kind", kind=kind), kind) for kind in Kind], 3)
        case Question.DAY:
            return month.grid(draft, asking.month or asking.today, asking.today)
        case Question.HOUR:
            hours = [hour for hour in _HOURS if _ahead(asking, hour)]
            return in_rows([answer(Line("button-hour", hour=Verbatim(f"{h}:00")), f"{h:02}00") for h in hours], 4)
        case Question.MOMENT if asking.sheet.past:
            return ((answer(Line("button-yes"), 0, Style.PRIMARY), answer(Line("button-no"), "no")),)
        case Question.MOMENT:
            options = enumerate(asking.sheet.options)
            return (
                *((answer(Line("button-moment", when=_moment(asking.sheet, i)), i),) for i, _ in options),
                (answer(Line("button-neither"), "no"),),
            )
        case Question.TITLE:
            kind = asking.sheet.kind or Kind.OTHER
            return () if kind is Kind.OTHER else ((answer(Line("button-title-kind", kind=kind), "kind"),),)
        case Question.WHOM:
            toggles = [answer(_toggle(asking, branch, name), branch) for branch, name in asking.choices]
            every = (answer(Line("button-whom-all"), "all"), answer(Line("button-whom-own"), "own"))
            return (*in_rows(toggles, 1), every, (answer(Line("button-done"), "ok", Style.PRIMARY),))
        case Question.DEADLINE:
            return ((answer(Line("button-default"), "-"),),)
        case _:
            named = [answer(Line("button-named", name=Verbatim(name)), ident) for ident, name in asking.choices]
            empty = question in {Question.PLACE, Question.SPEAKER, Question.SEATS}
            return (*in_rows(named, 2), *(((answer(Line("button-leave-empty"), "-"),),) if empty else ()))


def _ahead(asking: Asking, hour: int) -> bool:
    """Say whether an hour of the chosen day is still to come."""
    local = asking.now.astimezone(asking.zone)
    return asking.sheet.day != local.date() or hour > local.hour


def _moment(sheet: Sheet, index: int) -> Span:
    return Span(sheet.options[index].starts_at, sheet.options[index].ends_at)


def _toggle(asking: Asking, branch: int, name: str) -> Line:
    if branch in asking.chosen:
        return Line("button-branch-on", name=Verbatim(name))
    return Line("button-branch-off", name=Verbatim(name))


def _ways_out(asking: Asking) -> tuple[Button, ...]:
    back = tap(Line("button-back"), "draft_back", asking.draft_id)
    leave = Line("button-drop-change") if asking.changing else Line("button-drop-draft")
    drop = tap(leave, "draft_drop", asking.draft_id)
    return (back, drop) if asking.complete else (drop,)
