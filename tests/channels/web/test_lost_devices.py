"""A browser whose account was cut off: a phone that was lost."""

from sqlmodel import Session, select

from bot.models.web import WebFile, WebMessage, WebSession
from tests.channels.web.conftest import Opens
from tests.scene import Scene


def test_a_browser_that_is_cut_off_is_signed_out_and_its_thread_is_gone(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.lan)
    pair.lan.says("导出")
    token = pair.lan.file(".json").token
    assert browser.get(f"/files/{token}").status_code == 200
    pair.wang.forges("cutoff", pair.ids["兰婶"], "yes")
    assert browser.get("/chat").headers["location"] == "/"
    assert browser.get(f"/files/{token}").headers["location"] == "/"

    def left(ledger: Session) -> list[object]:
        user = pair.lan.user
        messages = ledger.exec(select(WebMessage).where(WebMessage.chat == user))
        files = ledger.exec(select(WebFile).where(WebFile.chat == user))
        return [*messages, *files, *ledger.exec(select(WebSession).where(WebSession.user == user))]

    assert pair.world.do(left) == []


def test_a_question_that_waited_for_a_device_that_was_cut_off_waits_no_more(pair: Scene) -> None:
    pair.lan.says("免打扰").hears("不打扰您")
    pair.wang.forges("cutoff", pair.ids["兰婶"], "yes")
    pair.lan.says("21点到8点").hears("我是结对")
