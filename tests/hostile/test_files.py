"""Whatever an activity or a branch is called, its files have a name that stays a name: on disks and in headers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import threads
from bot.chat import Address, Attachment, Card, Drawing, Line
from bot.papers import make
from bot.rules.files import file_name
from bot.rules.words import one_line
from tests.channels.web.browser import Browser
from tests.hostile.house import Tags, Told
from tests.hostile.much import many
from tests.hostile.words import PIECES, any_text
from tests.hostile.words import words as long_words
from tests.papers.test_ics import STUDY, ZH

MEANT = (
    "/",
    "\\",
    "..",
    ". .",
    "C:",
    "CON",
    "a.exe",
    "%2e%2e%2f",
    "%0d%0aSet-Cookie: x=1",
    "\r\n\r\n<html>",
    '"; filename="x.exe',
    "x';y",
)
ALLOWED = {
    "content-disposition", "content-type", "content-length", "content-security-policy", "cache-control",
    "x-content-type-options", "x-frame-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy",
    "cross-origin-resource-policy",
}  # fmt: skip
names = st.one_of(
    any_text,
    st.lists(st.sampled_from((*MEANT, *PIECES)), min_size=1, max_size=4).map("".join),
    long_words,
)


@many(100)
@given(names)
def test_any_name_is_one_a_disk_can_take(words: str) -> None:
    name = file_name(words)
    assert not re.search(r'[\x00-\x1f\x7f-\x9f/\\\\:*?"<>|]', name)
    assert name == name.strip(" .")
    assert len(name.encode()) <= 200
    assert one_line(name) == name


@pytest.fixture(scope="module")
def browser(told: Told) -> Iterator[Browser]:
    browser = Browser(told.world).signs_in(told.scene.chen)
    yield browser
    browser.close()


@many(25)
@given(names)
def test_any_paper_is_saved_under_its_name_and_nothing_else_is_said(told: Told, browser: Browser, words: str) -> None:
    made = make(Drawing("event", replace(STUDY, title=words), words), ZH)
    _fetched(told, browser, made)
    assert made.name == f"{file_name(words) or 'event'}.ics"


@many(25)
@given(names)
def test_a_name_kept_before_names_were_cleaned_does_no_harm(told: Told, browser: Browser, words: str) -> None:
    _fetched(told, browser, Attachment(words.encode("utf-8", "replace").decode(), "text/plain", b"x"))


def _fetched(told: Told, browser: Browser, file: Attachment) -> None:
    """Assert that a file arrives whole, under its name, and that its name is no more than a name on the page."""
    world, user = told.world, told.scene.chen.user
    world.run(world.app.web.send(Address("web", user), Card(Line("web-mine"), files=(file,)), ZH))
    shown = world.do(lambda ledger: threads.since(ledger, user))[-1].body["files"][0]
    got = browser.get(f"/files/{shown['token']}")
    assert got.content == file.content
    how, name = got.headers["content-disposition"].split("; filename*=UTF-8''")
    assert how == "attachment"
    assert re.fullmatch(r"([A-Za-z0-9_.~-]|%[0-9A-F]{2})*", name), name
    assert unquote(name, errors="strict") == file.name == shown["name"]
    assert set(got.headers) <= ALLOWED


def test_the_page_that_shows_them_all_is_harmless(browser: Browser) -> None:
    page = browser.get("/chat")
    assert page.status_code == 200
    Tags(page.text).harmless()
