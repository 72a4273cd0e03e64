"""Coming in and going out."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.channels.web import sessions
from bot.models.people import Admits, Invitation, Member, Standing
from bot.models.web import WebMessage, WebSession
from bot.rules.codes import hash_code, new_code
from bot.services import joining
from tests.channels.web.browser import Browser, fresh, text_of
from tests.channels.web.conftest import Opens
from tests.scene import OFFICE, Scene
from tests.world import World


def _claim(world: World) -> str:
    return world.do(lambda ledger: joining.new_claim(ledger, world.clock.now()))


def _uses(world: World, code: str) -> int:
    def look(ledger: Session) -> int:
        return ledger.exec(select(Invitation.uses).where(Invitation.code_hash == hash_code(code))).one()

    return world.do(look)


def _personal_link(scene: Scene, member: int, most_uses: int = 5) -> str:
    code, now = new_code(), scene.world.clock.now()
    link = Invitation(
        code_hash=hash_code(code), admits=Admits.MEMBER, member_id=member, made_at=now, most_uses=most_uses
    )
    scene.world.do(lambda ledger: ledger.add(link))
    return code


def test_a_stranger_is_told_how_to_come_in(stranger: Browser) -> None:
    page = stranger.get("/")
    assert page.status_code == 200
    assert "请打开支部书记发给您的链接" in page.text
    assert '<html lang="zh-Hans">' in page.text


def test_a_stranger_who_reads_english_is_told_in_english(world: World) -> None:
    browser = Browser(world, language="en-GB,en;q=0.9,zh;q=0.1")
    page = browser.get("/")
    assert '<html lang="en">' in page.text
    assert "Please open the link" in page.text
    assert "中文" in page.text
    assert "请打开" in browser.get("/?lang=zh").text
    browser.close()


def test_looking_at_a_start_link_uses_nothing_up(world: World, stranger: Browser) -> None:
    code = _claim(world)
    for _ in range(3):
        page = stranger.get(f"/start/{code}")
        assert "进入" in page.text
    assert _uses(world, code) == 0
    assert world.do(lambda ledger: ledger.exec(select(WebSession)).all()) == []


def test_pressing_enter_opens_the_code_and_leads_to_the_chat(world: World, stranger: Browser) -> None:
    code = _claim(world)
    stranger.enters(code)
    assert _uses(world, code) == 1
    page = stranger.get("/chat")
    assert "您现在是联络员" in text_of(page.text)
    assert stranger.get("/").headers["location"] == "/chat"


def test_the_start_code_is_not_kept_in_the_thread(world: World, stranger: Browser) -> None:
    code = _claim(world)
    stranger.enters(code)
    stranger.send("/chat/say", text=f"/start {code}")
    rows = world.do(lambda ledger: ledger.exec(select(WebMessage)).all())
    assert any("····" in str(row.body) for row in rows)
    assert not any(code in str(row.body) for row in rows)


def test_pressing_enter_twice_is_one_effect_and_both_lead_in(world: World, stranger: Browser) -> None:
    code = _claim(world)
    stranger.get(f"/start/{code}")
    update = fresh()
    assert stranger.post(f"/start/{code}", update=update).status_code == 303
    assert stranger.post(f"/start/{code}", update=update).headers["location"] == "/chat"
    assert _uses(world, code) == 1


def test_a_code_that_was_used_says_so_and_signs_nobody_in(world: World, stranger: Browser) -> None:
    code = _claim(world)
    stranger.enters(code)
    late = Browser(world)
    late.get(f"/start/{code}")
    page = late.post(f"/start/{code}")
    assert page.status_code == 410
    assert "已经用过了" in page.text
    assert late.get("/chat").headers["location"] == "/"
    late.close()


def test_a_branch_invitation_names_the_branch(pair: Scene, stranger: Browser) -> None:
    code, now = new_code(), pair.world.clock.now()
    link = Invitation(code_hash=hash_code(code), admits=Admits.BRANCH, branch_id=pair.office, made_at=now)
    pair.world.do(lambda ledger: ledger.add(link))
    assert f"{OFFICE}邀请您加入" in stranger.get(f"/start/{code}").text


def test_a_personal_link_names_nobody_before_it_is_opened(pair: Scene, stranger: Browser) -> None:
    page = stranger.get(f"/start/{_personal_link(pair, pair.ids['梅老师'])}")
    assert "梅老师" not in page.text


def test_a_personal_link_on_a_second_device_continues_the_same_thread(pair: Scene, stranger: Browser) -> None:
    pair.mei.says("你好")
    stranger.enters(_personal_link(pair, pair.ids["梅老师"]))
    assert "你好" in stranger.get("/chat").text


def test_a_used_up_personal_link_opens_nobodys_thread(pair: Scene, stranger: Browser) -> None:
    code = _personal_link(pair, pair.ids["梅老师"], most_uses=0)
    stranger.get(f"/start/{code}")
    assert stranger.post(f"/start/{code}").status_code == 410
    assert stranger.get("/chat").headers["location"] == "/"


def test_the_link_of_another_person_changes_who_is_in(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert "梅老师" in browser.get("/chat").text
    browser.enters(_personal_link(pair, pair.ids["兰婶"]))
    page = browser.get("/chat").text
    assert "兰婶" in page
    assert "梅老师" not in page


def test_the_own_link_changes_nothing(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    browser.enters(_personal_link(pair, pair.ids["梅老师"]))
    assert "梅老师" in browser.get("/chat").text


def test_a_stranger_without_a_link_can_say_who_they_are(stranger: Browser) -> None:
    stranger.get("/")
    assert stranger.post("/hello").headers["location"] == "/chat"
    assert "我是结对" in stranger.get("/chat").text


@pytest.mark.parametrize("cookie", ["nonsense", "", "é", "x" * 4000])
def test_a_bad_cookie_gets_the_welcome_page(stranger: Browser, cookie: str) -> None:
    page = stranger.get("/", cookie=f"jiedui={cookie}")
    assert page.status_code == 200
    assert "请打开支部书记发给您的链接" in page.text
    assert stranger.get("/chat", cookie=f"jiedui={cookie}").headers["location"] == "/"


def test_a_session_lasts_half_a_year_from_when_it_was_last_used(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    for _ in range(3):
        pair.world.clock.advance(days=170)
        assert browser.get("/chat").status_code == 200
    pair.world.clock.advance(days=181)
    assert browser.get("/chat").headers["location"] == "/"


def test_signing_out_is_for_this_browser_only(pair: Scene, signed_in: Opens) -> None:
    phone, computer = signed_in(pair.mei), signed_in(pair.mei)
    assert phone.post("/leave").headers["location"] == "/"
    assert phone.get("/chat").status_code == 303
    assert computer.get("/chat").status_code == 200


def test_signing_out_everywhere_closes_every_browser(pair: Scene, signed_in: Opens) -> None:
    phone, computer = signed_in(pair.mei), signed_in(pair.mei)
    phone.post("/leave", everywhere="yes")
    assert computer.get("/chat").headers["location"] == "/"


def test_signing_out_when_already_out_is_no_error(stranger: Browser) -> None:
    stranger.get("/")
    assert stranger.post("/leave").headers["location"] == "/"


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.ERASED])
def test_whoever_left_is_signed_out(pair: Scene, signed_in: Opens, standing: Standing) -> None:
    browser = signed_in(pair.mei)

    def leave(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = standing

    pair.world.do(leave)
    assert browser.get("/chat").headers["location"] == "/"
    assert pair.world.do(lambda ledger: ledger.get(WebSession, sessions.hash_of(browser.token))) is None


def test_the_token_is_stored_as_a_hash_only(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    stored = pair.world.do(lambda ledger: ledger.exec(select(WebSession)).one())
    assert browser.token not in str(stored)
    assert len(stored.token_hash) == 64


def test_the_language_can_be_changed_and_stays(pair: Scene, signed_in: Opens) -> None:
    browser = signed_in(pair.mei)
    assert browser.post("/language", language="en").headers["location"] == "/chat"
    assert '<html lang="en">' in browser.get("/chat").text
    pair.mei.says("???").hears("I did not understand")


def test_a_language_we_do_not_speak_is_refused(pair: Scene, signed_in: Opens) -> None:
    assert signed_in(pair.mei).post("/language", language="xx").status_code == 400


def test_only_those_who_are_in_can_change_the_language(stranger: Browser) -> None:
    stranger.get("/")
    assert stranger.post("/language", language="en").headers["location"] == "/"


def test_the_cookie_outlives_the_session_by_nothing(stranger: Browser) -> None:
    cookie = stranger.get("/").headers["set-cookie"]
    assert f"Max-Age={int(timedelta(days=180).total_seconds())}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
