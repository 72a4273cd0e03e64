"""Who counts when attendance is confirmed, and how."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.models.events import Answer, CheckIn, Event, Rsvp, Turnout
from bot.models.people import Branch, Member, Standing
from bot.rules import kinds, names
from bot.rules.refusals import Refusal
from bot.rules.rsvp import holding, over_at

LATE_AFTER = timedelta(days=3)
"""A record confirmed later than this after the event is marked as made up afterwards (补录)."""

ASKED_FOR = timedelta(days=14)
"""How long after an event its host is asked who came, should the bot have been down."""

_MAY_BE_A_NAME = re.compile(r"(?!谢谢|收到|明白|可以|再见|辛苦|你好|您好)[^\W\da-zA-Z_的了吗呢吧是不没在都很好]{2,6}")
"""Signs alone, and no words people say to a card that look like a name."""

_BETWEEN_NAMES = re.compile(r"[、，,;；/\n]+")


@dataclass(eq=False)
class NothingToNote(Refusal):
    """No activity hosted by the branch has begun: who came is noted by the host."""


@dataclass(eq=False)
class NotHeldYet(Refusal):
    """Who came can be noted from `starts_at` on."""

    starts_at: datetime


@dataclass(eq=False)
class NotConfirmed(Refusal):
    """The papers of an event are made once who came has been confirmed."""


@dataclass(frozen=True, slots=True)
class Person:
    """One name of the sheet. `expected`: in 应到; others are guests (列席). `leave`: the answer, if it is a leave."""

    member: Member
    expected: bool
    came: CheckIn | None
    leave: Rsvp | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Who was called to an event, branch by branch, and who came; `outside` are guests from no roster."""

    event: Event
    branches: tuple[tuple[Branch, tuple[Person, ...]], ...]
    outside: tuple[CheckIn, ...] = field(default=())

    @property
    def came(self) -> int:
        """How many came in all, guests included."""
        return sum(bool(one.came) for _, people in self.branches for one in people) + len(self.outside)


def was_called(event: Event, member: Member) -> bool:
    """Say whether a member of an invited branch was to be there: with the branch when it began, of a called category.

    Whoever joined later is not absent from what was before, and whoever left later was there to be expected.
    """
    there = member.joined_at <= event.starts_at and member.category in kinds.called(event.kind)
    left_later = member.standing is Standing.LEFT and member.left_at is not None and member.left_at > event.starts_at
    return there and (member.standing is Standing.ACTIVE or left_later)


def is_expected(event: Event, member: Member) -> bool:
    """Say whether a member is in 应到."""
    return was_called(event, member) and kinds.counts(member.category)


def person(event: Event, member: Member, check_in: CheckIn | None, rsvp: Rsvp | None) -> Person:
    """Return a member's line of the sheet. Somebody noted as come counts as they did when it was noted."""
    held = holding(event, rsvp)
    return Person(
        member,
        expected=not check_in.guest if check_in else is_expected(event, member),
        came=check_in,
        leave=held if held and held.answer is Answer.NO else None,
    )


def figures(event: Event, branch: Branch, people: Iterable[Person], outside: int = 0) -> Turnout:
    """Count one branch: 应到, 实到, 请假 and 列席. Somebody on leave who came after all has come."""
    people = tuple(people)
    expected = [one for one in people if one.expected]
    return Turnout(
        event_id=event.id or 0,
        branch_id=branch.id or 0,
        expected=len(expected),
        came=sum(bool(one.came) for one in expected),
        excused=sum(bool(one.leave) and not one.came for one in expected),
        guests=sum(bool(one.came) for one in people if not one.expected) + outside,
    )


def is_late(event: Event) -> bool:
    """Say whether the record was made long after the event (补录)."""
    return event.confirmed_at is not None and event.confirmed_at > over_at(event) + LATE_AFTER


def read_names(text: str) -> tuple[str, ...]:
    """Return the names in a line, tidied, each once; none where it holds anything that is not a name.

    Names stand apart by 、 or a comma, else by spaces when they are Chinese.
    """
    parts = (part.strip() for part in _BETWEEN_NAMES.split(text))
    apart = [piece for part in parts if part for piece in ([part] if part.isascii() else part.split())]
    try:
        found = [names.check_name(piece) for piece in apart]
    except Refusal:
        return ()
    return tuple(dict.fromkeys(found))


def may_be_people(found: tuple[str, ...]) -> bool:
    """Say whether names that nobody is known by may be those of people all the same: worth asking about."""
    return all(_MAY_BE_A_NAME.fullmatch(name) for name in found)
