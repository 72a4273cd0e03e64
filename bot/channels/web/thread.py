"""The chat: a person's own thread and the group pages, read, typed into, tapped on, and kept up to date."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot import chat
from bot.channels.web import inbound, threads
from bot.channels.web.errors import NotSignedIn
from bot.channels.web.front import NAME, Front, Visit, base_of, wants_json
from bot.channels.web.live import Watchers, stream
from bot.channels.web.outlet import Outlet
from bot.channels.web.shown import Eyes, Shown, menu, show
from bot.chat import Address, Answered, Audience, Card
from bot.models.people import Group, Role, Standing
from bot.models.web import WebMessage
from bot.texts import say, speak


@dataclass(frozen=True, slots=True)
class _Place:
    """A thread somebody has open: their own, or a group's. `path` is its address below the pages' root."""

    visit: Visit
    address: Address
    path: str
    group: Group | None = None


class ThreadPages:
    """The chat and the group pages."""

    def __init__(self, front: Front, outlet: Outlet, watchers: Watchers) -> None:
        self._front = front
        self._outlet = outlet
        self._watchers = watchers

    def routes(self) -> list[Route]:
        """Return the routes of these pages."""
        below = [
            ("", self.page, "GET"),
            ("/say", self.say, "POST"),
            ("/tap", self.tap, "POST"),
            ("/news", self.news, "GET"),
            ("/events", self.events, "GET"),
        ]
        return [
            Route("/chat/file", self.file, methods=["POST"]),
            *(Route(f"/chat{end}", page, methods=[method]) for end, page, method in below),
            *(Route(f"/g/{{chat}}{end}", page, methods=[method]) for end, page, method in below),
        ]

    async def _place(self, request: Request) -> _Place:
        """Find the thread a page is about. Raises NotSignedIn; 404 for a group that is not this person's."""
        visit = await self._front.visit(request)
        if visit is None:
            raise NotSignedIn
        wanted = request.path_params.get("chat")
        if wanted is None:
            return _Place(visit, Address(NAME, visit.user), "/chat")
        for group in visit.visitor.groups:
            if group.chat == wanted:
                return _Place(visit, Address(NAME, group.chat, Audience.GROUP), f"/g/{group.chat}", group)
        raise HTTPException(404)

    async def page(self, request: Request) -> Response:
        """Show a thread: its newest messages, or with `?before=` those before one."""
        return await self._page(request, await self._place(request), {})

    async def _page(self, request: Request, place: _Place, note: dict[str, Any], status: int = 200) -> Response:
        older = request.query_params.get("before", "")
        before = int(older) if older.isascii() and older.isdigit() and len(older) < 19 else 0
        most = 100

        def read(ledger: Session) -> tuple[list[Shown], bool]:
            name = place.address.chat
            rows = (
                threads.before(ledger, name, before, most + 1) if before else threads.since(ledger, name, most=most + 1)
            )
            return self._show(ledger, place, rows[-most:]), len(rows) > most

        shown, more = await self._front.gate.run(read)
        visit = place.visit
        member = visit.visitor.member
        role = member.role if member and member.standing is Standing.ACTIVE else None
        page = self._front.page(
            request,
            "chat.html",
            visit.reader,
            status=status,
            messages=shown,
            version=max((m.version for m in shown), default=0),
            more=more,
            past=bool(before),
            path=place.path,
            frame=visit.frame,
            group=place.group,
            groups=visit.visitor.groups,
            me=member.name if member else "",
            commands=menu(self._front.backstage.routes, role, visit.reader, in_group=place.group is not None),
            runs=role is Role.COORDINATOR,
            lead=role in {Role.SECRETARY, Role.COORDINATOR},
            note=note,
        )
        self._front.keep(request, page, visit.token)
        return page

    def _show(self, ledger: Session, place: _Place, rows: list[WebMessage]) -> list[Shown]:
        reader, me = place.visit.reader, place.visit.user
        others = {row.body["by"] for row in rows if row.mine and row.body.get("by", me) not in {me, ""}}
        names = threads.names(ledger, others) if others else {}
        door = f"{self._front.backstage.house.web}/start/" if place.group else ""
        eyes = Eyes(reader, me, names, say(chat.Line("web-somebody"), reader), door)
        return [show(row, eyes) for row in rows]

    async def say(self, request: Request) -> Response:
        """Take typed words."""
        form, place = await self._front.form(request), await self._place(request)
        facts = (place.visit.sender, place.address, self._front.backstage.house, self._front.clock.now())
        try:
            said = inbound.words(form.fields, *facts)
        except inbound.TooLong:
            return await self._noted(request, place, chat.Line("web-too-long", most=inbound.MOST_LETTERS), status=413)
        except inbound.Unreadable as error:
            raise HTTPException(400) from error
        return await self._hear(request, place, said)

    async def tap(self, request: Request) -> Response:
        """Take a tap on a button."""
        form, place = await self._front.form(request), await self._place(request)
        backstage = self._front.backstage
        facts = (place.visit.sender, place.address, backstage.house, backstage.routes, self._front.clock.now())
        try:
            said = inbound.tapped(form.fields, *facts)
        except inbound.Unreadable as error:
            raise HTTPException(400) from error
        return await self._hear(request, place, said)

    async def file(self, request: Request) -> Response:
        """Take a file."""
        form, place = await self._front.form(request), await self._place(request)
        if form.file is None:
            raise HTTPException(400)
        facts = (place.visit.sender, place.address, self._front.backstage.house, self._front.clock.now())
        try:
            said = inbound.sent(form.fields, form.file, *facts)
        except inbound.Unreadable as error:
            raise HTTPException(400) from error
        return await self._hear(request, place, said)

    async def _hear(self, request: Request, place: _Place, said: chat.Request) -> Response:
        await self._outlet.heard(said)
        answered = await self._front.backstage.hear(said)
        if await self._front.visit(request) is None:
            self._watchers.touch(place.visit.user)  # their other windows close too
            return self._farewell(request, answered)
        if not answered.repeated:
            await self._outlet.respond(said, answered)
        if answered.owed:
            await self._front.backstage.lasting.given(said)
        line = answered.reply.line if said.verb and not answered.repeated else None
        if not wants_json(request) and line is None:
            return RedirectResponse(f"{base_of(request)}{place.path}", 303)
        # A group card is in the group's language, but what answers a tap is said to whoever tapped.
        reader = place.visit.reader if said.in_group else answered.reader
        words = say(line, reader) if line else ""
        return await self._note(request, place, {"message": said.message, "text": words, "alert": answered.reply.alert})

    def _farewell(self, request: Request, answered: Answered) -> Response:
        """Say the last words to somebody who has just left: their thread is closed, so they stand on the page."""
        card = answered.reply.card or Card(parts=(answered.reply.line or chat.Line("web-error-signed-out"),))
        spoken = speak(card, answered.reader)
        words = [part if isinstance(part, str) else " ".join(part) for part in spoken.parts]
        if wants_json(request):
            return JSONResponse({"text": "\n".join([spoken.title, *words]).strip(), "alert": True, "over": True})
        return self._front.page(request, "farewell.html", answered.reader, heading=spoken.title, words=words)

    async def _noted(self, request: Request, place: _Place, line: chat.Line, *, status: int) -> Response:
        note = {"message": "", "text": say(line, place.visit.reader), "alert": True}
        return await self._note(request, place, note, status)

    async def _note(self, request: Request, place: _Place, note: dict[str, Any], status: int = 200) -> Response:
        if wants_json(request):
            return JSONResponse(note, status)
        return await self._page(request, place, note, status)

    async def news(self, request: Request) -> Response:
        """Return what was written after `?after=`, for pages that ask from time to time."""
        place = await self._place(request)
        news = await self._look(request, place, _number(request.query_params.get("after", "")))
        if news is None:
            raise NotSignedIn
        return JSONResponse(news)

    async def events(self, request: Request) -> Response:
        """Keep a page up to date: begins after `Last-Event-ID`, else after `?after=`."""
        place = await self._place(request)
        after = _number(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        look = partial(self._look, request, place)
        body = stream(self._watchers, place.address.chat, look, after)
        return StreamingResponse(body, media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    async def _look(self, request: Request, place: _Place, after: int) -> dict[str, Any] | None:
        try:
            place = await self._place(request)
        except (NotSignedIn, HTTPException):
            return None

        def read(ledger: Session) -> list[Shown]:
            return self._show(ledger, place, threads.since(ledger, place.address.chat, after))

        shown = await self._front.gate.run(read)
        version = max((m.version for m in shown), default=after)
        messages = [
            {
                "id": m.id,
                "version": m.version,
                "day": m.day,
                "html": self._front.render(request, "message.html", place.visit.reader, m=m, path=place.path, note={}),
            }
            for m in shown
        ]
        return {"version": version, "messages": messages, "frame": place.visit.frame}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
