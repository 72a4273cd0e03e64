"""The cards of a partnership's rhythm: its digest, quiet hours and cap, and its reminder ladder."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.cards import asking, paging
from bot.cards.partnership import quiet
from bot.chat import Button, Card, Line, Row, Style, Verbatim, tap
from bot.models.deliveries import Digest, Rung, Seeks
from bot.models.people import Partnership
from bot.rules.ladder import USUAL

_HOURS = tuple(time(hour) for hour in (9, 12, 16, 17, 18, 20))
_CAPS = (1, 2, 3, 4, 6, 8)


def settings(one: Partnership, *, following: datetime, last: Digest | None) -> Card:
    """Show digest, quiet hours and cap, each to be changed by tapping or typing."""
    rows: list[Row | Line] = [
        Row(Line("label-digest"), Line("digest-when", weekday=one.digest_weekday, at=one.digest_at)),
        Row(Line("label-digest-following"), following),
    ]
    if last is not None and last.outcome is not None:
        rows.append(Row(Line("label-digest-last"), Line("digest-became", at=last.due_at, outcome=last.outcome)))
    rows += [
        Row(Line("label-quiet"), quiet(one.quiet_from, one.quiet_to)),
        Row(Line("label-cap"), Line("cap-of", most=one.daily_cap)),
        Line("rhythm-typed"),
    ]
    days = [
        tap(_chosen(Line("weekday", day=day), day == one.digest_weekday), "digestday", one.id, day) for day in range(7)
    ]
    hours = [
        tap(_chosen(Line("hour", at=at), at == one.digest_at), "digesthour", one.id, f"{at:%H%M}") for at in _HOURS
    ]
    caps = [tap(_chosen(Line("cap-of", most=n), n == one.daily_cap), "capset", one.id, n) for n in _CAPS]
    return Card(
        Line("rhythm-title", name=Verbatim(one.name)),
        tuple(rows),
        (
            *paging.in_rows(days, 4),
            *paging.in_rows(hours, 3),
            *paging.in_rows(caps, 3),
            (tap(Line("button-ladder"), "ladder", one.id), tap(Line("button-back"), "pair", one.id)),
        ),
    )


def ladder(one: Partnership, rungs: Sequence[Rung]) -> Card:
    """Show the rungs, each to be tapped."""
    buttons: list[tuple[Button, ...]] = [
        (tap(_rung(rung.minutes_before, rung.seeks), "rung", one.id, rung.minutes_before, rung.seeks),)
        for rung in rungs
    ]
    buttons += [
        tuple(tap(Line("button-rung-add", seeks=seeks), "rungnew", one.id, seeks) for seeks in Seeks),
        (tap(Line("button-ladder-restore"), "ladderback", one.id), tap(Line("button-rhythm"), "digestset", one.id)),
        (tap(Line("button-back"), "pair", one.id),),
    ]
    lead = Line("ladder-lead") if rungs else Line("ladder-empty")
    return Card(Line("ladder-title", name=Verbatim(one.name)), (lead, Line("ladder-typed")), tuple(buttons))


def rung(one: Partnership, minutes: int, seeks: Seeks) -> Card:
    """Show one rung: when else it could be, and the way to take it out."""
    moves = [tap(_distance(n), "rungmove", one.id, minutes, seeks, n) for n in USUAL if n != minutes]
    drop = tap(Line("button-rung-drop"), "rungdrop", one.id, minutes, seeks, style=Style.DANGER)
    return Card(
        _rung(minutes, seeks),
        (Line("rung-lead"),),
        (*paging.in_rows(moves, 3), (drop, tap(Line("button-back"), "ladder", one.id))),
    )


def new_rung(one: Partnership, seeks: Seeks) -> Card:
    """Ask how long before the start a new rung speaks."""
    distances = [tap(_distance(n), "rungadd", one.id, n, seeks) for n in USUAL]
    return Card(
        parts=(Line("rung-when", seeks=seeks),),
        buttons=(*paging.in_rows(distances, 3), (tap(Line("button-back"), "ladder", one.id),)),
    )


def which(partnerships: Sequence[Partnership], verb: str) -> Card:
    """Ask for which partnership."""
    named = [(tap(Line("label-verbatim", text=Verbatim(one.name)), verb, one.id),) for one in partnerships]
    return Card(parts=(Line("rhythm-which"),), buttons=(*named, (asking.never_mind(),)))


def _rung(minutes: int, seeks: Seeks) -> Line:
    return Line("rung", distance=_distance(minutes), seeks=seeks)


def _distance(minutes: int) -> Line:
    if minutes % 1440 == 0:
        return Line("distance-days", count=minutes // 1440)
    if minutes % 60 == 0:
        return Line("distance-hours", count=minutes // 60)
    return Line("distance-minutes", count=minutes)


def _chosen(label: Line, chosen: bool) -> Line:
    return Line("chosen", label=label) if chosen else label
