"""The HTTP interface: every call an app makes, what it is told, and what can go wrong on the way."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.wecom_server.app.app import App, Call
from tests.wecom_server.app.directory import Directory
from tests.wecom_server.app.groupchats import GroupChats
from tests.wecom_server.app.messages import Messages, Told

CUT_BEFORE, CUT_AFTER, SILENT, GARBAGE = "cut before", "cut after", "silent", "garbage"
_ESCAPED = re.compile(rb"\\u[0-9a-fA-F]{4}")
_LIMITS = {"image": 10 * 1024 * 1024, "voice": 2 * 1024 * 1024, "video": 10 * 1024 * 1024, "file": 20 * 1024 * 1024}
_LEAST = 6


@dataclass(eq=False)
class Fault:
    """What becomes of the next calls of a path (its end).

    CUT_BEFORE closes without doing it, CUT_AFTER once it is done, SILENT does it and says nothing, GARBAGE does it and
    answers with what is no JSON; a number below 600 and above 199 is the HTTP status, any other an errcode.
    """

    path: str
    how: str | int
    times: int = 1


class Api:
    """The interface of one app. `table` is what is asked for by POST; others may add to it."""

    def __init__(self, app: App) -> None:
        self.app, self.world = app, app.world
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        messages = Messages(app)
        self.directory, self.groups = Directory(app), GroupChats(app, messages)
        self.table: dict[str, Callable[[Mapping[str, Any]], Told]] = {
            "message/send": messages.send,
            "message/update_template_card": messages.update,
            "message/recall": messages.recall,
            "appchat/create": self.groups.create,
            "appchat/update": self.groups.update,
            "appchat/send": self.groups.send,
        }
        self.asked: dict[str, Callable[[Mapping[str, str]], Told]] = {
            "agent/get": self._agent,
            "department/list": self.directory.list,
            "user/simplelist": self.directory.people,
            "appchat/get": self.groups.get,
        }
        self.routes = [
            web.get("/cgi-bin/gettoken", self._gettoken),
            web.post("/cgi-bin/media/upload", self._upload),
            web.get("/cgi-bin/media/get", self._media),
            web.post("/cgi-bin/{path:.+}", self._post),
            web.get("/cgi-bin/{path:.+}", self._get),
        ]

    def came(self, path: str) -> list[Call]:
        """Return the calls of a path."""
        return [call for call in self.calls if call.path == path]

    async def _gettoken(self, request: web.Request) -> web.StreamResponse:
        def tell() -> Told:
            if request.query.get("corpid") != self.app.corp_id:
                return {"errcode": 40013, "errmsg": "invalid corpid"}
            if request.query.get("corpsecret") != self.app.secret:
                return {"errcode": 40001, "errmsg": "invalid credential"}
            return {"errcode": 0, "errmsg": "ok", "access_token": self.app.access(), "expires_in": 7200}

        return await self._answer(request, "gettoken", {}, tell)

    async def _post(self, request: web.Request) -> web.StreamResponse:
        path, raw = request.match_info["path"], await request.read()

        def tell() -> Told:
            if _ESCAPED.search(raw):
                self.world.wrong("40033 JSON with escapes of Unicode")
                return {"errcode": 40033, "errmsg": "invalid charset"}
            if path not in self.table:
                return {"errcode": 40066, "errmsg": f"no such path {path}"}
            return self.table[path](json.loads(raw))

        body = json.loads(raw)
        return await self._answer(request, path, body, self._allowed(request, tell))

    async def _get(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]

        def tell() -> Told:
            if path not in self.asked:
                return {"errcode": 40066, "errmsg": f"no such path {path}"}
            return self.asked[path](request.query)

        return await self._answer(request, path, {}, self._allowed(request, tell))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        reader = await request.multipart()
        part = await reader.next()
        content = bytes(await part.read()) if isinstance(part, BodyPartReader) else b""
        name, field = (part.filename or "", part.name) if isinstance(part, BodyPartReader) else ("", "")
        kind = request.query.get("type", "")

        def tell() -> Told:
            if kind not in _LIMITS or field != "media" or not name:
                return {"errcode": 40004, "errmsg": "invalid media type"}
            if not _LEAST <= len(content) <= _LIMITS[kind]:
                return {"errcode": 40006, "errmsg": "invalid media size"}
            media = self.world.upload(kind, name, content)
            return {"errcode": 0, "errmsg": "", "type": kind, "media_id": media.id, "created_at": str(int(media.at))}

        return await self._answer(request, "media/upload", {"name": name}, self._allowed(request, tell))

    async def _media(self, request: web.Request) -> web.StreamResponse:
        media = self.world.media.get(request.query.get("media_id", ""))

        def tell() -> Told:
            return {"errcode": 0 if media else 40007, "errmsg": "ok" if media else "invalid media_id"}

        answer = await self._answer(request, "media/get", {}, self._allowed(request, tell))
        if media is None or self.calls[-1].told.get("errcode") != 0:
            return answer
        return web.Response(body=media.content, headers={"Content-Disposition": f'attachment; filename="{media.id}"'})

    def _agent(self, query: Mapping[str, str]) -> Told:
        if query.get("agentid") != str(self.app.agent_id):
            return {"errcode": 40056, "errmsg": "invalid agentid"}
        return {"errcode": 0, "errmsg": "ok", "agentid": self.app.agent_id, "name": self.app.name}

    def _allowed(self, request: web.Request, tell: Callable[[], Told]) -> Callable[[], Told]:
        def judged() -> Told:
            if why := self.app.judge(request.query.get("access_token", "")):
                return {"errcode": why[0], "errmsg": why[1]}
            return tell()

        return judged

    async def _answer(
        self, request: web.Request, path: str, body: Mapping[str, Any], tell: Callable[[], Told]
    ) -> web.StreamResponse:
        how = self._fault(path)
        call = Call(path, dict(request.query), body)
        self.calls.append(call)
        self.world.bell.ring()
        if how == CUT_BEFORE:
            return _cut(request)
        if isinstance(how, int):
            if 200 <= how < 600:
                return web.Response(status=how, text="<html>gateway</html>")
            call.told = {"errcode": how, "errmsg": "told so"}
            return _json(call.told)
        call.told = tell()
        self.world.bell.ring()
        if how == CUT_AFTER:
            return _cut(request)
        if how == SILENT:
            await asyncio.Event().wait()
        return web.Response(text="<html>") if how == GARBAGE else _json(call.told)

    def _fault(self, path: str) -> str | int | None:
        for one in self.faults:
            if path.endswith(one.path):
                one.times -= 1
                if one.times == 0:
                    self.faults.remove(one)
                return one.how
        return None


def _json(told: Mapping[str, Any]) -> web.Response:
    return web.Response(text=json.dumps(told, ensure_ascii=False), content_type="application/json")


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()
