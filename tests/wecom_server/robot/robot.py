"""A smart robot as WeCom knows it: its secret, who is connected as it, and the callbacks that may be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.wecom_server.pace import Counts
from tests.wecom_server.world import Chat, Member, Message, Speaker, World

DAY, MOMENT = 86400.0, 5.0
"""Seconds in which a message may be answered, and an event."""

MESSAGE, ENTER, CARD = "message", "enter_chat", "template_card_event"


class Line(Protocol):
    """A connection that has subscribed."""

    def push(self, frame: Mapping[str, Any]) -> None:
        """Send a frame in its turn."""

    def end(self) -> None:
        """Close when everything pushed is out."""


@dataclass(eq=False)
class Callback:
    """Something pushed: what it was, where and when; `used` once where only one answer is taken."""

    req_id: str
    kind: str
    chat: Chat
    at: float
    card: Message | None = None
    used: bool = False


@dataclass(eq=False)
class Upload:
    """An upload under way; `parts` by their index."""

    kind: str
    name: str
    size: int
    chunks: int
    md5: str
    at: float
    parts: dict[int, bytes] = field(default_factory=dict)


class Robot(Speaker):
    """One robot. `line` is who is connected; what happens while nobody is is `lost`."""

    def __init__(self, world: World, bot_id: str, secret: str, name: str) -> None:
        super().__init__(bot_id, name)
        self.world, self.secret = world, secret
        self.line: Line | None = None
        self.callbacks: dict[str, Callback] = {}
        self.uploads: dict[str, Upload] = {}
        self.uploaded = Counts(30, 1000)
        self.tasks: set[str] = set()
        self.lost: list[Mapping[str, Any]] = []
        self.subscribed = 0

    def connect(self, line: Line) -> None:
        """Let a connection be the robot from now on; who was it before is told, and ended."""
        before, self.line = self.line, line
        self.subscribed += 1
        if before:
            body = {"msgtype": "event", "event": {"eventtype": "disconnected_event"}}
            before.push(self.frame("aibot_event_callback", self.world.new_id("req"), body))
            before.end()
        self.world.bell.ring()

    def leave(self, line: Line) -> None:
        """Note that a connection ended."""
        if self.line is line:
            self.line = None
            self.world.bell.ring()

    def tell(
        self, kind: str, chat: Chat, who: Member, body: Mapping[str, Any], card: Message | None = None
    ) -> Mapping[str, Any]:
        """Push a message or an event, once; return the frame."""
        callback = Callback(self.world.new_id("req"), kind, chat, self.world.now(), card)
        self.callbacks[callback.req_id] = callback
        place = {"chatid": chat.id, "chattype": "group"} if chat.is_group else {"chattype": "single"}
        whole = {**place, "from": {"userid": who.userid}, **body}
        cmd = "aibot_msg_callback" if kind == MESSAGE else "aibot_event_callback"
        frame = self.frame(cmd, callback.req_id, whole)
        self.push(frame)
        return frame

    def push(self, frame: Mapping[str, Any]) -> None:
        """Push a frame to whoever is connected; what nobody takes is lost."""
        if self.line is None:
            self.lost.append(frame)
        else:
            self.line.push(frame)

    def frame(self, cmd: str, req_id: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a frame as it is pushed."""
        about = {"msgid": self.world.new_id("msg"), "aibotid": self.key, "create_time": int(self.world.now())}
        return {"cmd": cmd, "headers": {"req_id": req_id}, "body": {**about, **body}}
