"""The coordinator's page of the ledger, in a real browser: on a phone, at a desk, by keyboard, in both languages."""

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlmodel import Session

from bot.models.deliveries import State
from bot.models.people import Member
from bot.services import accounts
from tests.announced import FRIDAY
from tests.browser.conftest import Opens
from tests.browser.living import DESK, PHONE
from tests.browser.looks import too_faint, too_small_to_read, too_small_to_tap
from tests.scene import Scene
from tests.stuck import fail, row
from tests.world import MONDAY


@pytest.fixture
def trouble(pair: Scene) -> int:
    """Leave a little of everything on the ledger and return the id of a digest in doubt."""
    event = pair.event("学习二十届四中全会精神", FRIDAY)
    fail(pair, "梅老师", event)
    fail(pair, "李书记", event, State.MISSED, error="too late: 502", due_at=MONDAY.replace(hour=8))
    fail(pair, "王书记", event, State.UNKNOWN, what="reminder", key="r")
    later: dict[str, Any] = {"state": State.PLANNED, "too_late_at": FRIDAY}
    fail(pair, "梅老师", event, key="late", due_at=MONDAY.replace(hour=8), retry_at=MONDAY.replace(hour=10), **later)
    fail(pair, "陈联络", event, key="soon", due_at=MONDAY.replace(hour=20), **later)

    def lose(ledger: Session) -> None:
        accounts.close(ledger, "web", pair.lan.user, MONDAY)
        ledger.add_all(Member(name=name, branch_id=pair.office, joined_at=MONDAY) for name in ("老张", "周师傅"))

    pair.world.do(lose)
    return fail(
        pair, "兰婶", state=State.UNKNOWN, key="digest", what="digest", member_id=None, group_id=pair.group,
        error="cut off by a restart",
    )  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_for_everybody(
    pair: Scene, opens: Opens, trouble: int, size: dict[str, int], scheme: str, language: str
) -> None:
    pair.world.do(lambda ledger: setattr(ledger.get_one(Member, pair.ids["陈联络"]), "language", language))
    page = opens(pair.chen, "/deliveries", viewport=size, color_scheme=scheme).page
    for summary in page.locator("summary").all():
        summary.click()
    assert too_faint(page) == []
    assert too_small_to_tap(page) == []
    assert too_small_to_read(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    expect(page.locator("html")).to_have_attribute("lang", "en" if language == "en" else "zh-Hans")
    assert trouble


def test_a_screen_reader_finds_its_way(pair: Scene, opens: Opens, trouble: int) -> None:
    page = opens(pair.chen, "/deliveries").page
    expect(page.get_by_role("heading", level=1)).to_have_text("投递")
    for name in ("要您拿主意的", "迟了的", "待发的", "收不到消息的人"):
        expect(page.get_by_role("region", name=name)).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    first = page.get_by_role("region", name="要您拿主意的").get_by_role("listitem").first
    expect(first.get_by_role("button", name="再发一次")).to_have_accessible_description("周报 → “红色对子”群")
    twice = page.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
        " return ids.filter((id, at) => ids.indexOf(id) !== at); })()"
    )
    assert twice == []
    assert trouble


def test_by_keyboard_and_without_scripts_one_decides(pair: Scene, opens: Opens, trouble: int) -> None:
    desk = opens(pair.chen, "/deliveries", viewport=DESK, has_touch=False, java_script_enabled=False)
    button = desk.page.get_by_role("button", name="已经收到")
    button.focus()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("status")).to_have_text("好的，已经收到，不再发。（陈联络）")
    assert row(pair, trouble).state is State.SENT


def test_from_the_chat_the_page_is_two_taps_away(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.chen)
    phone.page.locator(".more > summary").click()
    phone.page.get_by_role("link", name="投递").click()
    phone.sees("都发出了，没有要处理的。")
    phone.page.get_by_role("link", name="我的消息").click()
    expect(phone.page.get_by_label("想说什么")).to_be_visible()
