"""The address WeCom calls: one route on the web server. Whoever cannot seal as WeCom does is heard of nowhere."""

import logging
import math
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.types import Receive, Scope, Send

from bot.channels.wecom.aes import Sealed
from bot.channels.wecom.app.inbound import Ears, Misshapen, parse
from bot.channels.wecom.app.intake import Intake
from bot.channels.wecom.app.sealing import Letter, Seals
from bot.clock import Clock

PATH = "/wecom/callback"
AGE = 600.0
"""Seconds a call's time may differ from ours: older ones are replayed. What is newer is recognised by its number."""

_MOST_QUERY, _MOST_BODY = 16 * 1024, 256 * 1024
"""Bytes. A message has 2 KB of words, sealed and in XML."""

_SELDOM = 3600.0
"""Seconds between two words in the log about old calls: anybody can make one."""

_log = logging.getLogger(__name__)
Answer = tuple[int, bytes]


class Callback:
    """Answers WeCom's calls, as an ASGI application of its own. Where nobody `listens` it asks to be called again."""

    def __init__(self, seals: Seals, ears: Ears, intake: Intake, clock: Clock) -> None:
        self._seals, self._ears, self._intake, self._clock = seals, ears, intake, clock
        self.listens = False
        self._said_late = -math.inf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        status, content = await self._answer(scope, receive)
        headers = [(b"content-length", str(len(content)).encode()), (b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        query = _query(scope["query_string"])
        if query is None:
            return 400, b""
        if scope["method"] == "GET":
            return self._checked(query)
        return (await self._called(query, receive) if scope["method"] == "POST" else 405), b""

    async def _called(self, query: Mapping[str, str], receive: Receive) -> int:
        if not self._is_of_now(query):
            return 403
        if not self.listens:
            return 503
        try:
            raw = await _body(receive)
        except ConnectionError:
            return 400
        return 413 if raw is None else await self._take(query, raw)

    def _checked(self, query: Mapping[str, str]) -> Answer:
        """Show that we are who knows the token and the key: WeCom asks where the address is typed in."""
        try:
            return 200, self._seals.open(_letter(query, query.get("echostr", "")))
        except Sealed:
            return 403, b""

    async def _take(self, query: Mapping[str, str], raw: bytes) -> int:
        """Commit what a call tells, then say 200. What makes no sense is not asked for again."""
        try:
            plain = self._seals.open(_letter(query, parse(raw).findtext("Encrypt") or ""))
        except (Sealed, Misshapen):
            return 403
        try:
            taken = self._ears.read(parse(plain), self._clock.now())
        except Misshapen as error:
            _log.warning("a call is not what it should be and is set aside: %s", error)
            return 200
        if taken is None:
            return 200
        return 200 if await self._intake.take(taken) else 503

    def _is_of_now(self, query: Mapping[str, str]) -> bool:
        said = query.get("timestamp", "")
        if not (said.isascii() and said.isdigit() and len(said) < 12):
            return False
        off = self._clock.now().timestamp() - int(said)
        if abs(off) > AGE and self._clock.monotonic() - self._said_late >= _SELDOM:
            self._said_late = self._clock.monotonic()
            _log.warning("a call is refused that is %.0f s old: an old one again, or the clock here is wrong", off)
        return abs(off) <= AGE


def _letter(query: Mapping[str, str], sealed: str) -> Letter:
    return Letter(sealed, query.get("timestamp", ""), query.get("nonce", ""), query.get("msg_signature", ""))


def _query(raw: bytes) -> Mapping[str, str] | None:
    """Return what stands in the address, each name once; None for what is none."""
    if len(raw) > _MOST_QUERY:
        return None
    try:
        return {name: said[0] for name, said in parse_qs(raw.decode("ascii"), max_num_fields=16).items()}
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes | None:
    """Return what was sent; None where it is too much. Raises ConnectionError where the caller is gone."""
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        body += message.get("body", b"")
        if len(body) > _MOST_BODY:
            return None
        if not message.get("more_body"):
            return body
