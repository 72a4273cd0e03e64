"""The coordinator's page of the ledger, read and used without scripts."""

import pytest
from sqlmodel import Session

from bot.models.deliveries import State
from bot.models.people import Member
from bot.services import accounts
from tests.announced import FRIDAY
from tests.channels.web.browser import Browser, text_of
from tests.channels.web.conftest import Opens
from tests.scene import Scene
from tests.stuck import fail, row
from tests.world import MONDAY


def test_a_coordinator_reads_what_did_not_get_there(pair: Scene, signed_in: Opens) -> None:
    event = pair.event("学党史", FRIDAY)
    fail(pair, "梅老师", event)
    fail(pair, "兰婶", event, State.UNKNOWN)
    pair.world.do(lambda ledger: accounts.close(ledger, "web", pair.wang.user, MONDAY))
    page = signed_in(pair.chen).get("/deliveries")
    assert page.status_code == 200
    said = text_of(page.text)
    for words in (
        "没发出 1", "不确定 1", "收不到消息的人 1", "“学党史”的邀请 → 兰婶", "不确定：发的时候断了线",
        "没发出：发的时候出了错", "希勤村党支部 · 1 人 王书记 联系不上",
    ):  # fmt: skip
        assert words in said
    assert "Bad Request" not in page.text


def test_where_all_went_out_it_says_so(pair: Scene, signed_in: Opens) -> None:
    assert "都发出了，没有要处理的。" in signed_in(pair.chen).get("/deliveries").text


def test_from_the_page_one_is_sent_again_once(pair: Scene, signed_in: Opens) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    browser = signed_in(pair.chen)
    for _ in range(2):
        page = browser.post("/deliveries", data=f"deliver_again:{failed}:0")
        assert "好的，再发一次。（陈联络）" in page.text
    assert row(pair, failed).state is State.SENT
    assert len(pair.mei.thread()) == 1
    assert pair.chen.thread() == []


def test_from_the_page_one_that_is_late_is_stopped(pair: Scene, signed_in: Opens) -> None:
    late = fail(
        pair, "梅老师", state=State.PLANNED, due_at=MONDAY.replace(hour=8), too_late_at=FRIDAY, error="429",
        retry_at=MONDAY.replace(hour=10),
    )  # fmt: skip
    browser = signed_in(pair.chen)
    assert "11月23日 周一 08:00 该发的，没发成，11月23日 周一 10:00 再试" in browser.get("/deliveries").text
    assert "好的，不发了。（陈联络）" in browser.post("/deliveries", data=f"deliver_drop:{late}:0").text
    assert row(pair, late).state is State.DROPPED


def test_what_comes_too_late_is_refused_in_words(pair: Scene, signed_in: Opens) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", MONDAY))
    page = signed_in(pair.chen).post("/deliveries", data=f"deliver_again:{failed}:0")
    assert 'role="alert">已经过了时候' in page.text


def test_for_everybody_else_the_page_does_not_exist(pair: Scene, signed_in: Opens, stranger: Browser) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    for person in (pair.li, pair.mei):
        browser = signed_in(person)
        assert browser.get("/deliveries").status_code == 404
        assert browser.post("/deliveries", data=f"deliver_again:{failed}:0").status_code == 404
        assert "/deliveries" not in browser.get("/chat").text
    assert stranger.get("/deliveries").headers["location"] == "/"
    assert row(pair, failed).state is State.FAILED
    assert 'href="/deliveries"' in signed_in(pair.chen).get("/chat").text


@pytest.mark.parametrize("data", ["erase:3", "deliver_again", "deliver_again:x:0", "", "deliver_again:999:0"])
def test_what_the_page_did_not_offer_does_nothing(pair: Scene, signed_in: Opens, data: str) -> None:
    page = signed_in(pair.chen).post("/deliveries", data=data)
    assert page.status_code == 400 or 'class="note alert"' in page.text


def test_a_form_of_another_page_is_refused(pair: Scene, signed_in: Opens) -> None:
    failed = fail(pair, "梅老师", pair.event("学党史", FRIDAY))
    form = {"csrf": "x", "update": "12345678", "data": f"deliver_again:{failed}:0"}
    assert signed_in(pair.chen).raw("/deliveries", form, {"origin": "http://elsewhere"}).status_code == 403
    assert row(pair, failed).state is State.FAILED


def test_long_lists_have_pages(pair: Scene, signed_in: Opens) -> None:
    for number in range(25):
        fail(pair, "梅老师", key=f"k{number}")
    browser = signed_in(pair.chen)
    assert browser.get("/deliveries").text.count("没发出：") == 20
    second = browser.get("/deliveries?page=2").text
    assert second.count("没发出：") == 5
    assert 'start="21"' in second
    for odd in ("99", "0", "-1", "x", "9999999999"):
        assert browser.get(f"/deliveries?page={odd}").status_code == 200


def test_a_very_long_list_of_people_is_counted_in_the_end(pair: Scene, signed_in: Opens) -> None:
    def fill(ledger: Session) -> None:
        ledger.add_all(Member(name=f"社员{n}", branch_id=pair.village, joined_at=MONDAY) for n in range(305))

    pair.world.do(fill)
    assert "另有 5 人" in signed_in(pair.chen).get("/deliveries").text


def test_what_people_are_called_is_never_markup(pair: Scene, signed_in: Opens) -> None:
    fail(pair, "梅老师", pair.event("<b>学</b>", FRIDAY))
    page = signed_in(pair.chen).get("/deliveries").text
    assert "<b>学" not in page
    assert "&lt;b&gt;学" in page
