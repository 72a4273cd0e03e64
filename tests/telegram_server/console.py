"""A page and a few addresses with which a person plays users by hand; for `python -m tests.telegram_server`."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.telegram_server.groups import Group
from tests.telegram_server.listening import Listener
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Message

PAGE = Path(__file__).with_name("console.html")


class Console:
    """The control addresses, all JSON: state, users, groups, and what a user does (`act`)."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._users: dict[int, User] = {}
        self._groups: dict[int, Group] = {}

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the console."""
        return [
            Route("/", lambda _: FileResponse(PAGE)),
            Route("/console/state", self.state),
            Route("/console/users", self.add_user, methods=["POST"]),
            Route("/console/groups", self.add_group, methods=["POST"]),
            Route("/console/act", self.act, methods=["POST"]),
            Route("/console/files/{file_id}", self.file),
        ]

    async def state(self, request: Request) -> Response:
        """Return all chats, waiting until something happens after `?since=`."""
        since, world = int(request.query_params.get("since", -1)), self._server.world
        await world.bell.until(lambda: len(world.journal) > since, within=20)
        told = [self._chat(u.name, u, [u]) for u in self._users.values()]
        told += [self._chat(g.chat.title, g, self._members(g)) for g in self._groups.values()]
        answers = [s for s in world.journal if s.kind in {"toast", "alert"} and s.person and s.text][-5:]
        toasts = [{"who": s.person.first_name, "text": s.text} for s in answers if s.person]
        return JSONResponse(
            {"now": len(world.journal), "chats": told, "toasts": toasts, "violations": world.violations[-20:]}
        )

    async def add_user(self, request: Request) -> Response:
        """Make a user: {"name", "language"?}."""
        body = await request.json()
        user = self._server.user(body["name"], language=body.get("language", "zh-hans"))
        self._users[user.id] = user
        return self._done({"id": user.id})

    async def add_group(self, request: Request) -> Response:
        """Make a group with the bot in it: {"title", "members": [user ids], "kind"?, "forum"?}."""
        body = await request.json()
        members = [self._users[number] for number in body["members"]]
        kind, forum = body.get("kind", "group"), body.get("forum", False)
        group = self._server.group(body["title"], *members, kind=kind, forum=forum)
        self._groups[group.id] = group
        return self._done({"id": group.id})

    async def act(self, request: Request) -> Response:
        """Let a user act: {"user", "does": says|taps|follows|opens|blocks|unblocks|sends, "chat"?, ...}."""
        body = await request.json()
        user, group = self._users[body["user"]], self._groups.get(body.get("chat", 0))
        try:
            self._do(user, group, body)
        except (AssertionError, KeyError) as wrong:
            return JSONResponse({"error": str(wrong)}, 400)
        return self._done({})

    async def file(self, request: Request) -> Response:
        """Give a file's bytes."""
        stored = self._server.world.files[request.path_params["file_id"]]
        return Response(stored.content, media_type=stored.mime)

    def _do(self, user: User, group: Group | None, body: dict[str, Any]) -> None:
        place: Listener = group or user
        match body["does"]:
            case "says":
                user.says(body["text"], to=group)
            case "sends":
                user.sends_document(body["name"], body["text"].encode(), to=group)
            case "opens":
                user.opens_link(body.get("text", ""))
            case "taps" | "follows" as verb:
                message = place.chat.find(body["message"])
                assert message, "no such message"
                getattr(user, verb)(message, body["label"])
            case "blocks":
                user.blocks_bot()
            case "unblocks":
                user.unblocks_bot()
            case other:
                raise AssertionError(f"nobody can {other}")

    def _members(self, group: Group) -> list[User]:
        return [user for user in self._users.values() if user.id in group.chat.ranks]

    def _chat(self, name: str, place: Listener, speakers: list[User]) -> dict[str, Any]:
        shown = [self._message(m) for m in place.messages[-50:]]
        who = [{"id": user.id, "name": user.name} for user in speakers]
        return {"id": place.chat.id, "name": name, "kind": place.chat.kind, "speakers": who, "messages": shown}

    def _message(self, message: Message) -> dict[str, Any]:
        now = message.content
        file = now.photo or now.document
        keys = [[{"label": b["text"], "url": b.get("url")} for b in row] for row in now.keyboard]
        service = ", ".join(message.service)
        told = {"id": message.id, "from": message.sender.first_name, "mine": not message.sender.is_bot}
        told |= {"text": now.text or f"[{service}]" * bool(service), "edits": len(message.versions) - 1, "keys": keys}
        return told | ({"file": {"id": file.id, "name": file.name, "picture": bool(now.photo)}} if file else {})

    def _done(self, body: dict[str, Any]) -> Response:
        self._server.world.see("console", next(iter(self._server.world.chats.values())), "")
        return JSONResponse(body)
