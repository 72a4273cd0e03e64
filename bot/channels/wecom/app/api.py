"""Calls of WeCom's interface. Secret and token are parts of addresses: no address is in an error or in a log."""

import json
import logging
from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

import httpx

from bot import config
from bot.channels.certificates import certificates
from bot.channels.wecom.app.tokens import LASTS, Tokens
from bot.channels.wecom.errors import TOKEN_OLD, failure
from bot.channels.wecom.names import APP
from bot.channels.wire import Wire, is_proxied
from bot.chat import Attachment, Misconfigured, NotSent, PerhapsSent, SendFailed
from bot.clock import Clock
from bot.rules.files import MOST_BYTES, FileTooLarge
from bot.watch import CHANNEL, Watch

SIGN = f"{CHANNEL}{APP}"
Body = Mapping[str, Any]
T = TypeVar("T")

_NEVER_LEFT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
    httpx.LocalProtocolError, RuntimeError,
)  # fmt: skip
_TROUBLE = 3
"""Calls in a row without a way to WeCom that are trouble."""

_CONNECTIONS = 32
_PATIENCE = httpx.Timeout(10, connect=5, pool=5)
_WITH_A_FILE = httpx.Timeout(60, connect=5, pool=5)


class AppRefused(Misconfigured):
    """WeCom does not know the app, or not with this secret."""


class Api:
    """One app's way to WeCom. How it goes is told to `watch`."""

    def __init__(self, settings: config.WecomApp, clock: Clock, watch: Watch, patience: httpx.Timeout = _PATIENCE):
        for library in ("httpx", "httpcore"):  # they log addresses
            logging.getLogger(library).setLevel(logging.WARNING)
        self._settings, self._watch = settings, watch
        self.agent = settings.agent_id
        self._tokens = Tokens(self._fetch_token, clock)
        transport = None if is_proxied(settings.api_url) else _wire()
        self._client = httpx.AsyncClient(
            base_url=f"{settings.api_url}/cgi-bin/", transport=transport, timeout=patience, follow_redirects=False,
            verify=certificates() if transport is None else True,
        )  # fmt: skip
        self._failures = 0

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def greet(self) -> None:
        """See whether WeCom knows the app: have a token. Raises a SendFailed."""
        await self._watched(self._tokens.get())

    async def post(self, path: str, body: Body) -> Body:
        """Make a call and return what WeCom answers. Raises a SendFailed."""
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        what = {"content": content, "headers": {"Content-Type": "application/json; charset=utf-8"}}
        return await self._watched(self._allowed("POST", path, **what))

    async def get(self, path: str, **params: str | int) -> Body:
        """Ask for something. Raises a SendFailed; nothing has happened then."""
        return await self._watched(self._allowed("GET", path, params=params))

    async def upload(self, kind: str, file: Attachment) -> str:
        """Put up a file and return what names it there, for three days. Raises a SendFailed; nothing is said then."""
        files = {"media": (file.name, file.content, "application/octet-stream")}
        calling = self._allowed("POST", "media/upload", params={"type": kind}, files=files, timeout=_WITH_A_FILE)
        try:
            answer = await self._watched(calling)
        except PerhapsSent as error:
            raise NotSent(f"a file was not put up: {error}") from error
        name = answer.get("media_id")
        if not isinstance(name, str) or not name:
            raise NotSent("WeCom gave no media_id")
        return name

    async def download(self, media: str) -> bytes:
        """Return what somebody sent. Raises FileTooLarge, or a SendFailed."""
        return await self._watched(self._download(media))

    async def _download(self, media: str) -> bytes:
        token = await self._tokens.get()
        asked = {"access_token": token, "media_id": media}
        began, outcome = self._watch.seconds(), "cancelled"
        try:
            answer = await self._client.get("media/get", params=asked, timeout=_WITH_A_FILE)
            outcome = str(answer.status_code)
        except _NEVER_LEFT as error:
            raise NotSent(f"no way to WeCom: {type(error).__name__}") from None
        except httpx.HTTPError as error:
            raise NotSent(f"no answer from WeCom: {type(error).__name__}") from None
        finally:
            self._watch.figures.call("media/get", outcome, self._watch.seconds() - began)
        if answer.status_code != httpx.codes.OK:
            raise NotSent(f"WeCom answers with status {answer.status_code}")
        if "json" in answer.headers.get("content-type", ""):
            told = _read(answer.status_code, answer.content)
            raise failure(int(told["errcode"]), told.get("errmsg", ""))
        if len(answer.content) > MOST_BYTES:
            raise FileTooLarge
        return answer.content

    async def _allowed(self, method: str, path: str, **what: Any) -> Body:
        """Make a call with the token, and once more with a fresh one where WeCom does not take it."""
        params = what.pop("params", {})
        for is_last in (False, True):
            token = await self._tokens.get()
            told = await self._call(method, path, params={"access_token": token, **params}, **what)
            code = int(told["errcode"])
            if code in TOKEN_OLD:
                self._tokens.refused(token)
                if not is_last:
                    continue
            if code:
                raise failure(code, told.get("errmsg", ""))
            return told
        raise NotSent("no token is taken")

    async def _fetch_token(self) -> tuple[str, float]:
        asked = {"corpid": self._settings.corp_id, "corpsecret": self._settings.secret}
        try:
            told = await self._call("GET", "gettoken", params=asked)
        except PerhapsSent as error:
            raise NotSent(f"there is no token: {error}") from None
        if code := int(told["errcode"]):
            found = failure(code, told.get("errmsg", ""))
            if isinstance(found, NotSent):
                raise found
            reason = f"WeCom refuses this app (wecom_app.corp_id, wecom_app.secret): {found}"
            raise AppRefused(reason, everywhere=True)
        token, lasts = told.get("access_token"), told.get("expires_in")
        if not isinstance(token, str) or not token:
            raise NotSent("WeCom gave no token")
        return token, float(lasts) if isinstance(lasts, int) and lasts > 0 else LASTS

    async def _call(self, method: str, path: str, **what: Any) -> Body:
        began, outcome = self._watch.seconds(), "cancelled"
        try:
            answer = await self._client.request(method, path, **what)
            told = _read(answer.status_code, answer.content)
            outcome = str(told["errcode"])
        except _NEVER_LEFT as error:
            outcome = type(error).__name__
            raise NotSent(f"no way to WeCom: {outcome}") from None
        except httpx.HTTPError as error:
            outcome = type(error).__name__
            raise PerhapsSent(f"no answer from WeCom: {outcome}") from None
        except SendFailed as error:
            outcome = type(error).__name__
            raise
        finally:
            self._watch.figures.call(path, outcome, self._watch.seconds() - began)
        return told

    async def _watched(self, calling: Awaitable[T]) -> T:
        """Tell how the way to WeCom is, by how a call went."""
        try:
            told = await calling
        except Misconfigured as error:
            self._watch.pulse.trouble(SIGN, str(error))
            raise
        except (NotSent, PerhapsSent) as error:
            self._failures += 1
            if self._failures >= _TROUBLE:
                self._watch.pulse.trouble(SIGN, str(error))
            raise
        except SendFailed:  # refused: so the way is open
            self._well()
            raise
        self._well()
        return told

    def _well(self) -> None:
        self._failures = 0
        self._watch.pulse.beat(SIGN)


def _wire() -> Wire:
    return Wire(verify=certificates(), limits=httpx.Limits(max_connections=_CONNECTIONS))


def _read(status: int, content: bytes) -> Body:
    """Return an answer of WeCom's, which always has an errcode. Raises a SendFailed where it is none."""
    if status == httpx.codes.TOO_MANY_REQUESTS:
        raise NotSent("WeCom's server is busy (429)")
    if status in range(300, 500):
        raise Misconfigured(f"wecom_app.api_url answers with status {status}", everywhere=True)
    try:
        told = json.loads(content)
        return {**told, "errcode": int(told.get("errcode", 0))}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise PerhapsSent(f"not an answer of WeCom's, status {status}") from None
