"""What stands between the internet and the pages."""

import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from bot.channels.web import Backstage, WebChannel, sessions
from bot.channels.web.guard import MOST_FILE
from bot.config import Web
from bot.services import visitors
from handlers.routes import ROUTES
from tests.channels.web.browser import Browser, fresh
from tests.channels.web.conftest import Opens
from tests.scene import Scene
from tests.world import World

PAGES = ("/", "/chat", "/start/abc", "/g/nothing", "/nowhere", "/healthz", "/static/look.css", "/files/nothing")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_guarded(pair: Scene, signed_in: Opens, path: str) -> None:
    headers = signed_in(pair.mei).get(path).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/chat", "/start/abc"])
def test_no_page_has_a_script_or_style_of_its_own(pair: Scene, signed_in: Opens, path: str) -> None:
    html = signed_in(pair.mei).get(path).text
    assert "<style" not in html
    assert " style=" not in html
    assert " on" not in html.replace(" one", "").split("<body", 1)[0]
    assert all("src=" in tag for tag in html.split("<script")[1:])


def test_pages_are_not_kept_by_caches_but_scripts_are(stranger: Browser) -> None:
    assert stranger.get("/").headers["cache-control"] == "no-store"
    assert "immutable" in stranger.get("/static/chat.js").headers["cache-control"]


FORMS = ("/chat/say", "/chat/tap", "/chat/file", "/language", "/leave", "/hello", "/start/abc")


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_our_token_is_refused(pair: Scene, signed_in: Opens, path: str) -> None:
    browser = signed_in(pair.mei)
    for csrf in ("", "wrong", sessions.csrf_of("another")):
        assert browser.raw(path, {"csrf": csrf, "update": fresh()}, {"origin": browser.origin}).status_code == 403


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:8301"])
def test_a_form_from_elsewhere_is_refused(pair: Scene, signed_in: Opens, path: str, origin: str) -> None:
    browser = signed_in(pair.mei)
    form = {"csrf": sessions.csrf_of(browser.token), "update": fresh()}
    refused = browser.raw(path, form, {"origin": origin} if origin else {})
    assert refused.status_code == 403
    assert "页面太旧" in refused.text


def test_a_form_without_a_cookie_is_refused(stranger: Browser) -> None:
    form = {"csrf": sessions.csrf_of(""), "update": fresh(), "text": "hi"}
    assert stranger.raw("/chat/say", form, {"origin": stranger.origin}).status_code == 403


def test_a_form_is_ours_under_whatever_name_the_house_is_reached(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    form = {"csrf": sessions.csrf_of(browser.token), "update": fresh(), "text": "hi"}
    headers = {"origin": "http://pc.local:8300", "host": "pc.local:8300", "cookie": f"jiedui={browser.token}"}
    assert browser.raw("/chat/say", form, headers).status_code == 303


def test_a_body_that_is_too_large_is_refused(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert browser.send("/chat/say", text="x" * 1_200_000).status_code == 413
    refused = browser.send("/chat/file", {"file": ("big.bin", b"x" * (MOST_FILE + 1))})
    assert refused.status_code == 413
    assert refused.json() == {"error": "文件太大，最多 10 MB。"}
    assert browser.send("/chat/file", {"file": ("huge.bin", b"x" * (MOST_FILE + 100_000))}).status_code == 413
    assert browser.send("/chat/file", {"file": ("ok.bin", b"x" * MOST_FILE)}).status_code == 200


def test_a_form_that_is_no_form_is_refused(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    head = {"origin": browser.origin, "content-type": "multipart/form-data; boundary=x"}
    assert browser.raw("/chat/file", {"a": "b"}, head).status_code == 400


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "没有找到这个页面"), ("en", "There is no such page")])
def test_a_missing_page_says_so_in_the_readers_language(stranger: Browser, language: str, words: str) -> None:
    page = stranger.get("/nowhere", accept_language=language)
    assert page.status_code == 404
    assert words in page.text
    assert (
        stranger.get("/nowhere", accept_language=language, accept="application/json").json()["error"].startswith(words)
    )


def test_a_page_asked_for_the_wrong_way_is_an_error_page_too(stranger: Browser) -> None:
    assert stranger.get("/chat/say").status_code == 405
    assert "没有打开" in stranger.get("/chat/say").text


def test_under_https_the_cookie_is_bound_to_the_host(tmp_path: Path, empty_house: Path) -> None:
    world = World(tmp_path, empty_house, web=Web(public_url="https://jiedui.example.org"))
    browser = Browser(world)
    cookie = browser.get("/").headers["set-cookie"]
    assert cookie.startswith("__Host-jiedui=")
    assert "; Secure" in cookie
    assert "Path=/;" in cookie
    assert "Domain" not in cookie
    token = cookie.removeprefix("__Host-jiedui=").partition(";")[0]
    form = {"csrf": sessions.csrf_of(token), "update": fresh()}
    behind_a_proxy = {"host": "127.0.0.1:8300", "cookie": f"__Host-jiedui={token}"}
    entered = browser.raw("/hello", form, {**behind_a_proxy, "origin": "https://jiedui.example.org"})
    assert entered.headers["location"] == "/chat"
    assert browser.raw("/hello", form, {**behind_a_proxy, "origin": "https://evil.example"}).status_code == 403
    browser.close()
    world.close()


def test_under_https_browsers_are_told_to_come_by_https_only_and_scripts_never_see_the_cookie(
    tmp_path: Path, empty_house: Path
) -> None:
    world = World(tmp_path, empty_house, web=Web(public_url="https://jiedui.example.org"))
    browser = Browser(world)
    for path in ("/", "/nowhere", "/healthz", "/static/look.css"):
        assert browser.get(path).headers["strict-transport-security"] == "max-age=31536000"
    cookie = browser.get("/").headers["set-cookie"].lower()
    assert "; httponly" in cookie
    assert "; samesite=lax" in cookie
    browser.close()
    world.close()


def test_without_https_nobody_is_told_to_use_it(stranger: Browser) -> None:
    assert "strict-transport-security" not in stranger.get("/").headers


def test_a_page_that_fails_is_guarded_too(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Request) -> Response:
        raise RuntimeError("poison")

    app = world.app
    backstage = Backstage(
        app.house, ROUTES, app.dispatcher.hear, app.dispatcher, visitors.know, visitors.behind, visitors.choose_language
    )
    poisoned = [Route("/poison", fail)]
    web = WebChannel(app.gate, world.clock, backstage, host="127.0.0.1", port=0, extra_routes=poisoned)
    transport = httpx.ASGITransport(web.asgi, raise_app_exceptions=False)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url=app.house.web) as client:
            return await client.get("/poison")

    page = world.run(ask())
    assert page.status_code == 500
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["cache-control"] == "no-store"
    assert "poison" not in page.text
    assert "a page failed" in caplog.text
    caplog.clear()


def test_only_a_framed_house_lets_its_own_pages_hold_the_chat(world: World) -> None:
    app = world.app
    backstage = Backstage(
        app.house, ROUTES, app.dispatcher.hear, app.dispatcher, visitors.know, visitors.behind, visitors.choose_language
    )
    framed = WebChannel(app.gate, world.clock, backstage, host="127.0.0.1", port=0, framed=True)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(framed.asgi), base_url=app.house.web) as client:
            return await client.get("/")

    headers = world.run(ask()).headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'self'")
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_pages_under_a_path_stay_under_it(pair: Scene) -> None:
    world = pair.world
    below = Starlette(routes=[Mount("/phone/mei", world.app.web.asgi)])
    token = sessions.new_token()
    world.do(lambda ledger: sessions.begin(ledger, token, pair.mei.user, "", world.clock.now()))

    async def ask(path: str) -> httpx.Response:
        cookies = {"jiedui_phone_mei": token}
        transport = httpx.ASGITransport(below)
        async with httpx.AsyncClient(transport=transport, base_url=world.app.house.web, cookies=cookies) as client:
            return await client.get(path)

    page = world.run(ask("/phone/mei/chat"))
    addresses = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
    assert len(addresses) > 8
    assert all(address.startswith("/phone/mei/") for address in addresses)
    assert "Path=/phone/mei;" in page.headers["set-cookie"]
    assert world.run(ask("/phone/mei/")).headers["location"] == "/phone/mei/chat"
    assert 'href="/phone/mei/"' in world.run(ask("/phone/mei/nowhere")).text
