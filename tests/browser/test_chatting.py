"""Joining, answering and talking in a real browser."""

import re

import pytest
from playwright.sync_api import Route, expect

from bot.services import joining
from tests.announced import publish
from tests.browser.conftest import Opens
from tests.browser.living import DESK
from tests.scene import Scene


def test_a_claim_link_leads_to_the_chat_in_two_taps(pair: Scene, opens: Opens) -> None:
    code = pair.world.do(lambda ledger: joining.new_claim(ledger, pair.world.clock.now()))
    phone = opens(path=f"/start/{code}")
    phone.taps("进入").sees("您现在是联络员")
    assert code not in phone.page.url


def test_a_link_is_opened_once_however_often_it_is_pressed(pair: Scene, opens: Opens) -> None:
    code = pair.world.do(lambda ledger: joining.new_claim(ledger, pair.world.clock.now()))
    phone = opens(path=f"/start/{code}")
    phone.page.get_by_role("button", name="进入").dblclick()
    phone.sees("您现在是联络员")


def test_a_stranger_says_who_they_are(opens: Opens) -> None:
    phone = opens(path="/")
    phone.taps("告诉我您是谁").sees("我是结对")
    phone.says("你好").sees("你好")


def test_one_tap_answers_and_the_card_shows_it(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(pair.mei)
    phone.taps("参加").sees("已记下：参加")
    expect(phone.page.get_by_role("button", name="✓ 参加")).to_have_attribute("aria-pressed", "true")
    phone.sees("您的回复：参加")
    expect(phone.page.locator("article")).to_have_count(1)
    phone.taps("请假").sees("已请假")
    expect(phone.page.get_by_role("button", name="✓ 请假")).to_be_visible()


def test_every_open_tab_and_the_group_follow_a_tap(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone, group = opens(pair.mei), opens(pair.lan, f"/g/{Scene.GROUP}")
    second = phone.new_page()
    second.goto(f"{phone.base}/chat")
    group.sees("参加 0 · 请假 0 · 未回复 3")
    pair.world.clock.advance(seconds=10)
    phone.taps("参加")
    expect(second.get_by_role("button", name="✓ 参加")).to_be_visible()
    group.sees("参加 1 · 请假 0 · 未回复 2")
    expect(group.page.locator("article")).to_have_count(1)


def test_a_tap_in_the_group_is_answered_to_whoever_tapped(pair: Scene, opens: Opens) -> None:
    publish(pair)
    lan, wang = opens(pair.lan, f"/g/{Scene.GROUP}"), opens(pair.wang, f"/g/{Scene.GROUP}")
    lan.taps("参加").sees("已记下：参加")
    expect(wang.page.locator(".note")).to_have_count(0)


def test_a_card_is_not_redrawn_under_the_finger(pair: Scene, opens: Opens) -> None:
    publish(pair)
    lan, wang = opens(pair.lan, f"/g/{Scene.GROUP}"), opens(pair.wang, f"/g/{Scene.GROUP}")
    lan.page.get_by_role("button", name="参加", exact=True).hover()
    lan.page.mouse.down()
    pair.world.clock.advance(seconds=10)
    wang.taps("请假").sees("参加 0 · 请假 1")
    lan.page.mouse.up()
    lan.sees("已记下：参加")


def test_whoever_changes_their_mind_at_once_is_heard_twice(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(pair.mei)
    phone.page.evaluate("""
        () => ["待定", "参加"].forEach((label) =>
            [...document.querySelectorAll("article button")].find((one) => one.textContent.trim() === label).click())
    """)
    expect(phone.page.get_by_role("button", name="✓ 参加")).to_be_visible()


def test_a_refusal_stays_until_it_is_dismissed(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(pair.mei)
    pair.world.clock.advance(days=4)
    phone.taps("参加")
    alert = phone.page.get_by_role("alert")
    expect(alert).to_contain_text("已截止")
    phone.taps("知道了")
    expect(alert).to_have_count(0)
    expect(phone.page.locator("article").last).to_be_focused()


def test_words_are_sent_by_enter_on_a_desk_and_lines_by_shift_enter(pair: Scene, opens: Opens) -> None:
    desk = opens(pair.mei, viewport=DESK, has_touch=False)
    field = desk.page.get_by_label("想说什么")
    field.click()
    desk.page.keyboard.type("一行")
    desk.page.keyboard.press("Shift+Enter")
    desk.page.keyboard.type("两行")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".mine p").first).to_have_text("一行\n两行")
    expect(field).to_have_value("")
    desk.sees("没看懂")


def test_what_is_typed_while_the_last_words_are_still_on_their_way_goes_out_too(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.page.route("**/chat/say", hold, times=1)
    phone.says("第一句")
    phone.says("第二句")
    assert len(held) == 1
    held[0].continue_()
    phone.sees("第二句")
    said = [words for words in phone.page.locator("article.mine").all_inner_texts() if "句" in words]
    assert ["第一句" in said[0], "第二句" in said[1]] == [True, True]


def test_words_that_did_not_go_out_are_kept_and_go_out_once(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    phone.page.route("**/chat/say", lambda route: route.abort())
    phone.says("信号不好")
    phone.sees("没有连上，您的内容还在")
    expect(phone.page.get_by_label("想说什么")).to_have_value("信号不好")
    phone.complaints.clear()  # the browser itself reports the request that was cut
    phone.page.unroute("**/chat/say")
    phone.taps("发送")
    expect(phone.page.locator(".mine")).to_have_count(1)


def test_an_answer_that_was_lost_on_the_way_is_not_given_twice(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    lost: list[str] = []

    def lose_once(route):  # type: ignore[no-untyped-def]
        if lost:
            return route.continue_()
        lost.append(route.fetch().text())
        return route.abort()

    phone.page.route("**/chat/say", lose_once)
    phone.says("只说一次")
    phone.sees("没有连上")
    phone.complaints.clear()
    phone.taps("发送")
    expect(phone.page.get_by_label("想说什么")).to_have_value("")
    expect(phone.page.locator(".mine")).to_have_count(1)
    expect(phone.page.locator(".ours")).to_have_count(1)


def test_where_streams_do_not_get_through_the_page_asks(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(None)
    phone.context.route("**/events?*", lambda route: route.fulfill(status=502, body=""))
    phone._sign_in(pair.mei)
    phone.open("/chat")
    other = opens(pair.mei)
    other.taps("参加").sees("您的回复：参加")
    phone.sees("您的回复：参加")
    phone.complaints.clear()  # the browser itself reports the answer that was no stream


def test_without_scripts_one_can_still_read_and_tap(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(pair.mei, java_script_enabled=False)
    phone.taps("参加").sees("已记下：参加")
    phone.sees("您的回复：参加")
    phone.says("日程").sees("这个浏览器没有打开脚本")


def test_the_language_is_changed_in_two_taps(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    phone.page.get_by_text("更多", exact=True).click()
    phone.taps("English")
    expect(phone.page.locator("html")).to_have_attribute("lang", "en")
    expect(phone.page.get_by_label("What would you like to say")).to_be_visible()


def test_signing_out_everywhere_closes_the_other_window_by_itself(pair: Scene, opens: Opens) -> None:
    phone, desk = opens(pair.mei), opens(pair.mei, viewport=DESK)
    phone.page.get_by_text("更多", exact=True).click()
    phone.taps("在所有设备上退出").sees("请打开支部书记发给您的链接")
    desk.sees("请打开支部书记发给您的链接")


def test_the_newest_message_is_in_sight_and_old_ones_are_read_in_peace(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    for number in range(8):
        phone.says(f"第{number}句")
        expect(phone.page.locator(".ours")).to_have_count(number + 1)
        expect(phone.page.get_by_label("想说什么")).to_have_value("")
        expect(phone.page.locator("article").last).to_be_in_viewport()
    first = phone.page.locator("article").first
    first.scroll_into_view_if_needed()
    other = opens(pair.mei)
    other.says("另一台设备说的")
    expect(phone.page.locator(".ours")).to_have_count(9)
    expect(first).to_be_in_viewport()


def test_whoever_erases_themself_reads_the_last_words(pair: Scene, opens: Opens) -> None:
    phone, other = opens(pair.mei), opens(pair.mei)
    phone.says("我的数据").taps("删除").sees("不能恢复")
    phone.page.get_by_role("button", name=re.compile("删除")).last.click()
    phone.sees("真的全部删除吗")
    phone.page.get_by_role("button", name=re.compile("删除")).last.click()
    phone.sees("已全部删除")
    other.sees("请打开支部书记发给您的链接")
    phone.taps("知道了").sees("请打开支部书记发给您的链接")
    phone.complaints.clear()  # the browser itself reports that it is let in no more
    other.complaints.clear()


def test_a_command_of_the_bar_is_one_tap(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.chen)
    bar = phone.page.get_by_role("form", name="常用")
    bar.get_by_role("button").first.click()
    expect(phone.page.locator(".mine")).to_have_count(1)
    phone.page.get_by_text("全部", exact=True).click()
    bar.get_by_role("button", name=re.compile("新建对子")).last.click()
    expect(phone.page.locator(".mine")).to_have_count(2)


def test_a_file_is_sent_by_the_plus_sign(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.li)
    phone.page.get_by_label("发文件").set_input_files(
        {"name": "名册.csv", "mimeType": "text/csv", "buffer": "姓名\n甲".encode()}
    )
    expect(phone.page.locator(".mine .sent")).to_contain_text("名册.csv")


@pytest.mark.parametrize("size", [390, 320, 1280])
def test_nothing_is_wider_than_the_screen(pair: Scene, opens: Opens, size: int) -> None:
    publish(pair)
    phone = opens(pair.chen, viewport={"width": size, "height": 700})
    phone.says("结对").sees("结对")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= size
    assert phone.page.evaluate("document.querySelector('.scroll').scrollWidth") <= size
