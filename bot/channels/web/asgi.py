"""The pages as one ASGI application, guarded."""

from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.web.desk import DeskPages
from bot.channels.web.door import DoorPages
from bot.channels.web.errors import ErrorPages, NotSignedIn
from bot.channels.web.front import Front
from bot.channels.web.guard import Guard
from bot.channels.web.live import Watchers
from bot.channels.web.outlet import Outlet
from bot.channels.web.papers import PaperPages
from bot.channels.web.thread import ThreadPages
from bot.rules.guesses import TooManyGuesses


class _Static(StaticFiles):
    """Scripts and styles. Their addresses carry a mark that changes with them, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def pages(front: Front, outlet: Outlet, watchers: Watchers, extra_routes: Sequence[Route] = ()) -> Guard:
    """Return the application; `extra_routes` come first and are guarded alike.

    It may be mounted under a path: every address it writes begins with that path, and so does its cookie.
    """
    errors = ErrorPages(front)
    routes: list[BaseRoute] = [
        *extra_routes,
        *DoorPages(front, outlet, watchers).routes(),
        *ThreadPages(front, outlet, watchers).routes(),
        *DeskPages(front).routes(),
        *PaperPages(front).routes(),
        Mount("/static", _Static(directory=Path(__file__).parent / "static")),
    ]

    async def broken(request: Request, error: Exception) -> Response:
        return await errors.broken(request, error)

    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: errors.refused,
            NotSignedIn: errors.outside,
            TooManyGuesses: errors.impatient,
            Exception: broken,
        },
    )
    # The redirect would be made of the Host header, and fail where the query is no text; no address of ours needs it.
    app.router.redirect_slashes = False
    return Guard(app, framed=front.framed, https=front.secure)


def shortcut(routes: Sequence[Route], app: ASGIApp) -> ASGIApp:
    """Return `app` with a direct way to what answers `routes`: machines call there, and need no page's protection."""
    direct = {route.path: route.app for route in routes}

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = direct.get(scope["path"], app) if scope["type"] == "http" else app
        await chosen(scope, receive, send)

    return serve
