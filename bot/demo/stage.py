"""The stage: one page with several phones side by side and a clock moved by hand."""

import asyncio
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.app import App
from bot.channels.web import sessions, threads
from bot.chat import Address, Audience, Reader, Request, Sender, arguments
from bot.clock import HandClock
from bot.demo import cast, jumps
from bot.demo.play import WEEK, Step, crowd
from bot.demo.seed import ZONE, Cast
from bot.texts import say_any
from jobs.timetable import settle

_HERE = Path(__file__).parent
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GROUP = "group"


class Stage:
    """Drives the house as its people would: through requests, never behind its back."""

    def __init__(self, house: App, clock: HandClock, players: Cast) -> None:
        self._house = house
        self._clock = clock
        self._players = players
        self._step = 0
        self._turn = asyncio.Lock()
        templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self._page = templates.get_template("stage.html")

    def asgi(self) -> Starlette:
        """Return the stage with the house's pages mounted once for each phone, each with a cookie of its own."""
        pages = self._house.web.asgi
        routes: list[BaseRoute] = [
            Route("/", self.show),
            Route("/stage/state", self.state),
            Route("/stage/next", self.next, methods=["POST"]),
            Route("/stage/jump/{jump}", self.jump, methods=["POST"]),
            Mount("/stage/static", StaticFiles(directory=_HERE / "static")),
            *(Mount(f"/phone/{phone}", pages) for phone in (*self._players.users, _GROUP)),
            Mount("/", pages),
        ]
        return Starlette(routes=routes)

    async def show(self, _: HttpRequest) -> Response:
        """Show the stage, and sign each phone in as its owner."""
        owners = dict(cast.PHONES) | {_GROUP: cast.COORDINATOR}
        users = self._players.users | {_GROUP: f"u-{cast.COORDINATOR}"}
        phones = [
            {"id": phone, "owner": owners[phone], "src": f"/phone/{phone}/chat", "role": _role(owners[phone])}
            for phone in self._players.users
        ]
        group = {
            "id": _GROUP,
            "owner": cast.PARTNERSHIP,
            "src": f"/phone/{_GROUP}/g/{self._players.group}",
            "role": "群",
        }
        page = HTMLResponse(self._page.render(phones=[*phones[:2], group, *phones[2:]], steps=WEEK))
        page.headers["content-security-policy"] = _CSP
        page.headers["cache-control"] = "no-store"
        tokens = {phone: sessions.new_token() for phone in users}

        def sign_in(ledger: Session) -> None:
            for phone, user in users.items():
                sessions.begin(ledger, tokens[phone], user, "", self._clock.now())

        await self._house.gate.run(sign_in)
        for phone, token in tokens.items():
            page.set_cookie(f"jiedui_phone_{phone}", token, path=f"/phone/{phone}", httponly=True, samesite="lax")
        return page

    async def state(self, _: HttpRequest) -> Response:
        """Tell the time on the stage and the next step."""
        return JSONResponse(self._state())

    async def next(self, request: HttpRequest) -> Response:
        """Play the next step of the week."""
        if not _ours(request):
            return Response(status_code=403)
        async with self._turn:
            if self._step < len(WEEK):
                await self._play(WEEK[self._step])
                self._step += 1
            return JSONResponse(self._state())

    async def jump(self, request: HttpRequest) -> Response:
        """Move the clock by hand."""
        if not _ours(request):
            return Response(status_code=403)
        async with self._turn:
            try:
                await self._jump(request.path_params["jump"])
            except KeyError:
                return Response(status_code=404)
            return JSONResponse(self._state())

    def _state(self) -> dict[str, Any]:
        now = self._clock.now()
        return {
            "clock": say_any(now, Reader("zh", ZONE, now)),
            "step": self._step,
            "steps": len(WEEK),
            "caption": WEEK[self._step].caption if self._step < len(WEEK) else "",
            "phone": WEEK[self._step - 1].phone if self._step else "",
        }

    async def _play(self, step: Step) -> None:
        if step.jump:
            await self._jump(step.jump)
        user = self._players.users.get(step.phone, "")
        if step.says:
            await self._house.web.take(self._request(user, text=step.says))
        for label in step.taps:
            await self._tap(user, label)
        if step.crowd:
            for name, answer in crowd():
                await self._tap(f"u-{name}", answer)
        await self._settle()

    async def _jump(self, jump: str) -> None:
        moment = await self._house.gate.run(lambda ledger: jumps.target(ledger, jump, self._clock.now()))
        if moment:
            self._clock.set(moment)
        await self._settle()

    async def _settle(self) -> None:
        await settle(self._house.jobs)

    async def _tap(self, user: str, label: str) -> None:
        """Tap the newest button of that name in somebody's thread; nothing happens where there is none."""
        rows = await self._house.gate.run(lambda ledger: threads.since(ledger, user))
        for row in reversed(rows):
            for button in (b for line in row.body.get("buttons", []) for b in line):
                if button["data"] and button["label"].startswith(label):
                    verb, facts = arguments(self._house.dispatcher.routes, button["data"])
                    tapped = self._request(user, verb=verb, arguments=facts, message=str(row.id))
                    await self._house.web.take(tapped)
                    return

    def _request(self, user: str, **more: Any) -> Request:
        return Request(
            sender=Sender("web", user),
            address=Address("web", user, Audience.PRIVATE),
            at=self._clock.now(),
            house=self._house.house,
            **more,
        )


def _ours(request: HttpRequest) -> bool:
    """Say whether the stage's own script asks: no other page can add this header."""
    return request.headers.get("x-stage") == "1"


def _role(name: str) -> str:
    branch = next(names for (names, _, _), people in zip(cast.BRANCHES, cast.MEMBERS, strict=True) if name in people)
    return f"{branch} · {'书记' if name in cast.ROLES else '党员'}"
