"""Updates pushed to us: one route on the web server."""

import hmac
import json
import logging
from collections.abc import Callable
from hashlib import sha256

from starlette.types import Receive, Scope, Send
from telegram import Bot

from bot.channels.telegram.answering import toast
from bot.channels.telegram.inbound import Ears
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.shape import number_of, parse
from bot.chat import Answered

PATH = "/telegram/webhook"
HEADER = "x-telegram-bot-api-secret-token"
_HEADER = HEADER.encode()
_BODY_LIMIT = 1024 * 1024
_json = json.JSONEncoder(ensure_ascii=False)
_log = logging.getLogger(__name__)


def secret(token: str) -> str:
    """Return the secret Telegram must show: made from the token, so that it needs no setting and is never sent."""
    return hmac.new(token.encode(), b"jiedui webhook", sha256).hexdigest()


class Webhook:
    """Answers Telegram's calls once `ears` listen; until then, and while stopping, it asks to be called again.

    An ASGI application of its own: what stands before pages for people costs more than a tap does. `heard` is called
    for each call that shows the secret.
    """

    def __init__(self, bot: Bot, intake: Intake, heard: Callable[[], None]) -> None:
        self._bot, self._intake, self._heard = bot, intake, heard
        self._secret = secret(bot.token).encode()
        self.ears: Ears | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        status, content = await self._take(scope, receive)
        headers = [(b"content-length", str(len(content)).encode())]
        if content:
            headers.append((b"content-type", b"application/json"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def _take(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        """Commit an update, then say 200; a tap is answered in the response itself, everything else right after."""
        if scope["method"] != "POST":
            return 405, b""
        shown = next((value for name, value in scope["headers"] if name == _HEADER), b"")
        if not hmac.compare_digest(shown, self._secret):
            return 403, b""
        if self.ears is None:
            return 503, b""
        self._heard()
        raw = await _read(receive)
        return (400, b"") if number_of(raw) is None else (200, await self._hear(raw, self.ears))

    async def _hear(self, raw: object, ears: Ears) -> bytes:
        update = parse(raw, self._bot)
        if update is None:
            return b""  # called again with it, nothing would be different
        committed = await self._intake.take(update, ears, taps_answered=True)
        if committed is None or not committed[0].query:
            return b""
        return _json.encode(_tap_answer(committed[0].query, committed[1])).encode()


async def _read(receive: Receive) -> object:
    """Return what was sent; None, and a word in the log, for what is no JSON or too much of it."""
    try:
        return json.loads(await _body(receive))
    except (ConnectionError, ValueError, RecursionError) as error:
        _log.warning("a webhook call could not be read: %s", type(error).__name__)
        return None


async def _body(receive: Receive) -> bytes:
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        body += message.get("body", b"")
        if len(body) > _BODY_LIMIT:
            raise ValueError("too long")
        if not message.get("more_body"):
            return body


def _tap_answer(query: str, answered: Answered) -> dict[str, object]:
    text, alert = toast(answered)
    shown = {"text": text, "show_alert": alert} if text else {}
    return {"method": "answerCallbackQuery", "callback_query_id": query, **shown}
