"""Who came: the sheet of names to tap, what was recorded, and questions about names that were typed."""

from collections.abc import Sequence

from bot.cards import paging
from bot.cards.naming import told_apart
from bot.chat import Button, Buttons, Card, Fact, Line, Style, Verbatim, tap
from bot.models.events import CheckIn, Event
from bot.models.people import Branch, Member
from bot.rules.attendance import Person, Sheet, is_late
from bot.rules.tally import Came


def sheet(sheet: Sheet, branch_id: int, page: int, lead: Line | None = None) -> Card:
    """Show the names of one branch to tap, the other branches a tap away, and the button that confirms them all."""
    event = sheet.event
    shown = next((pair for pair in sheet.branches if pair[0].id == branch_id), sheet.branches[0])
    counts = tuple(_count(branch, people) for branch, people in sheet.branches)
    guests = sheet.outside if shown[0].id == event.host_id else ()
    called = told_apart([one.member for one in shown[1]])
    names = [_name(event, one, called[one.member.id]) for one in shown[1]] + [_guest(event, one) for one in guests]
    cut = paging.cut(names, page)
    fixed = Line("attendance-correct") if event.confirmed_at else Line("attendance-ask", came=sheet.came)
    rows: Buttons = (
        *paging.in_rows(_branches(sheet, shown[0])),
        *paging.in_rows([_on_page(name, cut.number) for name in cut.items]),
        *paging.turns(cut, "attend", event.id, shown[0].id),
        (_confirm(sheet),),
    )
    return Card(_title(event), (*([lead] if lead else []), fixed, *counts), rows)


def recorded(event: Event, came: Sequence[Came], outside: Sequence[CheckIn], branch_id: int | None) -> Card:
    """Show the figures that were frozen, the way to correct them, and the papers of the reader's own branch."""
    lines = tuple(_figures(one) for one in came)
    late = (Line("attendance-late"),) if is_late(event) else ()
    names = tuple(Verbatim(one.name) for one in outside)
    guests = (Line("attendance-outside", names=names),) if names else ()
    fix = tap(Line("button-correct"), "attend", event.id, event.host_id, 0)
    return Card(
        _title(event), (Line("attendance-recorded"), *lines, *guests, *late), (papers(event, branch_id), (fix,))
    )


def told(event: Event, came: Came) -> Card:
    """Tell the secretary of another branch their own figures."""
    return Card(_title(event), (Line("attendance-recorded"), _figures(came)), (papers(event, came.branch_id),))


def papers(event: Event, branch_id: int | None) -> tuple[Button, ...]:
    """Return the papers of one branch's binder; for whoever has no branch, of the one they choose."""
    which = (event.id,) if branch_id is None else (event.id, branch_id)
    return (tap(Line("button-sign-in"), "signin", *which), tap(Line("button-record"), "record", *which))


def makeup(event: Event) -> Card:
    """Tell somebody who was on leave how to make it up."""
    return Card(parts=(Line("makeup", title=Verbatim(event.title), on=event.starts_at),))


def same_name(
    event: Event,
    members: Sequence[Member],
    branches: dict[int | None, str],
    left: Sequence[str],
    lead: Sequence[Line],
) -> Card:
    """Ask which of several people of one name came; `left` are names that were typed with it and wait their turn."""
    buttons = tuple(
        (
            tap(
                Line(
                    "button-same-name",
                    name=Verbatim(member.name),
                    branch=Verbatim(branches.get(member.branch_id, "")),
                    category=member.category,
                ),
                "came",
                event.id,
                member.id,
                0,
            ),
        )
        for member in members
    )
    again = (Line("attendance-left", names=tuple(Verbatim(name) for name in left)),) if left else ()
    return Card(_title(event), (*lead, Line("attendance-which", name=Verbatim(members[0].name)), *again), buttons)


def outsiders(event: Event, names: Sequence[str], lead: Sequence[Line]) -> Card:
    """Ask whether names that are on no roster are those of guests."""
    said = Line("attendance-unknown", names=tuple(Verbatim(name) for name in names))
    yes = tap(Line("button-guests", count=len(names)), "guests", event.id, style=Style.PRIMARY)
    return Card(
        _title(event), (*lead, said), ((yes, tap(Line("button-no-guests"), "attend", event.id, event.host_id, 0)),)
    )


def _title(event: Event) -> Line:
    return Line("attendance-title", title=Verbatim(event.title), on=event.starts_at)


def _count(branch: Branch, people: Sequence[Person]) -> Line:
    came = sum(bool(one.came) for one in people)
    return Line("attendance-branch", branch=Verbatim(branch.name), came=came, called=len(people))


def _figures(one: Came) -> Line:
    guests = Line("board-guests", count=one.guests) if one.guests else None
    return Line(
        "attendance-figures",
        branch=Verbatim(one.branch),
        expected=one.expected,
        came=one.came,
        excused=one.excused,
        guests=guests,
    )


def _branches(sheet: Sheet, shown: Branch) -> list[Button]:
    if len(sheet.branches) == 1:
        return []
    return [
        tap(
            Line("button-branch-here" if branch.id == shown.id else "button-branch", branch=Verbatim(branch.name)),
            "attend",
            sheet.event.id,
            branch.id,
            0,
        )
        for branch, _ in sheet.branches
    ]


def _name(event: Event, one: Person, name: Fact) -> Button:
    key = "button-came" if one.came else "button-name"
    return tap(Line(key, name=name), "came", event.id, one.member.id)


def _guest(event: Event, one: CheckIn) -> Button:
    return tap(Line("button-guest", name=Verbatim(one.name)), "unguest", event.id, one.id)


def _on_page(button: Button, page: int) -> Button:
    return tap(button.label, button.verb, *button.arguments, page)


def _confirm(sheet: Sheet) -> Button:
    if sheet.event.confirmed_at:
        return tap(Line("button-correct-done"), "recorded", sheet.event.id)
    return tap(
        Line("button-confirm-came", count=sheet.came), "attended", sheet.event.id, sheet.came, style=Style.PRIMARY
    )
