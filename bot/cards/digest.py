"""The weekly digest: counts, never names; what was held, what comes, what waits for someone."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.chat import Card, Days, Drawing, Line, Style, Verbatim, tap
from bot.models.people import Partnership
from bot.rules.digest import Ahead, Held, Unrecorded, Week
from bot.rules.turnout import TurnoutChart

MOST = 6
"""How many lines of one sort are shown; the rest is counted. It must stay readable under a picture."""

One = TypeVar("One")


def digest(week: Week, zone: ZoneInfo, chart: TurnoutChart | None) -> Card:
    """Show a week to a group, with the turnout as a picture where there is any."""
    days = Days(week.begins.astimezone(zone).date(), week.ends.astimezone(zone).date())
    parts: list[Line] = []
    if week.held:
        parts += [Line("digest-held", count=len(week.held)), *_some(week.held, lambda one: _held(one, zone))]
    if week.ahead:
        parts += [Line("digest-ahead", count=len(week.ahead)), *_some(week.ahead, _ahead)]
    if week.unrecorded or week.waiting:
        parts += [Line("digest-todo"), *_some(week.unrecorded, lambda one: _unrecorded(one, zone))]
    if week.waiting:
        parts.append(Line("digest-waiting", count=week.waiting))
    if week.is_empty:
        parts.append(Line("digest-empty"))
    if week.note:
        parts.append(Line("digest-note", words=Verbatim(week.note)))
    picture = Drawing("turnout", chart, "turnout") if chart else None
    return Card(Line("digest-title", name=Verbatim(week.name), days=days), tuple(parts), picture=picture)


def preview(shown: Card, partnership_id: int, week: date, *, at: datetime, groups: int, skipped: bool) -> Card:
    """Show a coordinator what will be posted and let them skip it or add a sentence."""
    lead = Line("digest-preview-skipped") if skipped else Line("digest-preview", at=at, groups=groups)
    days = (partnership_id, week.isoformat())
    skip = (
        tap(Line("button-digest-unskip"), "digest_skip", *days, "no")
        if skipped
        else tap(Line("button-digest-skip"), "digest_skip", *days, "yes", style=Style.DANGER)
    )
    buttons = ((skip, tap(Line("button-digest-note"), "digest_note", *days)),)
    return Card(shown.title, (lead, *shown.parts), buttons, shown.picture)


def which(partnerships: Sequence[Partnership]) -> Card:
    """Ask for which partnership."""
    named = ((tap(Line("label-verbatim", text=Verbatim(one.name)), "digest", one.id),) for one in partnerships)
    return Card(Line("digest-which"), buttons=tuple(named))


def _some(all_: Sequence[One], line: Callable[[One], Line]) -> list[Line]:
    shown = [line(one) for one in all_[:MOST]]
    return [*shown, Line("digest-more", count=len(all_) - MOST)] if len(all_) > MOST else shown


def _held(held: Held, zone: ZoneInfo) -> Line:
    day, title = held.starts_at.astimezone(zone).date(), Verbatim(held.title)
    if not held.turnout:
        return Line("digest-held-unknown", day=day, title=title)
    came, expected = sum(c.came for c in held.turnout), sum(c.expected for c in held.turnout)
    by_branch = tuple(
        Line("digest-branch", branch=Verbatim(c.branch), came=c.came, expected=c.expected) for c in held.turnout
    )
    if len(by_branch) == 1:
        return Line("digest-held-one", day=day, title=title, came=came, expected=expected)
    return Line("digest-held-all", day=day, title=title, came=came, expected=expected, branches=by_branch)


def _ahead(ahead: Ahead) -> Line:
    return Line(
        "digest-ahead-one",
        at=ahead.starts_at,
        title=Verbatim(ahead.title),
        answered=ahead.answered,
        invited=ahead.invited,
    )


def _unrecorded(one: Unrecorded, zone: ZoneInfo) -> Line:
    day = one.starts_at.astimezone(zone).date()
    return Line("digest-unrecorded", day=day, title=Verbatim(one.title), host=Verbatim(one.host))
