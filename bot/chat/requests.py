"""What somebody said, and what they get back at once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.chat.cards import Attachment, Card, Line, Reader
from bot.chat.directory import Directory
from bot.models.people import Member, Role

Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")


class Audience(StrEnum):
    """Who can read what is said at an address."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes. `chat` and `thread` are the platform's own ids, as text."""

    channel: str
    chat: str
    audience: Audience = Audience.PRIVATE
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """A person as a platform knows them. `user` is the platform's id; `name` and `language` may be empty.

    `also` names channels on which the same `user` is the same person: what is known there holds here.
    """

    channel: str
    user: str
    name: str = ""
    language: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class House:
    """What handlers may know of the installation: how to be reached, and what is assumed until somebody says otherwise.

    `telegram` is the bot's user name there, or empty: the one fact learned late, once Telegram has told it.
    `web` is the public base address without a last slash. `called` is what the bot is called on channels no link leads
    to: there one writes to it first. On channels that are `deaf` nobody can tap or say anything. `directory` is the
    corporation's list of people, where there is one. The rhythm is what a new partnership begins with: times of day
    are local to `zone`, weekday 0 is Monday.
    """

    web: str
    language: str
    zone: ZoneInfo
    telegram: str = ""
    called: dict[str, str] = field(default_factory=dict)
    deaf: set[str] = field(default_factory=set)
    directory: Directory | None = None
    quiet_from: time = time(22)
    quiet_to: time = time(7)
    daily_cap: int = 4
    digest_weekday: int = 4
    digest_at: time = time(17)

    def start_link(self, channel: str, code: str) -> str:
        """Return the address that opens `channel` with a start code, or the web chat where no link leads there."""
        if channel == "telegram":
            return f"https://t.me/{self.telegram}?start={code}" if self.telegram else ""
        return f"{self.web}/start/{code}"

    def channels(self) -> tuple[str, ...]:
        """Return the channels one can come in by with a code, the one most people have first."""
        return (*(("telegram",) if self.telegram else ()), *self.called, "web")

    def ways(self, code: str) -> tuple["Way", ...]:
        """Return every way in with a start code, the one most people have first.

        Where a robot and an app are called the same, they are one way: whichever is found is the right one.
        """
        names = list(self.called.values())
        doubles = {one for number, one in enumerate(self.called) if names[number] in names[:number]}
        return tuple(
            Way(one, code, robot=self.called[one]) if one in self.called else Way(one, code, self.start_link(one, code))
            for one in self.channels()
            if one not in doubles
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One way in with a start code: a `link` to open, or the code to be sent to `robot` there in private."""

    channel: str
    code: str
    link: str = ""
    robot: str = ""


class BadRequest(Exception):
    """A tap whose arguments do not fit its verb: forged, or a card from another age."""


class Unread(Exception):
    """A handler wants the file that came with the request read by `by`, which may take seconds: not by itself."""

    def __init__(self, by: Callable[[bytes], object]) -> None:
        super().__init__(by)
        self.by = by


class Unasked(Exception):
    """A handler wants to know what somebody outside can tell; `ask` may take seconds, and raises a Refusal."""

    def __init__(self, ask: "Callable[[], Awaitable[object]]") -> None:
        super().__init__(ask)
        self.ask = ask


@dataclass(frozen=True, slots=True)
class Request:
    """One thing somebody said, tapped or sent, whichever channel carried it.

    `update` recognises a repetition (unique per channel; empty: never repeated). `verb` and `arguments` are set
    for taps, and by dispatch for commands; `text` is then what follows the command. `message` is the platform's
    id of the card tapped or replied to. `member` and `reader` are filled in by dispatch; `member` is None for
    strangers. So is `contents`: what the file was read as or somebody outside told, or why it cannot be had. `fetch`
    gets the file's content where the channel has not brought it along; it raises a Refusal. `owed`: the channel says
    when its answer was given, and until then it is kept that it is owed. `spoken`: they said or tapped something;
    nobody is written to for coming by.
    """

    sender: Sender
    address: Address
    at: datetime
    house: House
    update: str = ""
    text: str = ""
    verb: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    file: Attachment | None = None
    fetch: "Fetch | None" = None
    contents: object = None
    member: Member | None = None
    reader: Reader | None = None
    chat_title: str = ""
    owed: bool = False
    spoken: bool = True

    @property
    def in_group(self) -> bool:
        """Whether others read along."""
        return self.address.audience is Audience.GROUP

    @property
    def words(self) -> Reader:
        """The reader; always there once dispatch has seen the request."""
        if self.reader is None:
            raise RuntimeError("dispatch fills in the reader before a handler runs")
        return self.reader

    @property
    def somebody(self) -> Member:
        """The member who speaks; routes let strangers through only where they say so."""
        if self.member is None:
            raise RuntimeError("dispatch lets only members through to this handler")
        return self.member

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole-number argument, or `default` where it was not given. Raises BadRequest."""
        value = self.arguments.get(name, "" if default is None else str(default))
        if not (value.isascii() and value.isdigit() and len(value) < 19):
            raise BadRequest(f"{name} is not a number: {value!r}")
        return int(value)

    def read(self, by: Callable[[bytes], T]) -> T:
        """Return what `by` makes of the file, or raise what it raises. Ask when all else is in order.

        The first time it raises Unread: all that was done is undone, dispatch has the file read where nobody waits for
        it, and asks the handler again.
        """
        return cast("T", self._had(Unread(by)))

    def learn(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Return what somebody outside tells, or raise why they do not. Once a request, when all else is in order.

        As with `read`, the handler is asked again once it is known.
        """
        return cast("T", self._had(Unasked(ask)))

    def _had(self, first: Exception) -> object:
        if self.contents is None:
            raise first
        if isinstance(self.contents, Exception):
            raise self.contents
        return self.contents

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """Return an argument as one of `choices`. Raises BadRequest."""
        try:
            return choices(self.arguments.get(name, ""))
        except ValueError as error:
            raise BadRequest(str(error)) from error


@dataclass(frozen=True, slots=True)
class Reply:
    """What the speaker gets back at once.

    `line` is a short answer: a toast on a tap, a message on words. `card` is a message; with `replaces` it takes
    the place of the card that was tapped. `alert` marks a refusal, to be shown so that it cannot be missed.
    """

    line: Line | None = None
    card: Card | None = None
    replaces: bool = False
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What to give back, and whose eyes read it.

    `repeated`: this update was taken in before, say nothing new. `role` is the speaker's, None for strangers. `owed`:
    say when it was given. Where it is not `kept` nothing of it was: should the platform bring it again, it is taken in
    then.
    """

    reply: Reply
    reader: Reader
    repeated: bool = False
    role: Role | None = None
    owed: bool = False
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Quickly:
    """What a request that went the short way became, and who sent it."""

    answered: Answered
    member_id: int


Fetch = Callable[[], Awaitable[bytes]]

Hear = Callable[[Request], Awaitable[Answered]]
"""Answers one request; its effects and its update id are committed before it returns. Never raises."""


class Lasting(Protocol):
    """Takes note of what became of an answer. Neither ever raises."""

    async def given(self, request: Request) -> None:
        """Note that an owed answer was given."""

    async def unshown(self, request: Request) -> None:
        """Note that a card which was tapped could not be changed: it shows what was before."""
