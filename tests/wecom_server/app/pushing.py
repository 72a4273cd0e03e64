"""WeCom's calls to the app: sealed, and repeated while nobody answers. Sealed by code that is not the house's."""

import asyncio
import base64
import itertools
import secrets
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp
from wechatpy.crypto import _get_signature
from wechatpy.enterprise.crypto import PrpCrypto

from tests.wecom_server.app.app import App

REPEATS = 3


class Pushes:
    """The calls of one app. `patience`: seconds an answer may take.

    `statuses` is how each try ended, 0 where nobody answered.
    """

    def __init__(self, app: App, patience: float = 5.0) -> None:
        self.app, self.patience = app, patience
        self.statuses: list[int] = []
        self._session: aiohttp.ClientSession | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._numbers = itertools.count(4561255354251345929)

    async def __aenter__(self) -> "Pushes":
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._session:
            await self._session.close()

    @property
    def settled(self) -> bool:
        """Whether every call was answered or given up."""
        return not self._running

    async def check(self) -> str:
        """Call the address as WeCom does where it is typed in; return what is wrong with the answer."""
        echo = str(secrets.randbelow(10**19))
        query = self._signed(self._seal(echo), "echostr")
        status, body = await self._call("GET", query, None)
        return "" if (status, body) == (200, echo.encode()) else f"{status} {body!r}"

    def number(self) -> str:
        """Return a fresh MsgId."""
        return str(next(self._numbers))

    def push(self, fields: Mapping[str, object]) -> str:
        """Push a message or an event, again and again; return its XML."""
        plain = xml({"ToUserName": self.app.corp_id, **fields})
        if self.app.url:
            task = asyncio.create_task(self._insist(self.envelope(plain)))
            self._running.add(task)
            task.add_done_callback(self._done)
        return plain

    def envelope(self, plain: str) -> tuple[Mapping[str, str], str]:
        """Return the query and the body of a call."""
        sealed = self._seal(plain)
        body = xml({"ToUserName": self.app.corp_id, "AgentID": self.app.agent_id, "Encrypt": sealed})
        query = self._signed(sealed)
        return query, body

    async def call(self, query: Mapping[str, str], body: str | bytes) -> int:
        """Call once, whatever it is."""
        return (await self._call("POST", query, body))[0]

    async def _insist(self, letter: tuple[Mapping[str, str], str]) -> None:
        for _ in range(1 + REPEATS):
            status, said = await self._call("POST", *letter)
            self.statuses.append(status)
            self.app.world.bell.ring()
            if status == 200:
                if said:
                    self.app.world.wrong(f"a call is answered with {said!r}")
                return

    async def _call(self, method: str, query: Mapping[str, str], body: str | bytes | None) -> tuple[int, bytes]:
        assert self._session
        headers = {"Content-Type": "text/xml"} if body is not None else {}
        try:
            async with (
                asyncio.timeout(self.patience),
                self._session.request(
                    method, f"{self.app.url}?{urlencode(query)}", data=body, headers=headers, allow_redirects=False
                ) as answer,
            ):
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError, TimeoutError):
            return 0, b""

    def _seal(self, plain: str) -> str:
        key = base64.b64decode(f"{self.app.aes_key}=")
        return str(PrpCrypto(key).encrypt(plain, self.app.corp_id).decode())

    def _signed(self, sealed: str, named: str = "") -> Mapping[str, str]:
        timestamp, nonce = str(int(self.app.world.now())), str(secrets.randbelow(10**10))
        query = {"timestamp": timestamp, "nonce": nonce}
        query["msg_signature"] = _get_signature(self.app.token, timestamp, nonce, sealed)
        return query | ({named: sealed} if named else {})

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        self.app.world.bell.ring()
        if not task.cancelled() and task.exception():
            self.app.world.wrong(repr(task.exception()))


def xml(fields: Mapping[str, object]) -> str:
    """Write fields as XML, several levels deep where they are."""
    root = ET.Element("xml")
    _fill(root, fields)
    return ET.tostring(root, encoding="unicode")


def _fill(node: ET.Element, fields: Mapping[str, object]) -> None:
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            child = ET.SubElement(node, name)
            if isinstance(one, Mapping):
                _fill(child, one)
            else:
                child.text = str(one)
