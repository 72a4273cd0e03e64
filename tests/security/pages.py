"""How every page of may.txt is tried: with the browser of each who asks, about the branch's group, files and feed."""

import asyncio
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bot.channels.web import sessions
from tests.channels.web.browser import fresh
from tests.scene import Scene
from tests.security.house import WATCH_TOKEN, House, token_of
from tests.security.table import DONE, REFUSED

PATHS = {
    "/start/{code}": "/start/{branch_code}",
    "/g/{chat}": f"/g/{Scene.GROUP}",
    "/g/{chat}/say": f"/g/{Scene.GROUP}/say",
    "/g/{chat}/tap": f"/g/{Scene.GROUP}/tap",
    "/g/{chat}/news": f"/g/{Scene.GROUP}/news",
    "/g/{chat}/events": f"/g/{Scene.GROUP}/events",
    "/files/{token}": "/files/{group_file}",
    "/files/{token}|of-one-member": "/files/{mei_file}",
    "/feed/{code}.ics": "/feed/{feed}.ics",
    "/feed/{code}.ics|taken-back": "/feed/nobodys.ics",
    "/static": "/static/look.css",
    "watch:/healthz": "/healthz",
    "watch:/healthz|with-the-token": "/healthz",
    "watch:/metrics": "/metrics",
    "watch:/metrics|with-the-token": "/metrics",
}
"""What is asked for under an address that names something; behind `|` stands which of several."""

MISSING = {
    "/files/{token}": "/files/nobodys",
    **{path: path.replace("{chat}", "nobodys") for path in PATHS if "{chat}" in path},
}
"""The same about something that is not there."""

FORM = {"text": "今天天气不错", "data": "idle", "message": "1", "language": "zh"}


def routes(app: Starlette, address: str = "") -> Iterator[str]:
    """Return every page as `METHOD path`; with `address`, that before the path."""
    for route in app.routes:
        if isinstance(route, Mount):
            yield f"GET {address}{route.path}"
        elif isinstance(route, Route):
            yield from (f"{method} {address}{route.path}" for method in sorted(route.methods or ()) if method != "HEAD")


def visit(
    house: House, label: str, column: str, missing: str = "", forged: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, httpx.Response]:
    """Let somebody ask for a page: it is done, or refused with 401, 403, 404, 410 or being shown the door."""
    house.put_back()
    method, path = label.split()
    person = house.people[column]
    token = token_of(person)
    address = missing or house.fill(PATHS.get(path, path))
    headers = {"origin": forged.get("origin", house.world.app.house.web), "cookie": f"jiedui={token}"}
    if path.endswith("|with-the-token"):
        headers["authorization"] = f"Bearer {WATCH_TOKEN}"

    async def ask() -> httpx.Response:
        app = house.world.app
        pages = house.figures if path.startswith("watch:") else app.web.asgi
        transport = httpx.ASGITransport(pages, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=app.house.web, headers=headers) as client:
            if method == "GET":
                return await client.get(address)
            form = {**FORM, "csrf": forged.get("csrf", sessions.csrf_of(token)), "update": fresh()}
            files = {"file": ("名册.txt", b"x")} if path.endswith("/file") else None
            return await client.post(address, data=form, files=files)

    async def asked() -> httpx.Response:
        async with asyncio.timeout(20):
            return await ask()

    response = house.world.run(asked())
    shown_out = response.headers.get("location") == "/" and path != "/leave"
    out = response.status_code in {401, 403, 404, 410} or shown_out
    return (REFUSED if out else DONE), response
