"""The corporation as it is: people, chats, messages as each sees them. Whoever talks to it comes by a door of its own.

Doors are tests/wecom_server/robot (the long connection) and whatever else speaks to the same corporation. Times are
the clock's; nothing here waits.
"""

import itertools
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from tests.telegram_server.bell import Bell
from tests.wecom_server.look import Look, look
from tests.wecom_server.pace import Counts

Body = Mapping[str, Any]


@dataclass(eq=False)
class Member:
    """Somebody of the corporation."""

    userid: str
    name: str


@dataclass(eq=False)
class Speaker:
    """Who is no person and speaks: a robot, an app. `key` names it, `per_minute` and `per_hour` bound each chat."""

    key: str
    name: str
    per_minute: int = 30
    per_hour: int = 1000


@dataclass(eq=False)
class Media:
    """Something uploaded: valid for three days of the clock."""

    id: str
    kind: str
    name: str
    content: bytes
    at: float


@dataclass(eq=False)
class Chat:
    """Where a speaker and people talk: `id` is a userid in private, a chatid in a group.

    `contacted`: somebody has written to the speaker here.
    """

    speaker: Speaker
    id: str
    members: list[Member]
    is_group: bool = False
    title: str = ""
    contacted: bool = False
    messages: list["Message"] = field(default_factory=list)

    @property
    def last(self) -> "Message":
        """Return what the speaker said last."""
        return next(m for m in reversed(self.messages) if m.author is self.speaker)


@dataclass(eq=False)
class Message:
    """Something said. `kind` and `body` are WeCom's msgtype and what stands under it.

    A card may have been updated for everybody (`body`) or for some (`views`).
    """

    id: str
    chat: Chat
    author: Speaker | Member
    kind: str
    body: Body
    media: Media | None = None
    views: dict[str, Body] = field(default_factory=dict)

    def look(self, viewer: Member | None = None) -> Look:
        """Return it as somebody sees it now."""
        return look(self.kind, self.views.get(viewer.userid, self.body) if viewer else self.body)

    @property
    def task_id(self) -> str:
        """Return the card's name, or nothing where it is no card."""
        return str(self.body.get("task_id", ""))


@dataclass(frozen=True)
class Seen:
    """One thing that happened in a chat: a `message`, or an `update` of a card, for all or for `who`."""

    number: int
    kind: str
    message: Message
    who: frozenset[str] | None = None


class World:
    """Everything there is. `violations` is what somebody did against the facts; `dropped` what was silently lost."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.bell = Bell()
        self.members: dict[str, Member] = {}
        self.chats: dict[tuple[str, str], Chat] = {}
        self.media: dict[str, Media] = {}
        self.journal: list[Seen] = []
        self.violations: list[str] = []
        self.dropped: list[Message] = []
        self.counts: dict[tuple[str, str], Counts] = {}
        self._ids = itertools.count(1)

    def now(self) -> float:
        """Return the seconds since 1970 by the corporation's clock."""
        return self.clock.now().timestamp()

    def new_id(self, kind: str) -> str:
        """Return an id nobody could guess: WeCom's look like this, and nobody may take one apart."""
        return f"{kind}{next(self._ids)}_{secrets.token_urlsafe(9)}"

    def member(self, name: str, userid: str = "") -> Member:
        """Let somebody enter the corporation."""
        member = Member(userid or f"u{next(self._ids)}", name)
        self.members[member.userid] = member
        return member

    def private(self, speaker: Speaker, member: Member) -> Chat:
        """Return the chat of somebody with a robot or an app."""
        key = speaker.key, member.userid
        if key not in self.chats:
            self.chats[key] = Chat(speaker, member.userid, [member])
        return self.chats[key]

    def group(self, speaker: Speaker, title: str, *members: Member) -> Chat:
        """Make a group with a robot in it."""
        chat = Chat(speaker, self.new_id("wr"), list(members), is_group=True, title=title)
        self.chats[speaker.key, chat.id] = chat
        return chat

    def find(self, speaker: Speaker, chat: str) -> Chat | None:
        """Return a chat of a speaker by its id; None where there is none and nobody of that name either."""
        if found := self.chats.get((speaker.key, chat)):
            return found
        member = self.members.get(chat)
        return self.private(speaker, member) if member else None

    def cards(self, speaker: Speaker) -> Iterator[Message]:
        """Yield all cards of a speaker."""
        for (key, _), chat in self.chats.items():
            if key == speaker.key:
                yield from (m for m in chat.messages if m.kind == "template_card" and m.author is speaker)

    def upload(self, kind: str, name: str, content: bytes) -> Media:
        """Keep what was uploaded."""
        media = Media(self.new_id("media"), kind, name, content, self.now())
        self.media[media.id] = media
        return media

    def say(self, chat: Chat, author: Speaker | Member, kind: str, body: Body, media: Media | None = None) -> Message:
        """Let somebody say something; a speaker who says too much is silently not heard."""
        message = Message(self.new_id("msg"), chat, author, kind, body, media)
        if isinstance(author, Speaker) and not self.counted(author, chat.id):
            self.dropped.append(message)
            return message
        chat.messages.append(message)
        self.happened("message", message)
        return message

    def update(self, message: Message, card: Body, who: frozenset[str] | None = None) -> None:
        """Let a card look otherwise, for all or for some."""
        if not self.counted(message.chat.speaker, message.chat.id):
            self.dropped.append(message)
            return
        if who is None:
            message.body, message.views = card, {}
        else:
            message.views |= dict.fromkeys(who, card)
        self.happened("update", message, who)

    def counted(self, speaker: Speaker, chat: str) -> bool:
        """Count one more message of a speaker in a chat; False where it is one too many."""
        counts = self.counts.setdefault((speaker.key, chat), Counts(speaker.per_minute, speaker.per_hour))
        return counts.take(self.now())

    def happened(self, kind: str, message: Message, who: frozenset[str] | None = None) -> None:
        """Write down what happened and wake who waits for it."""
        self.journal.append(Seen(len(self.journal), kind, message, who))
        self.bell.ring()

    def wrong(self, words: str) -> None:
        """Write down what somebody did against the facts."""
        self.violations.append(words)
