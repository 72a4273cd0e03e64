"""What servers are checked by, read once for whoever calls out."""

import ssl
from functools import cache

import httpx


@cache
def certificates() -> ssl.SSLContext:
    """Return it. Reading takes 25 ms."""
    return httpx.create_ssl_context()
