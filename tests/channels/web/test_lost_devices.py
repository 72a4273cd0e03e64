"""A browser whose account was cut off: a phone that was lost."""

from sqlmodel import Session, select

from bot.models.people import Member
from bot.models.web import WebFile, WebMessage, WebSession
from bot.services import feeds, invitations
from tests.channels.web.browser import Browser, Stream
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


def test_no_link_made_on_a_device_that_was_cut_off_opens_any_more(pair: Scene) -> None:
    world = pair.world

    def made(ledger: Session) -> tuple[str, str]:
        lan, now = ledger.get_one(Member, pair.ids["兰婶"]), world.clock.now()
        return invitations.for_oneself(ledger, member=lan, now=now).code, feeds.renew(ledger, lan, now)

    link, calendar = world.do(made)
    pair.wang.forges("cutoff", pair.ids["兰婶"], "yes")
    world.person("路人").opens(link).hears("这个链接打不开了")
    assert Browser(world).get(f"/feed/{calendar}.ics").status_code == 404


def test_a_group_page_that_stands_open_tells_a_device_that_was_cut_off_no_more(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.lan)
    stream = Stream(browser, f"/g/{Scene.GROUP}/events")
    assert stream.next() == 200
    stream.next()
    pair.wang.forges("cutoff", pair.ids["兰婶"], "yes")
    pair.mei.says("大家好", to=Scene.GROUP)
    told = stream.next()
    assert "event: closed" in str(told), told
    stream.hang_up()
    assert browser.get(f"/g/{Scene.GROUP}").status_code in {303, 404}
