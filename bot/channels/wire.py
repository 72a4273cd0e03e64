"""The way to a platform: httpx, which callers know, on aiohttp's connections, a third of httpx's own cost.

What goes wrong below is named anew here, for two reasons. The adapter calls every lost connection a ConnectTimeout, as
if nothing had been sent; taken at its word, a message would be repeated that has arrived. And aiohttp's words contain
addresses, of which a token or a secret may be part.
"""

import asyncio
import contextlib
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

_WHOLE = 180.0
"""Seconds from asking for a connection to the head of the answer, beyond the time to read: an upload may be slow."""


class Wire(AiohttpTransport):
    """An httpx transport whose failures say for certain what was never sent: httpx.ConnectError and ConnectTimeout."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Make one call and read its answer. Raises an httpx.TransportError."""
        read = request.extensions.get("timeout", {}).get("read") or 0.0
        try:
            async with asyncio.timeout(_WHOLE + read):
                response = await super().handle_async_request(request)
            async with contextlib.aclosing(response):
                await response.aread()
        except TimeoutError:
            raise httpx.WriteTimeout("the call was not finished in time") from None
        except httpx.HTTPError as error:
            raise _named(error.__cause__) from None
        except aiohttp.ClientError as error:
            raise _named(error) from None
        return response


def _named(error: BaseException | None) -> httpx.TransportError:
    """Return what httpx itself would have raised. aiohttp raises the first two only while it connects."""
    match error:
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError(error.os_error.strerror or type(error.os_error).__name__)
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout("no connection in time")
        case aiohttp.SocketTimeoutError():
            return httpx.ReadTimeout("no answer in time")
        case aiohttp.InvalidURL():
            return httpx.UnsupportedProtocol("not an address")
        case _:
            return httpx.ReadError(type(error).__name__)


def is_proxied(url: str) -> bool:
    """Say whether the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY …) names a proxy for `url`."""
    parts = urlsplit(url)
    proxies = getproxies()
    return bool(proxies.get(parts.scheme) or proxies.get("all")) and not proxy_bypass(parts.hostname or "")
