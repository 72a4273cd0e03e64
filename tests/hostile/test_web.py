"""Whatever a browser, or what calls itself one, asks for: it gets an answer, and never by a fault."""

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import sessions
from tests.channels.web.browser import Browser, fresh
from tests.hostile.house import Tags, Told
from tests.hostile.much import many
from tests.hostile.words import PIECES, any_text, words
from tests.scene import Scene

PATHS = (
    "/", "/hello", "/start/abc", "/start/x/y", "/language", "/leave", "/chat", "/chat/say", "/chat/tap", "/chat/file",
    "/chat/news", f"/g/{Scene.GROUP}", f"/g/{Scene.GROUP}/say", f"/g/{Scene.GROUP}/tap", "/g/none", "/files/abc",
    "/feed/x.ics",
    "/feed/.ics", "/static/chat.js", "/static/../guard.py", "/static/%2e%2e/guard.py", "/static/..%2fguard.py",
    "/static/",
    "/healthz", "/metrics", "/telegram/webhook", "//evil.example/", "/%00", "/\\", "/.env", "/%ff%fe", "/chat//say",
    "/CHAT",
)  # fmt: skip
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")
bytes_ = st.one_of(
    st.binary(max_size=60),
    any_text.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(PIECES).map(lambda piece: piece.encode("utf-8", "surrogatepass")),
)
headers = st.lists(
    st.tuples(
        st.sampled_from(
            [b"cookie", b"accept", b"accept-language", b"origin", b"host", b"referer", b"content-type",
            b"content-length",
             b"last-event-id", b"x-csrf-token", b"x-forwarded-for", b"x-forwarded-host", b"range", b"if-none-match"]
        ),
        st.one_of(
            bytes_,
            st.sampled_from(
                [b"application/json", b"multipart/form-data", b"multipart/form-data; boundary=x",
                b"bytes=0-9999999999999",
                 b"application/x-www-form-urlencoded; charset=utf-16", b"text/html;q=x", b"zh;q=9e999,en;q=nan",
                 b"null",
                 b"multipart/form-data; boundary=x; charset=unicode_escape", b"jiedui=" + b"a" * 43,
                 b"jiedui=%00; jiedui"]
            ),
        ),
    ),
    max_size=5,
)  # fmt: skip


def _ask(told: Told, scope: dict[str, Any], body: bytes) -> tuple[int, bytes]:
    """Ask the pages by hand, so that anything can be asked."""
    answer: list[Any] = []
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent:
            await asyncio.sleep(0)
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        answer.append(message)

    whole = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "server": ("127.0.0.1", 8300), "client": ("127.0.0.1", 1), **scope,
    }  # fmt: skip
    told.world.run(told.world.app.web.asgi(whole, receive, send))  # type: ignore[arg-type]
    told.faults.none()
    return answer[0]["status"], b"".join(message.get("body", b"") for message in answer[1:])


@pytest.fixture(scope="module")
def browser(told: Told) -> Iterator[Browser]:
    browser = Browser(told.world).signs_in(told.scene.chen)
    yield browser
    browser.close()


@many(300)
@given(
    st.sampled_from(METHODS), st.sampled_from(PATHS), any_text, st.booleans(), bytes_, headers, bytes_, st.booleans()
)
def test_any_request_is_answered(
    told: Told, browser: Browser, method: str, path: str, more: str, longer: bool, query: bytes,
    head: list[tuple[bytes, bytes]], body: bytes, signed_in: bool,
) -> None:  # fmt: skip
    if longer:
        path = f"{path}/{more.encode('utf-8', 'replace').decode()}"
    cookie = [(b"cookie", f"jiedui={browser.token}".encode())] if signed_in else []
    right = [(b"origin", browser.origin.encode()), (b"x-csrf-token", sessions.csrf_of(browser.token).encode())]
    scope = {"method": method, "path": path, "raw_path": quote(path).encode(), "query_string": query,
             "headers": [*cookie, *right, *head]}  # fmt: skip
    if path.endswith("/events"):
        return
    status, page = _ask(told, scope, body)
    assert 200 <= status < 500 or (status == 503 and "healthz" in path), status
    if b"<html" in page[:200]:
        Tags(page.decode()).harmless()


@many(25)
@given(words, words, st.sampled_from(["/chat/say", "/chat/tap", f"/g/{Scene.GROUP}/say", f"/g/{Scene.GROUP}/tap"]))
def test_any_words_in_a_form_are_answered(told: Told, browser: Browser, text: str, update: str, path: str) -> None:
    whole = [one.encode("utf-8", "replace").decode() for one in (text, update[:80])]
    for fields in ({"text": whole[0]}, {"text": whole[0], "update": whole[1]}, {"message": whole[0], "data": whole[1]}):
        answer = browser.send(path, **fields)
        assert answer.status_code in {200, 303, 400, 413}
        assert answer.json()
        told.faults.none()


@many(12)
@given(any_text, st.binary(max_size=200), st.sampled_from(["text/csv", "", "x", "text/html", "\u00e9"]), bytes_)
def test_any_file_in_a_form_is_answered(
    told: Told, browser: Browser, name: str, content: bytes, kind: str, raw: bytes
) -> None:
    plain = name.encode("utf-8", "replace").decode().replace("\r", "").replace("\n", "").replace("\0", "") or "a"
    answer = browser.send("/chat/file", {"file": (plain, content, kind.encode("ascii", "ignore").decode())})
    assert answer.status_code in {200, 400}
    told.faults.none()
    boundary = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + raw
        + b'"\r\n\r\n'
        + content
        + b"\r\n--x--\r\n"
    )
    for charset in ("utf-8", "unicode_escape", "utf-16", "utf-7", "idna", "rot13", "none"):
        head = [
            (b"cookie", f"jiedui={browser.token}".encode()), (b"origin", browser.origin.encode()),
            (b"x-csrf-token", sessions.csrf_of(browser.token).encode()), (b"accept", b"application/json"),
            (b"content-type", f"multipart/form-data; boundary=x; charset={charset}".encode()),
        ]  # fmt: skip
        fields = f'--x\r\nContent-Disposition: form-data; name="update"\r\n\r\n{fresh()}\r\n'.encode()
        text = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800' + raw + b"\r\n"
        for path, body in (("/chat/file", fields + boundary), ("/chat/say", fields + text + boundary)):
            scope = {"method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": head}
            assert _ask(told, scope, body)[0] in {200, 303, 400}


def test_the_house_is_well_afterwards(told: Told, browser: Browser) -> None:
    told.settle()
    assert browser.get("/chat").status_code == 200
    Tags(browser.get("/chat").text).harmless()
