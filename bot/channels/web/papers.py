"""Files and pictures shown in threads, the private calendar feeds, and the health of the house."""

from urllib.parse import quote

from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.errors import NotSignedIn
from bot.channels.web.front import Front
from bot.models.web import WebFile

_ACTIVE = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml"})
_SHOWN = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
"""What a browser may show by itself. Everything else is saved: a file must never run as a page of ours."""


class PaperPages:
    """What is fetched, not read."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def routes(self) -> list[Route]:
        """Return the routes; there is a calendar feed only where the house makes one."""
        routes = [Route("/files/{token}", self.file)]
        if self._front.backstage.health is not None:
            routes.append(Route("/healthz", self.health))
        if self._front.backstage.feed is not None:
            routes.append(Route("/feed/{code}.ics", self.feed))
        return routes

    async def file(self, request: Request) -> Response:
        """Return a file to those who may read the thread it is in; for others it does not exist."""
        visit = await self._front.visit(request)
        if visit is None:
            raise NotSignedIn
        token = request.path_params["token"]

        def find(ledger: Session) -> WebFile | None:
            return ledger.get(WebFile, token)

        file = await self._front.gate.run(find)
        if file is None or file.chat not in {visit.user, *(group.chat for group in visit.visitor.groups)}:
            raise HTTPException(404)
        inline, kind = file.media_type in _SHOWN, file.media_type
        name = quote(file.name, safe="")  # RFC 8187: a slash has no place in it either
        headers = {
            "content-disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}",
            "content-security-policy": "default-src 'none'; sandbox",
            "cache-control": "private, max-age=86400, immutable",
        }
        return Response(
            file.content, media_type="application/octet-stream" if kind in _ACTIVE else kind, headers=headers
        )

    async def feed(self, request: Request) -> Response:
        """Return a member's calendar; the address itself is the key."""
        front, code = self._front, request.path_params["code"]
        make = front.backstage.feed
        made = await make(code, front.address(request), front.clock.now()) if make else None
        if made is None:
            raise HTTPException(404)
        return Response(made, media_type="text/calendar; charset=utf-8", headers={"cache-control": "private, no-cache"})

    async def health(self, _request: Request) -> Response:
        """Say whether the house is well: 200, or 503 with the parts that are red. Anybody may ask."""
        look = self._front.backstage.health
        if look is None:
            raise HTTPException(404)
        condition = await look()
        return JSONResponse(condition.brief(), 503 if condition.red else 200)
