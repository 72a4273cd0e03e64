"""What stands between the internet and the pages: headers, sizes, and where a form came from."""

import hmac
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.channels.web.sessions import csrf_of

MOST_FILE = 10 * 1024 * 1024
_MOST_FORM = 1024 * 1024
_ENVELOPE = 64 * 1024
"""What a form around a file may weigh."""

BASE = "jiedui.base"
"""Where the guard notes the path it was mounted under: routers below it change `root_path` as they go."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors {ancestors}"
)


class Guard:
    """Puts the security headers on every answer and refuses bodies that are too large (413).

    It stands around the whole application, not among its middleware: a page that fails is answered outside of that.
    Under `https` browsers are told to come by https only from now on.
    """

    def __init__(self, app: Starlette, *, framed: bool, https: bool) -> None:
        self.app = app
        ancestors = "'self'" if framed else "'none'"
        self._headers = {
            "content-security-policy": _POLICY.format(ancestors=ancestors),
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN" if framed else "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            **({"strict-transport-security": "max-age=31536000"} if https else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope[BASE] = str(scope.get("root_path", "")).rstrip("/")
        most = MOST_FILE + _ENVELOPE if scope["path"].endswith("/file") else _MOST_FORM
        await self.app(scope, _measured(receive, most), self._guarded(send))

    def _guarded(self, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        return guarded


def _measured(receive: Receive, most: int) -> Receive:
    taken = 0

    async def measured() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise HTTPException(413)
        return message

    return measured


def check_form(request: Request, token: str, given: str, public: str) -> None:
    """Refuse (403) a form that did not come from a page of ours: its origin, or what it carries, is not right.

    `public` is the address people open, for the case that a proxy changes the Host header.
    """
    origin = request.headers.get("origin", "")
    ours = origin == public or (origin != "" and urlsplit(origin).netloc == request.headers.get("host"))
    shown = request.headers.get("x-csrf-token", given)
    if not ours or not token or not hmac.compare_digest(shown.encode(), csrf_of(token).encode()):
        raise HTTPException(403)
