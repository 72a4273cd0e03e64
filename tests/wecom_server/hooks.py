"""The addresses of groups' robots: what is posted there, strictly by the facts, stands in a group."""

import base64
import binascii
import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from aiohttp import web

from tests.wecom_server import card_rules
from tests.wecom_server.world import Body, Chat, Member, Message, Speaker, World

PATH = "/cgi-bin/webhook"
BAD_KEY, DISABLED, TOO_FAST, BAD_TYPE, EMPTY, TOO_LONG, BAD_JSON, BAD_MEDIA, BAD_PICTURE = (
    93000, 93004, 45009, 40008, 44004, 40058, 40033, 40007, 40009,
)  # fmt: skip
_BYTES = {"text": 2048, "markdown": 4096, "markdown_v2": 4096}
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_MEGA = 1024 * 1024
_THREE_DAYS = 3 * 86400
_ESCAPED = re.compile(rb"\\u[0-9a-fA-F]{4}")


class GroupRobot:
    """A robot that posts into one group: `address` is its secret. `fails` is answered to the next calls instead."""

    def __init__(self, world: World, base: str, chat: Chat, key: str) -> None:
        self.world, self.chat, self.key = world, chat, key
        self.address = f"{base}{PATH}/send?key={key}"
        self.fails: list[int | str] = []
        self.calls = 0
        self.uploaded: set[str] = set()

    @property
    def posts(self) -> list[Message]:
        """Return what stands in the group, oldest first."""
        return self.chat.messages

    @property
    def words(self) -> list[str]:
        """Return the texts that stand in the group, oldest first."""
        return [str(post.body["content"]) for post in self.posts if "content" in post.body]


class Hooks:
    """All robots of groups of one corporation, as routes of a server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.base = ""
        self._robots: dict[str, GroupRobot] = {}

    @property
    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return [web.post(f"{PATH}/send", self._send), web.post(f"{PATH}/upload_media", self._upload)]

    def robot(self, title: str, *members: Member) -> GroupRobot:
        """Put a robot into a new group."""
        key = str(uuid.uuid4())  # as WeCom's are
        chat = self.world.group(Speaker(f"hook-{key}", title, per_minute=20, per_hour=10**9), title, *members)
        self._robots[key] = GroupRobot(self.world, self.base, chat, key)
        return self._robots[key]

    def remove(self, robot: GroupRobot) -> None:
        """Take a robot out of its group: its address is nobody's from now on."""
        del self._robots[robot.key]

    async def _send(self, request: web.Request) -> web.StreamResponse:
        robot = self._robots.get(request.query.get("key", ""))
        if robot is None:
            return _says(BAD_KEY, "invalid webhook url")
        robot.calls += 1
        raw = await request.read()
        how = robot.fails.pop(0) if robot.fails else 0
        if isinstance(how, int) and how:
            return _says(how, "as the test wants it") if how > 600 or how < 0 else web.Response(status=how)
        if _ESCAPED.search(raw):  # taken, as independent clients show, though WeCom asks for plain UTF-8
            self.world.wrong("webhook: json with escapes")
        code, words = self._take(robot, _read(raw))
        if code:
            self.world.wrong(f"webhook: {words}")
        if how == "cut" and request.transport:  # it arrived, and nobody hears so
            request.transport.close()
        return _says(code, words)

    def _take(self, robot: GroupRobot, message: Mapping[str, Any] | None) -> tuple[int, str]:
        """Let a message stand in the group, or say why not, as code and words."""
        if message is None:
            return BAD_JSON, "not json in utf-8"
        kind = str(message.get("msgtype"))
        body = message.get(kind)
        if not isinstance(body, dict):
            return BAD_TYPE, f"msgtype {kind}"
        if wrong := next(self._wrong(robot, kind, body), None):
            return wrong
        if not self.world.counted(robot.chat.speaker, robot.chat.id):
            return TOO_FAST, "more than 20 a minute"
        post = Message(self.world.new_id("msg"), robot.chat, robot.chat.speaker, kind, body)
        robot.chat.messages.append(post)
        self.world.happened("message", post)
        return 0, "ok"

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        robot = self._robots.get(request.query.get("key", ""))
        if robot is None:
            return _says(BAD_KEY, "invalid webhook url")
        if request.query.get("type") not in {"file", "voice"}:
            return _says(BAD_TYPE, "type")
        part = await (await request.multipart()).next()
        if part is None or getattr(part, "name", "") != "media" or not getattr(part, "filename", ""):
            return _says(BAD_MEDIA, "no field media with a file name")
        content = await part.read()  # type: ignore[union-attr]
        if not 5 < len(content) <= 20 * _MEGA:
            return _says(BAD_MEDIA, f"{len(content)} bytes")
        media = self.world.upload("file", str(part.filename), bytes(content))  # type: ignore[union-attr]
        robot.uploaded.add(media.id)
        return _says(0, "ok", type="file", media_id=media.id, created_at=str(int(media.at)))

    def _wrong(self, robot: GroupRobot, kind: str, body: Body) -> Iterator[tuple[int, str]]:
        """Yield what is wrong with a message, as code and words."""
        if kind in _BYTES:
            size = len(str(body.get("content", "")).encode())
            if not str(body.get("content", "")).strip():
                yield EMPTY, "no content"
            if size > _BYTES[kind]:
                yield TOO_LONG, f"{size} bytes"
        elif kind == "image":
            yield from _picture(body)
        elif kind == "file":
            media = self.world.media.get(str(body.get("media_id")))
            if media is None or media.id not in robot.uploaded or media.at < self.world.now() - _THREE_DAYS:
                yield BAD_MEDIA, "no such media_id"
        elif kind == "news":
            if not 1 <= len(body.get("articles", ())) <= 8:
                yield TOO_LONG, "1 to 8 articles"
        elif kind == "template_card":
            if body.get("card_type") not in {"text_notice", "news_notice"}:
                yield card_rules.WRONG_TYPE, "a group's robot has no buttons"
            elif refused := card_rules.refused(body):
                yield refused
        else:
            yield BAD_TYPE, f"msgtype {kind}"


def _read(raw: bytes) -> Mapping[str, Any] | None:
    try:
        body = json.loads(raw.decode())
    except (UnicodeDecodeError, ValueError):
        return None
    return body if isinstance(body, dict) else None


def _picture(body: Body) -> Iterator[tuple[int, str]]:
    try:
        content = base64.b64decode(str(body.get("base64", "")), validate=True)
    except binascii.Error:
        yield BAD_PICTURE, "no base64"
        return
    if not content.startswith(_PICTURES):
        yield BAD_PICTURE, "neither PNG nor JPEG"
    if len(content) > 2 * _MEGA:
        yield BAD_PICTURE, "more than 2 MB"
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != body.get("md5"):
        yield BAD_PICTURE, "md5 of other bytes"


def _says(code: int, words: str, **more: str) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": words, **more})


class HookServer:
    """`async with HookServer(world) as hooks`: robots of groups on an address of their own, in the caller's loop."""

    def __init__(self, world: World) -> None:
        self.hooks = Hooks(world)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Hooks:
        await self.open()
        return self.hooks

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Begin to listen."""
        app = web.Application(client_max_size=64 * _MEGA)
        app.add_routes(self.hooks.routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.hooks.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()
