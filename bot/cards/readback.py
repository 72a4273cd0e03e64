"""The read-back: everything about an activity before it is sent to anybody, and what to mind about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.paging import in_rows
from bot.chat import Button, Card, Fact, Line, Row, Span, Style, Verbatim, tap
from bot.rules.scheduling.cautions import AfterAgreement, Caution, Clash, OnHoliday, OnWorkedWeekend, ShortNotice
from bot.rules.scheduling.outline import TOLD, Outline, changed
from bot.rules.scheduling.segments import Field
from bot.rules.scheduling.sheet import Question

EDITABLE = (
    (Question.DAY, Field.TIME),
    (Question.TITLE, Field.TITLE),
    (Question.PLACE, Field.PLACE),
    (Question.SPEAKER, Field.SPEAKER),
    (Question.KIND, Field.KIND),
    (Question.WHOM, Field.WHOM),
    (Question.DEADLINE, Field.DEADLINE),
    (Question.SEATS, Field.SEATS),
)
"""What can be changed, and the question that asks for it."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A finished draft. `names` and `heads` are of branches by id; `before` is the event it changes, as it stands."""

    draft_id: int
    plan: Outline
    names: Mapping[int, str]
    heads: Mapping[int, int]
    cautions: tuple[Caution, ...] = ()
    before: Outline | None = None


def card(shown: ReadBack) -> Card:
    """Read a new activity back, to be published."""
    said = facts(shown.plan, shown)
    parts: tuple[Line | Row, ...] = (
        Line("readback-name", title=Verbatim(shown.plan.title)),
        *(Row(*said[what]) for what in said if what is not Field.TITLE),
        *_minded(shown.cautions),
    )
    publish = tap(Line("button-publish"), "draft_publish", shown.draft_id, style=Style.PRIMARY)
    drop = tap(Line("button-drop-draft"), "draft_drop", shown.draft_id)
    return Card(Line("readback-title"), parts, ((publish, _edit(shown), drop),))


def change(shown: ReadBack) -> Card:
    """Show what a change would change, old and new, before anybody is told."""
    before = shown.before or shown.plan
    differing = changed(before, shown.plan)
    old, new = facts(before, shown), facts(shown.plan, shown)
    rows: list[Row] = []
    for what in Field:
        if what in differing:
            label = (new.get(what) or old[what])[0]
            values = tuple(said[what][1] if what in said else Line("nothing-said") for said in (old, new))
            rows.append(Row(label, Line("old-and-new", old=values[0], new=values[1])))
    drop = tap(Line("button-drop-change"), "draft_drop", shown.draft_id)
    named = Line("readback-name", title=Verbatim(before.title))
    if not rows:
        return Card(Line("change-title"), (named, Line("change-nothing")), ((_edit(shown), drop),))
    told = Line("change-asks-again") if before.starts_at != shown.plan.starts_at else _told(differing)
    confirm = tap(Line("button-confirm-change"), "draft_publish", shown.draft_id, style=Style.PRIMARY)
    parts: tuple[Line | Row, ...] = (named, *rows, told, *_minded(shown.cautions))
    return Card(Line("change-title"), parts, ((confirm, _edit(shown), drop),))


def _told(differing: frozenset[Field]) -> Line:
    """Say whom a change is told that does not move the event."""
    return Line("change-tells") if differing & {*TOLD, Field.WHOM} else Line("change-shows")


def fields(draft_id: int, *, changing: bool) -> Card:
    """Offer what can be changed."""
    buttons = [tap(Line("button-field", field=what), "draft_ask", draft_id, asked) for asked, what in EDITABLE]
    title = Line("draft-title-change") if changing else Line("draft-title")
    return Card(
        title, (Line("ask-field"),), (*in_rows(buttons, 4), (tap(Line("button-back"), "draft_back", draft_id),))
    )


def facts(plan: Outline, shown: ReadBack) -> dict[Field, tuple[Line, Fact]]:
    """Return what is said of an activity, each with its label, in the order it is read."""
    said: dict[Field, tuple[Line, Fact]] = {
        Field.TITLE: (Line("label-title"), Verbatim(plan.title)),
        Field.TIME: (Line("label-when"), Span(plan.starts_at, plan.ends_at)),
        Field.PLACE: (Line("label-place"), Verbatim(plan.place)),
        Field.KIND: (Line("label-kind"), plan.kind),
        Field.SPEAKER: (Line("label-speaker"), Verbatim(plan.speaker)),
        Field.WHOM: (Line("label-invited"), _invited(plan, shown)),
        Field.SEATS: (Line("label-seats"), plan.seats),
        Field.DEADLINE: (Line("label-reply-by"), Line("reply-by", at=plan.reply_by)),
    }
    empty = {Field.PLACE: not plan.place, Field.SPEAKER: not plan.speaker, Field.SEATS: plan.seats is None}
    return {what: value for what, value in said.items() if not empty.get(what)}


def _invited(plan: Outline, shown: ReadBack) -> Line:
    branches = tuple(
        Line("invited-branch", branch=Verbatim(shown.names[b]), heads=shown.heads.get(b, 0)) for b in plan.invited
    )
    if len(branches) == 1:
        return branches[0]
    return Line("invited-branches", branches=branches, heads=sum(shown.heads.get(b, 0) for b in plan.invited))


def _minded(cautions: tuple[Caution, ...]) -> tuple[Row, ...]:
    return tuple(Row(Line("label-caution"), _say(caution)) for caution in cautions)


def _say(caution: Caution) -> Line:
    match caution:
        case OnHoliday(off):
            return Line("caution-holiday", holiday=off)
        case OnWorkedWeekend():
            return Line("caution-worked-weekend")
        case ShortNotice():
            return Line("caution-short-notice")
        case AfterAgreement(ends_on):
            return Line("caution-after-agreement", ends_on=ends_on)
        case Clash(branch, starts_at, ""):
            return Line("caution-clash", branch=Verbatim(branch), at=starts_at)
        case Clash(branch, starts_at, title):
            return Line("caution-clash-named", branch=Verbatim(branch), at=starts_at, title=Verbatim(title))


def _edit(shown: ReadBack) -> Button:
    return tap(Line("button-edit"), "draft_fields", shown.draft_id)
