"""What people do to a robot: write, tap, choose, send files, come by."""

import base64
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.wecom_server.listening import Listener
from tests.wecom_server.robot.robot import CARD, ENTER, MESSAGE, Robot
from tests.wecom_server.world import Chat, Member, Message, World


class Sealed(dict[str, tuple[str, bytes]]):
    """Files waiting to be fetched, encrypted each under a key of its own: by path, their name and content."""

    def seal(self, name: str, content: bytes) -> tuple[str, str]:
        """Keep a file; return its path and its key as letters."""
        key = secrets.token_bytes(32)
        padder = padding.PKCS7(256).padder()
        sealing = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
        sealed = sealing.update(padder.update(content) + padder.finalize()) + sealing.finalize()
        path = f"/files/{secrets.token_urlsafe(9)}"
        self[path] = name, sealed
        return path, base64.b64encode(key).decode().rstrip("=")


class Person(Listener):
    """Somebody in private with the robot; what is said `to` a group is said there."""

    def __init__(self, world: World, robot: Robot, member: Member, base: str, files: Sealed) -> None:
        super().__init__(world, world.private(robot, member), member)
        self.member, self.robot, self._base, self._files = member, robot, base, files

    def says(self, text: str, *, to: "Place | None" = None, quote: Message | None = None) -> Mapping[str, Any] | None:
        """Write words. In a group the robot hears of it only where it is mentioned."""
        quoted = {"quote": {"msgtype": quote.kind, quote.kind: dict(quote.body)}} if quote else {}
        return self._tell("text", {"content": text}, to.chat if to else self.chat, text, quoted)

    def speaks(self, text: str) -> None:
        """Say words aloud: WeCom tells the robot what it understood."""
        self._tell("voice", {"content": text}, self.chat, text)

    def sends_file(self, name: str, content: bytes) -> None:
        """Send a file."""
        path, key = self._files.seal(name, content)
        self._tell("file", {"url": f"{self._base}{path}", "aeskey": key}, self.chat, name)

    def sends_picture(self, content: bytes) -> None:
        """Send a picture."""
        path, key = self._files.seal("picture.png", content)
        self._tell("image", {"url": f"{self._base}{path}", "aeskey": key}, self.chat, "")

    def sends_mixed(self, text: str, content: bytes, *, to: "Place | None" = None) -> None:
        """Send words and a picture in one message."""
        path, key = self._files.seal("picture.png", content)
        items = [
            {"msgtype": "text", "text": {"content": text}},
            {"msgtype": "image", "image": {"url": f"{self._base}{path}", "aeskey": key}},
        ]
        self._tell("mixed", {"msg_item": items}, to.chat if to else self.chat, text)

    def enters(self) -> None:
        """Come by for the first time today."""
        self.robot.tell(ENTER, self.chat, self.member, {"msgtype": "event", "event": {"eventtype": "enter_chat"}})

    def taps(self, card: Message, label: str) -> Mapping[str, Any]:
        """Tap a button, or choose an option and send it off."""
        seen = card.look(self.member)
        key = next((key for said, key in seen.buttons.items() if label in said), None)
        if key is None:
            raise AssertionError(f"there is no {label} among {list(seen.buttons)}")
        return self.click(card, seen.submit or key, {seen.choice: [key]} if seen.choice else {})

    def click(self, card: Message, key: str, chosen: Mapping[str, list[str]] | None = None) -> Mapping[str, Any]:
        """Let the robot hear of a tap on a card."""
        event: dict[str, Any] = {"card_type": card.body["card_type"], "event_key": key, "task_id": card.task_id}
        if chosen:
            items = [{"question_key": q, "option_ids": {"option_id": ids}} for q, ids in chosen.items()]
            event["selected_items"] = {"selected_item": items}
        body = {"msgtype": "event", "event": {"eventtype": CARD, CARD: event}}
        return self.robot.tell(CARD, card.chat, self.member, body, card)

    def _tell(
        self, kind: str, body: Mapping[str, Any], chat: Chat, text: str, more: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any] | None:
        self.world.say(chat, self.member, "text", {"content": text})
        if chat.is_group and (f"@{self.robot.name}" not in text or kind not in {"text", "mixed"}):
            return None
        chat.contacted = True
        return self.robot.tell(MESSAGE, chat, self.member, {"msgtype": kind, kind: body, **(more or {})})


class Place(Listener):
    """A group, seen by nobody in particular; `seen_by` gives it somebody's eyes."""

    def seen_by(self, person: Person) -> Listener:
        """Return the group as somebody sees it, with ears of their own."""
        return Listener(self.world, self.chat, person.member)
