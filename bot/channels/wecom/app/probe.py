"""The app from outside: does WeCom know it, does its address answer as WeCom wants, who is in the directory."""

import secrets
from collections.abc import Sequence

import httpx

from bot import config
from bot.channels.wecom.app.api import Api
from bot.channels.wecom.app.callback import PATH
from bot.channels.wecom.app.directory import CorporationDirectory
from bot.channels.wecom.app.sealing import Seals
from bot.chat import Colleague
from bot.clock import Clock
from bot.rules.directory import the_one
from bot.watch import Watch


async def probe(settings: config.WecomApp, clock: Clock) -> str:
    """Ask WeCom for the app's name. Raises a SendFailed: NotTrusted, Misconfigured, or that nobody answers."""
    api = Api(settings, clock, Watch(clock.monotonic))
    try:
        await api.greet()
        told = await api.get("agent/get", agentid=settings.agent_id)
    finally:
        await api.close()
    return str(told.get("name", ""))


async def people(settings: config.WecomApp, word: str, clock: Clock) -> tuple[Sequence[Colleague], tuple[str, ...]]:
    """Return who is in the department a word stands for, and the channels that know them so. Raises a Refusal."""
    api = Api(settings, clock, Watch(clock.monotonic))
    directory = CorporationDirectory(api)
    try:
        number = the_one({one.id: one.name for one in await directory.departments()}, word)
        return await directory.people(number), directory.channels
    finally:
        await api.close()


def answers(settings: config.WecomApp, address: str, clock: Clock) -> bool:
    """Call the address as WeCom does when it is typed in; say whether the answer is right. Raises httpx.HTTPError."""
    echo = str(secrets.randbelow(10**19))
    seals = Seals(settings.token, settings.aes_key, settings.corp_id)
    letter = seals.close(echo.encode(), str(int(clock.now().timestamp())), secrets.token_hex(5))
    query = {
        "msg_signature": letter.signature, "timestamp": letter.timestamp, "nonce": letter.nonce,
        "echostr": letter.sealed,
    }  # fmt: skip
    answer = httpx.get(f"{address}{PATH}", params=query, timeout=httpx.Timeout(10))
    return answer.status_code == httpx.codes.OK and answer.text == echo
