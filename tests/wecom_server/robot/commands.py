"""What a connected client may ask for, and what it is told."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from tests.wecom_server import card_rules
from tests.wecom_server.robot.robot import CARD, DAY, ENTER, MESSAGE, MOMENT, Callback, Robot, Upload
from tests.wecom_server.world import Body, Chat, Media

OK = (0, "ok")
INVALID_REQ, BAD_CHAT, BAD_TYPE, BAD_MEDIA, BAD_PARAM, TOO_FAST = 846605, 93006, 40008, 40007, 40058, 45009
CHUNK, CHUNKS = 512 * 1024, 100
MARKDOWN = 20480
"""Bytes of a Markdown text. Not said in what is known for sure; a house should stay far below."""

MEDIA = {"file", "image", "voice", "video"}
Told = tuple[int, str] | tuple[int, str, Mapping[str, Any]]


class Commands:
    """The commands of one robot."""

    def __init__(self, robot: Robot) -> None:
        self.robot, self.world = robot, robot.world
        self.table: Mapping[str, Callable[[str, Body], Told]] = {
            "ping": lambda _req, _body: OK,
            "aibot_respond_msg": self._respond,
            "aibot_respond_welcome_msg": self._welcome,
            "aibot_respond_update_msg": self._update,
            "aibot_send_msg": self._send,
            "aibot_upload_media_init": self._init,
            "aibot_upload_media_chunk": self._chunk,
            "aibot_upload_media_finish": self._finish,
        }

    def take(self, cmd: str, req_id: str, body: Body) -> Told:
        """Do what is asked for."""
        told = self.table[cmd](req_id, body) if cmd in self.table else (BAD_PARAM, f"unknown cmd {cmd}")
        self.world.bell.ring()
        return told

    def _respond(self, req_id: str, body: Body) -> Told:
        callback = self._callback(req_id, MESSAGE, DAY)
        if callback is None:
            return self._wrong(INVALID_REQ, "invalid req_id")
        kind = body.get("msgtype")
        if kind == "stream" and not body.get("stream", {}).get("id"):
            return self._wrong(BAD_PARAM, "stream.id")
        if kind == "stream" and not body["stream"].get("finish"):
            return OK  # not shown as a message of its own until it is whole
        if kind not in {"stream", "template_card", *MEDIA}:
            return self._wrong(BAD_TYPE, f"msgtype {kind} in a reply")
        return self._say(callback.chat, body)

    def _welcome(self, req_id: str, body: Body) -> Told:
        callback = self._callback(req_id, ENTER, MOMENT)
        if callback is None or callback.used:
            return self._wrong(INVALID_REQ, "invalid req_id")
        if body.get("msgtype") not in {"text", "template_card"}:
            return self._wrong(BAD_TYPE, f"msgtype {body.get('msgtype')} in a welcome")
        callback.used = True
        return self._say(callback.chat, body)

    def _update(self, req_id: str, body: Body) -> Told:
        callback = self._callback(req_id, CARD, MOMENT)
        if callback is None or callback.used or callback.card is None:
            return self._wrong(INVALID_REQ, "invalid req_id")
        card = body.get("template_card")
        if body.get("response_type") != "update_template_card" or not isinstance(card, dict):
            return self._wrong(BAD_PARAM, "response_type")
        if why := card_rules.refused(card):
            return self._wrong(*why)
        if card["task_id"] != callback.card.task_id:
            return self._wrong(card_rules.WRONG_TASK, "not the task_id of the click")
        self._advise(card)
        callback.used = True
        who = body.get("userids")
        self.world.update(callback.card, card, frozenset(who) if who else None)
        return OK

    def _send(self, _req: str, body: Body) -> Told:
        chat = self.world.find(self.robot, str(body.get("chatid", "")))
        wanted = body.get("chat_type", 0)
        if chat is None or wanted not in {0, 2 if chat.is_group else 1}:
            return BAD_CHAT, "invalid chatid"
        if not chat.contacted:
            return BAD_CHAT, "the user has not written to the robot yet"
        if body.get("msgtype") not in {"markdown", "template_card", *MEDIA}:
            return self._wrong(BAD_TYPE, f"msgtype {body.get('msgtype')}")
        return self._say(chat, body)

    def _say(self, chat: Chat, body: Body) -> Told:
        kind = str(body["msgtype"])
        what = body.get(kind)
        if not isinstance(what, dict):
            return self._wrong(BAD_PARAM, f"{kind} missing")
        media: Media | None = None
        if kind in MEDIA:
            media = self.world.media.get(str(what.get("media_id")))
            if media is None or media.kind != kind or media.at < self.world.now() - 3 * DAY:
                return self._wrong(BAD_MEDIA, "invalid media_id")
        elif kind == "template_card":
            if why := card_rules.refused(what):
                return self._wrong(*why)
            if what["task_id"] in self.robot.tasks:
                return self._wrong(card_rules.TASK_AGAIN, f"task_id {what['task_id']} was there before")
            self.robot.tasks.add(what["task_id"])
            self._advise(what)
        elif not 1 <= len(str(what.get("content", "")).encode()) <= MARKDOWN:
            return self._wrong(BAD_PARAM, "content of 1 to 20480 bytes")
        self.world.say(chat, self.robot, kind, what, media)
        return OK

    def _init(self, _req: str, body: Body) -> Told:
        size, chunks = int(body.get("total_size", 0)), int(body.get("total_chunks", 0))
        if body.get("type") not in MEDIA or not body.get("filename") or not 1 <= chunks <= CHUNKS or size < 1:
            return self._wrong(BAD_PARAM, "upload of 1 to 100 chunks")
        upload_id = self.world.new_id("up")
        named = str(body["type"]), str(body["filename"])
        self.robot.uploads[upload_id] = Upload(*named, size, chunks, str(body.get("md5", "")), self.world.now())
        return 0, "ok", {"upload_id": upload_id}

    def _chunk(self, _req: str, body: Body) -> Told:
        upload, index = self._upload(body), body.get("chunk_index")
        try:
            part = base64.b64decode(str(body.get("base64_data", "")), validate=True)
        except binascii.Error:
            part = b""
        if upload is None or not isinstance(index, int) or not 0 <= index < upload.chunks:
            return self._wrong(BAD_PARAM, "no such upload or chunk")
        if not 1 <= len(part) <= CHUNK:
            return self._wrong(BAD_PARAM, "a chunk of 1 to 512 KB of Base64")
        upload.parts[index] = part
        return OK

    def _finish(self, _req: str, body: Body) -> Told:
        upload = self._upload(body)
        if upload is None:
            return self._wrong(BAD_PARAM, "no such upload")
        if not self.robot.uploaded.take(self.world.now()):
            return TOO_FAST, "too many uploads"
        content = b"".join(upload.parts[index] for index in sorted(upload.parts))
        md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if len(upload.parts) != upload.chunks or len(content) != upload.size or md5 != upload.md5:
            return self._wrong(BAD_PARAM, "what came is not what was announced")
        media = self.world.upload(upload.kind, upload.name, content)
        del self.robot.uploads[str(body["upload_id"])]
        return 0, "ok", {"type": media.kind, "media_id": media.id, "created_at": str(int(media.at))}

    def _upload(self, body: Body) -> Upload | None:
        upload = self.robot.uploads.get(str(body.get("upload_id")))
        return upload if upload and upload.at > self.world.now() - 1800 else None

    def _callback(self, req_id: str, kind: str, within: float) -> Callback | None:
        callback = self.robot.callbacks.get(req_id)
        if callback is None or callback.kind != kind or self.world.now() - callback.at > within:
            return None
        return callback

    def _advise(self, card: Body) -> None:
        for words in card_rules.too_long(card, card_rules.ROBOT):
            self.world.wrong(words)

    def _wrong(self, code: int, words: str) -> Told:
        self.world.wrong(f"{code} {words}")
        return code, words
