"""How the answers stand: counts per branch for the coordinator, names of the own branch for its secretary."""

from collections.abc import Sequence

from bot.cards import paging
from bot.cards.invitation import facts, why
from bot.chat import Button, Card, Fact, Line, Verbatim, tap
from bot.models.events import Answer, Event
from bot.models.people import Branch
from bot.rules.reminders import Missed
from bot.rules.tally import Said, Tally


def counts(event: Event, branches: Sequence[Tally], missed: Sequence[Missed]) -> Card:
    """Show every branch in counts; a tap opens one. `missed` are the reminders that were not sent."""
    buttons = [
        tap(Line("button-branch", branch=Verbatim(one.branch)), "replies", event.id, one.branch_id) for one in branches
    ]
    lines = tuple(
        Line(
            "replies-branch",
            branch=Verbatim(one.branch),
            answered=one.answered,
            invited=one.invited,
            yes=one.yes,
            no=one.no,
        )
        for one in branches
    )
    return Card(_title(event), (*facts(event), *lines, *_missed(missed)), (*paging.in_rows(buttons), (_again(event),)))


def names(
    event: Event, branch: Branch, people: Sequence[Said], missed: Sequence[Missed], *, alone: bool, answerable: bool
) -> Card:
    """Show a branch by name. `alone`: the viewer leads no other; `answerable`: it is not too late to answer for one."""
    shown: list[Line] = []
    for key, found in _sections(people):
        if found:
            shown.append(Line(key, count=len(found), names=tuple(found)))
    sign_in = tap(Line("button-sign-in"), "signin", event.id, branch.id)
    buttons: list[tuple[Button, ...]] = []
    if answerable:
        buttons = [(tap(Line("button-answer-for"), "proxy", event.id, branch.id, 0), sign_in)]
    elif event.confirmed_at:
        buttons = [(sign_in, tap(Line("button-record"), "record", event.id, branch.id))]
    else:
        buttons = [(sign_in,)]
    last = (_again(event, branch),) if alone else (_again(event, branch), _back(event))
    head = Line("replies-of", branch=Verbatim(branch.name))
    return Card(_title(event), (*facts(event), head, *shown, *_missed(missed)), (*buttons, last))


def events(found: Sequence[Event], verb: str) -> Card:
    """Ask which event is meant."""
    buttons = tuple(
        (tap(Line("button-event", title=Verbatim(event.title), when=event.starts_at), verb, event.id),)
        for event in found
    )
    return Card(parts=(Line("rsvp-which"),), buttons=buttons)


def branches(event: Event, found: Sequence[Branch], verb: str) -> Card:
    """Ask which branch's paper is wanted."""
    buttons = [tap(Line("button-branch", branch=Verbatim(one.name)), verb, event.id, one.id) for one in found]
    return Card(parts=(Line("paper-which"),), buttons=paging.in_rows(buttons))


def _sections(people: Sequence[Said]) -> list[tuple[str, list[Fact]]]:
    by_answer: dict[Answer | None, list[Said]] = {}
    for one in people:
        by_answer.setdefault(one.answer, []).append(one)
    coming, silent = by_answer.get(Answer.YES, []), by_answer.get(None, [])
    found = {
        "replies-yes": [one for one in coming if not one.waits],
        "replies-waiting": [one for one in coming if one.waits],
        "replies-no": by_answer.get(Answer.NO, []),
        "replies-maybe": by_answer.get(Answer.MAYBE, []),
        "replies-silent": [one for one in silent if one.reachable],
        "replies-unreached": [one for one in silent if not one.reachable],
    }
    return [(key, [_person(one) for one in group]) for key, group in found.items()]


def _missed(missed: Sequence[Missed]) -> tuple[Line, ...]:
    return tuple(Line("replies-missed", count=one.count, seeks=one.seeks, why=one.why) for one in missed)


def _person(one: Said) -> Fact:
    name = Verbatim(one.member.name)
    reason = why(one.rsvp) if one.rsvp else None
    if one.rsvp is not None and one.rsvp.by_id is not None:
        return Line("replies-person-for", name=name, reason=Line("replies-because", reason=reason) if reason else None)
    return Line("replies-person", name=name, reason=reason) if reason else name


def _title(event: Event) -> Line:
    return Line("replies-title", title=Verbatim(event.title))


def _again(event: Event, branch: Branch | None = None) -> Button:
    return tap(Line("button-again"), "replies", event.id, *((branch.id,) if branch else ()))


def _back(event: Event) -> Button:
    return tap(Line("button-all-branches"), "replies", event.id)
