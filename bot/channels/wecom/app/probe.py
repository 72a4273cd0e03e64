"""Looking at the app from outside: does WeCom know it, and does its address answer as WeCom wants."""

import secrets

import httpx

from bot import config
from bot.channels.wecom.app.api import Api
from bot.channels.wecom.app.callback import PATH
from bot.channels.wecom.app.sealing import Seals
from bot.clock import Clock
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
