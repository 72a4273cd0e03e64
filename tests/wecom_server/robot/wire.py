"""The long connection itself: frames in, acknowledgements and callbacks out, and what can go wrong on the way."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wecom_server.robot.commands import Commands
from tests.wecom_server.robot.robot import Robot

WRONG_SECRET, NOT_SUBSCRIBED = 853000, 846601
CUT_BEFORE, CUT_AFTER, SILENT = "cut before", "cut after", "silent"


@dataclass(eq=False)
class Fault:
    """What becomes of the next frames of a command.

    CUT_BEFORE closes without doing it, CUT_AFTER once it is done, SILENT does it and says nothing; a number is told
    as the error code instead.
    """

    cmd: str
    how: str | int
    times: int = 1


@dataclass(eq=False)
class Frames:
    """Everything that came, by command, and the faults still to come."""

    came: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, cmd: str) -> str | int | None:
        """Return what goes wrong with the next frame of a command."""
        for one in self.faults:
            if one.cmd in {cmd, "*"}:
                one.times -= 1
                if one.times == 0:
                    self.faults.remove(one)
                return one.how
        return None


class Wire:
    """One connection."""

    def __init__(self, robots: Mapping[str, Robot], frames: Frames, ws: web.WebSocketResponse) -> None:
        self._robots, self._frames, self._ws = robots, frames, ws
        self._robot: Robot | None = None
        self._out: asyncio.Queue[str | None] = asyncio.Queue()

    def push(self, frame: Mapping[str, Any]) -> None:
        """Send a frame in its turn."""
        self._out.put_nowait(json.dumps(frame, ensure_ascii=False))

    def raw(self, text: str) -> None:
        """Send whatever it is."""
        self._out.put_nowait(text)

    def end(self) -> None:
        """Close when everything pushed is out."""
        self._out.put_nowait(None)

    async def run(self) -> None:
        """Serve until either side closes."""
        writing = asyncio.create_task(self._write())
        try:
            async for message in self._ws:
                if message.type is not WSMsgType.TEXT or not await self._take(message.data):
                    break
        finally:
            if self._robot:
                self._robot.leave(self)
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing
            await self._ws.close()

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while (text := await self._out.get()) is not None:
                await self._ws.send_str(text)
            await self._ws.close()

    async def _take(self, text: str) -> bool:
        """Take a frame; False where the connection is cut."""
        if "\\u" in text:
            self._violation("JSON with escapes of Unicode")
        frame = json.loads(text)
        cmd, req_id, body = frame["cmd"], frame["headers"]["req_id"], frame.get("body", {})
        self._frames.came.append((cmd, frame))
        how = self._frames.fault(cmd)
        if how == CUT_BEFORE:
            return self._cut()
        told = (how, "told so") if isinstance(how, int) else self._do(cmd, req_id, body)
        if how == CUT_AFTER:
            return self._cut()
        if how != SILENT:
            ack = {"headers": {"req_id": req_id}, "errcode": told[0], "errmsg": told[1]}
            self.push(ack | ({"body": told[2]} if len(told) > 2 else {}))
        return True

    def _do(self, cmd: str, req_id: str, body: Mapping[str, Any]) -> tuple[Any, ...]:
        if cmd == "aibot_subscribe":
            robot = self._robots.get(str(body.get("bot_id")))
            if robot is None or robot.secret != body.get("secret"):
                return WRONG_SECRET, "invalid bot_id or secret"
            self._robot = robot
            robot.connect(self)
            return 0, "ok"
        if self._robot is None:
            return NOT_SUBSCRIBED, "not subscribed"
        return Commands(self._robot).take(cmd, req_id, body)

    def _cut(self) -> bool:
        if self._ws._req and self._ws._req.transport:
            self._ws._req.transport.abort()
        return False

    def _violation(self, words: str) -> None:
        for robot in self._robots.values():
            robot.world.wrong(words)
