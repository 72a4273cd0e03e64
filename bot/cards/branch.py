"""The cards of a branch."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import asking, paging
from bot.chat import Button, Card, Line, Row, Style, Verbatim, tap
from bot.models.people import Branch, Level, Member, Partnership
from bot.rules.branches import Trait


@dataclass(frozen=True, slots=True)
class Facts:
    """A branch, where it takes part, who its secretaries are, and how many it has: members, joined, waiting."""

    branch: Branch
    partnerships: Sequence[Partnership]
    secretaries: Sequence[Member]
    heads: int
    joined: int
    waiting: int


def several(branches: Sequence[Branch], number: int) -> Card:
    """List branches, each to be opened."""
    page = paging.cut(branches, number)
    rows = tuple((tap(Line("label-verbatim", text=Verbatim(b.name)), "branch", b.id),) for b in page.items)
    new = (tap(Line("button-new-branch"), "newbranch"),)
    return Card(
        Line("branches-title", count=len(branches)),
        () if branches else (Line("branches-none"),),
        (*rows, *paging.turns(page, "branches"), new),
    )


def whole(facts: Facts, *, may_change: bool) -> Card:
    """Show a branch; with buttons for what can be changed where the reader may."""
    one = facts.branch
    rows = [Row(Line("label-level"), one.level)]
    if one.organisation:
        rows.append(Row(Line("label-organisation"), Verbatim(one.organisation)))
    rows += [
        Row(Line("label-partnerships"), tuple(Verbatim(p.name) for p in facts.partnerships) or Line("said-none")),
        Row(Line("label-secretaries"), tuple(Verbatim(m.name) for m in facts.secretaries) or Line("said-none")),
        Row(Line("label-members"), Line("branch-heads", heads=facts.heads, joined=facts.joined)),
    ]
    buttons: list[tuple[Button, ...]] = [
        (tap(Line("button-members"), "members", one.id, 0), tap(Line("button-invite"), "invite", one.id))
    ]
    if facts.waiting:
        buttons.insert(0, (tap(Line("button-waiting", count=facts.waiting), "waiting", one.id, style=Style.PRIMARY),))
    if may_change:
        buttons += paging.in_rows(
            [
                tap(Line("button-rename"), "branchset", one.id, Trait.NAME),
                tap(Line("button-organisation"), "branchset", one.id, Trait.ORGANISATION),
                tap(Line("button-level", level=_other(one.level)), "branchlevel", one.id, _other(one.level)),
                tap(Line("button-close-branch"), "branchend", one.id, style=Style.DANGER),
            ]
        )
    return Card(Line("branch-title", name=Verbatim(one.name)), tuple(rows), tuple(buttons))


def choose(branches: Sequence[Branch], verb: str) -> Card:
    """Ask a coordinator which branch is meant; `verb` goes on with it."""
    rows = tuple((tap(Line("label-verbatim", text=Verbatim(b.name)), verb, b.id),) for b in branches)
    return Card(parts=(Line("branch-ask-which"),), buttons=rows)


def sure_to_close(one: Branch) -> Card:
    """Ask before a branch is closed."""
    return asking.sure(
        Line("branch-ask-close", name=Verbatim(one.name)),
        Line("button-close-branch"),
        "branchend",
        one.id,
        "yes",
        back=tap(Line("button-back"), "branch", one.id),
    )


def _other(level: Level) -> Level:
    return Level.GENERAL if level is Level.BRANCH else Level.BRANCH
