"""What only the operator and their Prometheus may read, on an address of its own: figures, and health in detail."""

import hmac
import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.server import listen, serve
from bot.watch import Condition

_log = logging.getLogger(__name__)
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class WatchPages:
    """`/metrics` and the whole of `/healthz`.

    Not beside the web chat: behind a proxy everything comes from this machine, so that an address tells nothing about
    who asks. Here the proxy has no business; where others can reach it, `token` has to be shown.
    """

    def __init__(
        self, look: Callable[[], Awaitable[Condition]], render: Callable[[Condition], bytes], content_type: str, *,
        host: str, port: int, token: str,
    ) -> None:  # fmt: skip
        self._look, self._render, self._content_type = look, render, content_type
        self._where = host, port
        self._token = token
        routes = [Route("/healthz", self.health), Route("/metrics", self.metrics)]
        self.asgi = Starlette(routes=routes)

    async def health(self, request: Request) -> Response:
        """Tell everything about every part; 503 while one is red."""
        if not self._may(request):
            return _stop()
        condition = await self._look()
        return JSONResponse(condition.full(), 503 if condition.red else 200, _HEADERS)

    async def metrics(self, request: Request) -> Response:
        """Tell the figures, as Prometheus reads them."""
        if not self._may(request):
            return _stop()
        return Response(self._render(await self._look()), media_type=self._content_type, headers=_HEADERS)

    async def run(self) -> None:
        """Serve until cancelled. Raises OSError where the address cannot be had."""
        taken = listen(*self._where)
        host, port = taken.getsockname()[:2]
        _log.info("figures and health at http://%s:%s/metrics and /healthz", f"[{host}]" if ":" in host else host, port)
        await serve(self.asgi, taken, lambda: None)

    def _may(self, request: Request) -> bool:
        shown = request.headers.get("authorization", "")
        return not self._token or hmac.compare_digest(shown.encode("latin-1"), f"Bearer {self._token}".encode())


def _stop() -> Response:
    return Response(status_code=401, headers={"www-authenticate": "Bearer", **_HEADERS})
