"""Calls to a group robot's address. The address is a secret: it is in no error, and the libraries log none."""

import hashlib
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import httpx

from bot.channels.certificates import certificates
from bot.channels.wecom.errors import failure
from bot.chat import Attachment, Misconfigured, NotSent, PerhapsSent, Rejected, SendFailed

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, RuntimeError)
_SEND, _UPLOAD = "/send", "/upload_media"
_THIS_GROUP = frozenset({93000, 93004, 93006, 93008})
"""The address is no robot's any more: the setting has to be mended, and no other group is concerned."""

_PATIENCE = httpx.Timeout(10, read=20, write=60)


def chat_of(address: str) -> str:
    """Return how a group is called in our tables: always the same for one robot, and telling nothing of its key."""
    key = parse_qs(urlsplit(address).query).get("key", [""])[0]
    return hashlib.sha256(key.encode()).hexdigest()[:16]


class Wire:
    """One HTTP client for all groups."""

    def __init__(self) -> None:
        for library in ("httpx", "httpcore"):  # they log addresses, and the key is part of each
            logging.getLogger(library).setLevel(logging.WARNING)
        self._client = httpx.AsyncClient(timeout=_PATIENCE, verify=certificates(), follow_redirects=False)

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def post(self, address: str, kind: str, body: Mapping[str, object]) -> None:
        """Post one message of a kind (WeCom's msgtype). Raises a SendFailed."""
        message = json.dumps({"msgtype": kind, kind: body}, ensure_ascii=False).encode()
        await self._call(address, content=message, headers={"Content-Type": "application/json; charset=utf-8"})

    async def upload(self, address: str, file: Attachment) -> str:
        """Upload a file and return WeCom's id of it, good for three days. Raises a SendFailed: nothing is posted."""
        where = _beside(address)
        try:
            answer = await self._call(where, files={"media": (file.name, file.content, "application/octet-stream")})
        except PerhapsSent as error:
            raise NotSent(str(error)) from error
        return str(answer.get("media_id", ""))

    async def _call(self, address: str, **what: Any) -> Mapping[str, Any]:
        try:
            answer = await self._client.post(address, **what)
        except _NEVER_LEFT as error:
            raise NotSent(f"no way to WeCom: {type(error).__name__}") from None
        except httpx.HTTPError as error:
            raise PerhapsSent(f"no answer from WeCom: {type(error).__name__}") from None
        return _read(answer)


def _read(answer: httpx.Response) -> Mapping[str, Any]:
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise NotSent("WeCom's server is busy (429)")
    if answer.is_redirect or answer.is_client_error:
        raise Misconfigured(f"the address of a group's robot answers with status {answer.status_code}")
    try:
        body = answer.json()
        code = int(body["errcode"])
    except (ValueError, TypeError, KeyError):
        raise PerhapsSent(f"not an answer of WeCom's, status {answer.status_code}") from None
    if code:
        raise _kind(failure(code, body.get("errmsg", "")), code)
    return dict(body)


def _kind(found: SendFailed, code: int) -> SendFailed:
    """Return the failure as it concerns one group: nothing about one robot is wrong with the others."""
    if code in _THIS_GROUP:
        return Misconfigured(f"{found}; the address of this group's robot has to be renewed (wecom_groups)")
    return Rejected(str(found)) if isinstance(found, Misconfigured) else found


def _beside(address: str) -> str:
    """Return the address files are uploaded to, which stands beside that of messages."""
    parts = urlsplit(address)
    query = f"{parts.query}&type=file"
    return urlunsplit(parts._replace(path=parts.path.removesuffix(_SEND) + _UPLOAD, query=query))
