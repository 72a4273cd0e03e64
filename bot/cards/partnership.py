"""The cards of a partnership: what was agreed, who takes part, and what can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.cards import asking, paging
from bot.chat import Button, Card, Fact, Line, Row, Style, Verbatim, tap
from bot.models.people import Branch, Group, Partnership, PartnershipKind
from bot.rules.founding import Term

ZONES = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Europe/Berlin", "Europe/London", "America/New_York")


@dataclass(frozen=True, slots=True)
class Facts:
    """A partnership with its branches (the lead first) and its groups."""

    partnership: Partnership
    branches: Sequence[Branch]
    groups: Sequence[Group]


def names(branches: Sequence[Branch]) -> Fact:
    """Return branch names as an enumeration."""
    return tuple(Verbatim(branch.name) for branch in branches)


def several(partnerships: Sequence[Partnership], *, may_found: bool) -> Card:
    """List partnerships, each to be opened."""
    opened = [tap(Line("label-verbatim", text=Verbatim(one.name)), "pair", one.id) for one in partnerships]
    return Card(
        Line("partnerships-title", count=len(partnerships)),
        () if partnerships else (Line("partnerships-none"),),
        paging.in_rows(opened, 1) + ((founding_buttons(),) if may_found else ()),
    )


def founding_buttons() -> tuple[Button, ...]:
    """Return the two ways to begin."""
    return (tap(Line("button-new-pair"), "newpair"), tap(Line("button-new-cooperative"), "newcoop"))


def whole(facts: Facts, *, may_change: bool) -> Card:
    """Show a partnership; with buttons for everything that can be changed where the reader may."""
    one = facts.partnership
    lead = next((branch for branch in facts.branches if branch.id == one.lead_branch_id), None)
    rows = (
        Row(Line("label-kind"), one.kind),
        Row(Line("label-branches"), names(facts.branches)),
        Row(Line("label-lead"), Verbatim(lead.name) if lead else Line("said-none")),
        Row(Line("label-agreed"), one.agreed_on or Line("said-none")),
        Row(Line("label-ends"), one.ends_on or Line("said-none")),
        Row(Line("label-zone"), ZoneInfo(one.zone)),
        Row(Line("label-language"), Line("language-named", code=Verbatim(one.language))),
        Row(Line("label-groups"), tuple(said(group) for group in facts.groups) or Line("said-none")),
        Row(Line("label-digest"), Line("digest-when", weekday=one.digest_weekday, at=one.digest_at)),
        Row(Line("label-quiet"), quiet(one.quiet_from, one.quiet_to)),
    )
    title = Line("partnership-title", name=Verbatim(one.name))
    if not may_change:
        return Card(title, rows)
    return Card(title, rows if facts.groups else (*rows, Line("partnership-next")), _changes(one))


def quiet(start: time, end: time) -> Fact:
    """Say quiet hours; the same two times mean none."""
    return Line("said-none") if start == end else Line("quiet-hours", start=start, end=end)


def said(group: Group) -> Line:
    """Say a group: its title and the channel it is on."""
    title = Verbatim(group.title) if group.title else Line("group-unnamed")
    return Line("group-on-channel", title=title, channel=Line("channel-named", channel=Verbatim(group.channel)))


def _changes(one: Partnership) -> tuple[tuple[Button, ...], ...]:
    ask = [
        tap(Line("button-rename"), "pairset", one.id, Term.NAME),
        tap(Line("button-set-agreed"), "pairset", one.id, Term.AGREED),
        tap(Line("button-set-ends"), "pairset", one.id, Term.ENDS),
        tap(Line("button-set-branches"), "pairbranches", one.id),
        tap(Line("button-set-lead"), "pairleads", one.id),
        tap(Line("button-set-groups"), "pairgroups", one.id),
        tap(Line("button-set-zone"), "pairset", one.id, Term.ZONE),
        tap(Line("button-set-language"), "pairlangs", one.id),
        tap(Line("button-rhythm"), "digestset", one.id),
        tap(Line("button-ladder"), "ladder", one.id),
    ]
    invite = (tap(Line("button-invite-people"), "invite"),)
    return (invite, *paging.in_rows(ask, 2), (tap(Line("button-dissolve"), "pairend", one.id, style=Style.DANGER),))


def back(partnership_id: int) -> tuple[Button, ...]:
    """Return the row that leads back to the partnership's card."""
    return (tap(Line("button-back"), "pair", partnership_id),)


def choose_lead(facts: Facts) -> Card:
    """Ask which branch leads."""
    one = facts.partnership
    return Card(
        parts=(Line("partnership-ask-lead"),),
        buttons=(
            *((tap(Line("label-verbatim", text=Verbatim(b.name)), "pairlead", one.id, b.id),) for b in facts.branches),
            back(one.id or 0),
        ),
    )


def choose_language(one: Partnership) -> Card:
    """Ask in which language the groups are spoken to."""
    return Card(
        parts=(Line("partnership-ask-language"),),
        buttons=(
            (
                tap(Line("language-zh"), "pairlang", one.id, "zh"),
                tap(Line("language-en"), "pairlang", one.id, "en"),
            ),
            back(one.id or 0),
        ),
    )


def zone_buttons(one: Partnership) -> tuple[tuple[Button, ...], ...]:
    """Return the zones that can be tapped."""
    return paging.in_rows([tap(Line("label-verbatim", text=Verbatim(z)), "pairzone", one.id, z) for z in ZONES], 2)


def change_branches(facts: Facts, others: Sequence[Branch]) -> Card:
    """Show who takes part, each to be taken out, and `others` to be let in."""
    one = facts.partnership
    out = [
        tap(Line("button-take-out", name=Verbatim(b.name)), "pairout", one.id, b.id)
        for b in facts.branches
        if b.id != one.lead_branch_id
    ]
    room = one.kind is PartnershipKind.COOPERATIVE or len(facts.branches) < 2
    into = [tap(Line("button-let-in", name=Verbatim(b.name)), "pairin", one.id, b.id) for b in others] if room else []
    hint = Line("partnership-branches-hint") if room else Line("partnership-pair-is-full")
    return Card(
        Line("partnership-branches-title", name=Verbatim(one.name)),
        (Row(Line("label-branches"), names(facts.branches)), hint),
        (*((button,) for button in out + into), back(one.id or 0)),
    )


def sure_to_dissolve(one: Partnership) -> Card:
    """Ask before a partnership is dissolved."""
    return asking.sure(
        Line("partnership-ask-dissolve", name=Verbatim(one.name)),
        Line("button-dissolve"),
        "pairend",
        one.id,
        "yes",
        back=back(one.id or 0)[0],
    )
