"""Leaving from within the chat: the last words are seen, and nothing of them stays."""

from sqlmodel import select

from bot.models.web import WebFile, WebMessage, WebSession
from tests.channels.web.browser import Browser
from tests.channels.web.conftest import Opens
from tests.scene import Scene


def _asks(browser: Browser) -> str:
    """Ask for what is kept and return the card's id."""
    browser.send("/chat/say", text="我的数据")
    news = browser.get("/chat/news").json()["messages"]
    return str(news[-1]["id"])


def test_whoever_erases_themself_reads_the_last_words(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    message = _asks(browser)
    answer = browser.send("/chat/tap", message=message, data="erase:2").json()
    assert answer == {"text": "已全部删除。谢谢您，再见。", "alert": True, "over": True}
    assert browser.get("/chat").headers["location"] == "/"


def test_without_scripts_the_last_words_are_a_page(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    page = browser.post("/chat/tap", message=_asks(browser), data="erase:2")
    assert page.status_code == 200
    assert "已全部删除" in page.text
    assert "回到首页" in page.text


def test_nothing_of_an_erased_member_stays_in_the_web_chat(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    browser.send(f"/g/{Scene.GROUP}/say", text="我家电话 12345")
    browser.send("/chat/tap", message=_asks(browser), data="erase:2")
    tables = (WebMessage, WebFile, WebSession)
    rows = pair.world.do(lambda ledger: [str(row) for table in tables for row in ledger.exec(select(table))])
    assert not any(pair.mei.user in row or "12345" in row for row in rows)


def test_what_was_said_in_a_group_is_handed_over_on_request(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    browser.send(f"/g/{Scene.GROUP}/say", text="大家好")
    browser.send("/chat/tap", message=_asks(browser), data="export")
    assert "大家好" in pair.mei.file(".json").content.decode()
