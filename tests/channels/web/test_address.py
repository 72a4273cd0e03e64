"""From which address somebody asks."""

import pytest
from starlette.requests import Request

from bot.channels.web.address import address_of


def _from(peer: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return Request({"type": "http", "headers": headers, "client": (peer, 1) if peer else None})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", (), "198.51.100.7"),
        ("198.51.100.7", ("203.0.113.9",), "198.51.100.7"),  # anybody may write this header
        ("127.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        ("::1", ("203.0.113.9",), "203.0.113.9"),
        ("10.0.0.2", ("203.0.113.9",), "203.0.113.9"),  # the proxy of the settings
        ("127.0.0.1", ("192.0.2.1, 203.0.113.9",), "203.0.113.9"),  # what stands before may be invented
        ("127.0.0.1", ("192.0.2.1", "203.0.113.9"), "203.0.113.9"),
        ("127.0.0.1", ("nonsense",), ""),
        ("127.0.0.1", (), ""),
        ("", (), ""),
        ("2001:db8:1:2:3::4", (), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:5::6", (), "2001:db8:1:2::/64"),  # the same connection, another of its addresses
        ("::ffff:198.51.100.7", (), "198.51.100.7"),
    ],
)
def test_a_header_is_believed_from_our_proxy_only(peer: str, forwarded: tuple[str, ...], address: str) -> None:
    assert address_of(_from(peer, *forwarded), proxy="10.0.0.2") == address
