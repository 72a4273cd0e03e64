"""Everything the test server knows: people, chats, messages, files. No HTTP here."""

import itertools
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import Clock
from tests.telegram_server.bell import Bell
from tests.telegram_server.updates import Updates

Json = dict[str, Any]


@dataclass(eq=False)
class Person:
    """A user or the bot, and how they stand with the bot."""

    id: int
    first_name: str
    username: str | None = None
    language: str | None = "zh-hans"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    known: bool = False  # the bot has seen them somewhere

    def as_api(self) -> Json:
        """Return the Bot API's User object."""
        told = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, "username": self.username}
        return {k: v for k, v in (told | {"language_code": self.language}).items() if v is not None}


@dataclass(frozen=True)
class Stored:
    """A file the server keeps."""

    id: str
    name: str
    content: bytes
    mime: str
    size: tuple[int, int] | None = None
    claimed_bytes: int | None = None  # a size told without the bytes, for files too large to make

    @property
    def bytes_told(self) -> int:
        """Return the size told to the bot."""
        return len(self.content) if self.claimed_bytes is None else self.claimed_bytes

    def as_api(self) -> Json:
        """Return what Document, PhotoSize and File have in common."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id[-12:]}", "file_size": self.bytes_told}


@dataclass(frozen=True)
class Content:
    """What a message shows at one time."""

    text: str = ""
    entities: tuple[Json, ...] = ()
    keyboard: tuple[tuple[Json, ...], ...] = ()
    photo: Stored | None = None
    document: Stored | None = None
    preview: bool = True

    @property
    def has_media(self) -> bool:
        """Say whether the text is a caption."""
        return bool(self.photo or self.document)


@dataclass(eq=False)
class Chat:
    """A private chat, group or supergroup. `ranks` holds the group's people: creator, administrator, member."""

    id: int
    kind: str
    title: str = ""
    person: Person | None = None
    ranks: dict[int, str] = field(default_factory=dict)
    was_in: set[int] = field(default_factory=set)
    topics: dict[int, str] = field(default_factory=dict)
    is_forum: bool = False
    migrated_to: int | None = None
    deleted: bool = False
    messages: list["Message"] = field(default_factory=list)
    pinned: list["Message"] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def as_api(self) -> Json:
        """Return the Bot API's Chat object."""
        if self.person:
            told = {"id": self.id, "type": "private", "first_name": self.person.first_name}
            return told | ({"username": self.person.username} if self.person.username else {})
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.is_forum else {})

    def find(self, number: int | None) -> "Message | None":
        """Return the message with this id, unless deleted."""
        return next((m for m in self.messages if m.id == number and not m.deleted), None)


@dataclass(eq=False)
class Message:
    """One message and every state it was in. `service` holds a service message's own fields."""

    id: int
    chat: Chat
    sender: Person
    at: datetime
    versions: list[Content]
    thread: int | None = None
    reply_to: "Message | None" = None
    service: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    deleted: bool = False

    @property
    def content(self) -> Content:
        """Return what it shows now."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """Return the text or caption it shows now."""
        return self.content.text

    @property
    def buttons(self) -> list[list[str]]:
        """Return the labels of its buttons, row by row."""
        return [[str(button["text"]) for button in row] for row in self.content.keyboard]

    def as_api(self, *, replied: bool = True) -> Json:
        """Return the Bot API's Message object."""
        if self.deleted:
            return {"chat": self.chat.as_api(), "message_id": self.id, "date": 0}
        now = self.content
        told: Json = {"message_id": self.id, "chat": self.chat.as_api(), "date": int(self.at.timestamp())}
        told |= {"from": self.sender.as_api()} | self.service
        if self.thread:
            told |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.reply_to and replied:
            told["reply_to_message"] = self.reply_to.as_api(replied=False)
        if self.edited_at:
            told["edit_date"] = int(self.edited_at.timestamp())
        words, marks = ("caption", "caption_entities") if now.has_media else ("text", "entities")
        told |= {words: now.text} if now.text else {}
        told |= {marks: [dict(e) for e in now.entities]} if now.entities else {}
        if now.photo:
            width, height = now.photo.size or (1, 1)
            told["photo"] = [now.photo.as_api() | {"width": width, "height": height}]
        if now.document:
            told["document"] = now.document.as_api() | {
                "file_name": now.document.name,
                "mime_type": now.document.mime,
            }
        if now.keyboard:
            told["reply_markup"] = {"inline_keyboard": [[dict(b) for b in row] for row in now.keyboard]}
        return told


@dataclass(eq=False)
class Query:
    """One tap on a button and what the bot answered to it."""

    id: str
    person: Person
    message: Message
    data: str
    at: datetime
    answer: Json | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """Something that appeared in a chat: a message, an edit or a callback answer ("toast", "alert")."""

    number: int
    chat: Chat
    kind: str
    text: str
    message: Message | None
    person: Person | None
    at: datetime


class World:
    """The root of the state. One bot, any number of people and chats, all on one event loop."""

    def __init__(self, clock: Clock, token: str, username: str) -> None:
        self.clock, self.token, self.bell = clock, token, Bell()
        self.updates = Updates(clock, self.bell)
        self.bot = Person(int(token.split(":", maxsplit=1)[0]), "结对", username, language=None, is_bot=True)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Stored] = {}
        self.queries: dict[str, Query] = {}
        self.journal: list[Seen] = []
        self.violations: list[str] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        self.secret = ""
        self.numbers = itertools.count(1)
        self.ids = itertools.count(5_000_000_001)  # beyond 32 bits, as new accounts are

    def see(
        self, kind: str, chat: Chat, text: str, message: Message | None = None, person: Person | None = None
    ) -> None:
        """Write down what appeared and wake those who wait for it."""
        self.journal.append(Seen(len(self.journal), chat, kind, text, message, person, self.clock.now()))
        self.bell.ring()

    def post(
        self, chat: Chat, sender: Person, content: Content, *, thread: int | None = None,
        reply_to: Message | None = None, service: Json | None = None,
    ) -> Message:  # fmt: skip
        """Put a message into a chat. Supergroups count their own messages, all other chats share one count."""
        numbers = chat.numbers if chat.kind == "supergroup" else self.numbers
        message = Message(next(numbers), chat, sender, self.clock.now(), [content], thread, reply_to, service or {})
        chat.messages.append(message)
        self.see("message", chat, content.text, message, sender)
        return message

    def keep(self, name: str, content: bytes, mime: str, **more: Any) -> Stored:
        """Keep a file and return it."""
        stored = Stored(f"BQACAgUAAx{len(self.files):014d}", name, content, mime, **more)
        self.files[stored.id] = stored
        return stored

    def private(self, person: Person) -> Chat:
        """Return a person's chat with the bot, made on first need."""
        return self.chats.setdefault(person.id, Chat(person.id, "private", person=person))
