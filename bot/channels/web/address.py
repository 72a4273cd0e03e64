"""From which address a request comes."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request

_OF_ONE_HOUSEHOLD = 64
"""An IPv6 connection has a whole network of this prefix to itself."""


def address_of(request: Request, proxy: str = "") -> str:
    """Return the client's address (of IPv6 its network), empty where a proxy does not tell it.

    X-Forwarded-For is believed only from a proxy on this machine or at the address `proxy`, and of it only the last
    entry: that is the one the proxy has seen itself, what stands before may be anybody's invention.
    """
    peer = _read(request.client.host if request.client else "")
    if peer is None:
        return ""
    if peer.is_loopback or str(peer) == proxy:
        told = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
        peer = _read(told)
    if isinstance(peer, IPv6Address):
        return str(ip_network((peer, _OF_ONE_HOUSEHOLD), strict=False))
    return str(peer or "")


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
