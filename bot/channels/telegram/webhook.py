"""Updates pushed to us: one route on the web server."""

import hmac
import json
import logging
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot

from bot.channels.telegram.answering import toast
from bot.channels.telegram.inbound import Ears
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.shape import number_of, parse
from bot.chat import Answered

PATH = "/telegram/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
_BODY_LIMIT = 1024 * 1024
_log = logging.getLogger(__name__)


def secret(token: str) -> str:
    """Return the secret Telegram must show: made from the token, so that it needs no setting and is never sent."""
    return hmac.new(token.encode(), b"jiedui webhook", sha256).hexdigest()


class Webhook:
    """Answers Telegram's calls once `ears` listen; until then, and while stopping, it asks to be called again.

    `heard` is called for each call that shows the secret.
    """

    def __init__(self, bot: Bot, intake: Intake, heard: Callable[[], None]) -> None:
        self._bot, self._intake, self._heard = bot, intake, heard
        self._secret = secret(bot.token)
        self.ears: Ears | None = None

    @property
    def route(self) -> Route:
        """The route for the web server."""
        return Route(PATH, self.take, methods=["POST"])

    async def take(self, request: Request) -> Response:
        """Commit an update, then say 200; a tap is answered in the response itself, everything else right after."""
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), self._secret.encode()):
            return Response(status_code=403)
        if self.ears is None:
            return Response(status_code=503)
        self._heard()
        raw = await self._read(request)
        if number_of(raw) is None:
            return Response(status_code=400)
        update = parse(raw, self._bot)
        if update is None:
            return Response()  # called again with it, nothing would be different
        committed = await self._intake.take(update, self.ears, taps_answered=True)
        if committed is None:
            return Response()
        taken, answered = committed
        return JSONResponse(_tap_answer(taken.query, answered)) if taken.query else Response()

    async def _read(self, request: Request) -> object:
        body = bytearray()
        try:
            async for piece in request.stream():
                body += piece
                if len(body) > _BODY_LIMIT:
                    return None
            return json.loads(body)
        except (ClientDisconnect, ValueError, RecursionError) as error:
            _log.warning("a webhook call could not be read: %s", type(error).__name__)
            return None


def _tap_answer(query: str, answered: Answered) -> dict[str, object]:
    text, alert = toast(answered)
    shown = {"text": text, "show_alert": alert} if text else {}
    return {"method": "answerCallbackQuery", "callback_query_id": query, **shown}
