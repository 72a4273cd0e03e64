"""What went wrong on a page, in words: for people as a page, for scripts as JSON."""

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.front import Front, base_of, wants_json
from bot.chat import Line
from bot.rules.guesses import WINDOW, TooManyGuesses
from bot.rules.refusals import Refusal
from bot.texts import say, why

_log = logging.getLogger(__name__)

_WORDS: Mapping[int, Line] = {
    400: Line("web-error-unreadable"),
    403: Line("web-error-forged"),
    404: Line("web-error-missing"),
    413: Line("web-error-too-large"),
}


class NotSignedIn(Exception):
    """The page is only for those who are in."""


class ErrorPages:
    """Turns what pages raise into answers."""

    def __init__(self, front: Front) -> None:
        self._front = front

    async def refused(self, request: Request, error: Exception) -> Response:
        """Answer an HTTPException."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        visit = await self._front.visit(request)
        reader = visit.reader if visit else self._front.stranger(request)
        line = _WORDS.get(status, Line("web-error-unreadable"))
        if wants_json(request):
            return JSONResponse({"error": say(line, reader)}, status)
        return self._front.page(request, "error.html", reader, status=status, words=say(line, reader))

    async def impatient(self, request: Request, error: Exception) -> Response:
        """Say to somebody who has tried too many codes until when none is looked at."""
        reader = self._front.stranger(request)
        wait = error.until - self._front.clock.now() if isinstance(error, TooManyGuesses) else WINDOW
        headers = {"retry-after": str(max(1, int(wait.total_seconds())))}
        words = say(why(error), reader) if isinstance(error, Refusal) else ""
        if wants_json(request):
            return JSONResponse({"error": words}, 429, headers)
        page = self._front.page(request, "error.html", reader, status=429, words=words)
        page.headers.update(headers)
        return page

    async def outside(self, request: Request, _error: Exception) -> Response:
        """Lead somebody who is not in (any more) to the welcome page."""
        if wants_json(request):
            return JSONResponse({"error": say(Line("web-error-signed-out"), self._front.stranger(request))}, 401)
        return RedirectResponse(f"{base_of(request)}/", 303)

    async def broken(self, request: Request, error: Exception) -> Response:
        """Answer a fault of ours; it is logged with its trace."""
        _log.error("a page failed", exc_info=error)
        reader = self._front.stranger(request)
        words = say(Line("web-error-ours"), reader)
        if wants_json(request):
            return JSONResponse({"error": words}, 500)
        return self._front.page(request, "error.html", reader, status=500, words=words)
