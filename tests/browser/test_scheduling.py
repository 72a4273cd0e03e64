"""A secretary schedules an activity and everybody hears of it, in real browsers side by side."""

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.living import DESK
from tests.scene import Scene


def test_one_line_reaches_the_members_and_the_group(pair: Scene, opens: Opens) -> None:
    desk = opens(pair.li, viewport=DESK, has_touch=False)
    mei, group = opens(pair.mei), opens(pair.lan, f"/g/{Scene.GROUP}")
    desk.says("安排 下周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:希勤村支部书记 截止:周四18点")
    desk.sees("12月4日 周五 15:00–16:30")
    expect(mei.page.locator("article")).to_have_count(0)
    desk.taps("发布").sees("已发布")
    mei.sees("学习二十届四中全会精神")
    group.sees("综合办公室党支部")
    mei.taps("参加").sees("您的回复：参加")


def test_piece_by_piece_with_buttons(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.li)
    phone.says("安排").sees("哪一类活动")
    phone.taps("党课").sees("哪一天")
    assert phone.page.evaluate("document.querySelector('.scroll').scrollWidth") <= 390
    phone.taps("›").taps("1").sees("几点开始")
    phone.taps("15:00").sees("题目是什么")
    phone.says("乡村振兴").sees("在哪里")
    phone.says("党员活动室").sees("邀请哪些支部")
    phone.taps("选好了").sees("请核对")
    phone.taps("发布").sees("已发布")


def test_the_calendar_of_an_event_is_a_file(pair: Scene, opens: Opens) -> None:
    desk = opens(pair.li, viewport=DESK, has_touch=False)
    desk.says("安排 周五15:00-16:30 学党史 @老校区").taps("发布").sees("已发布")
    desk.taps("加入日历")
    with desk.page.expect_download() as download:
        desk.page.locator("a.file").last.click()
    assert download.value.suggested_filename.endswith(".ics")
    assert "BEGIN:VCALENDAR" in download.value.path().read_text(encoding="utf-8")
