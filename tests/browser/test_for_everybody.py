"""Usable by those who see little, who cannot use a mouse, and who read with a screen reader."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from bot.chat import Address, Card, Line, Reader, tap
from tests.announced import publish
from tests.browser.conftest import Opens
from tests.browser.living import DESK
from tests.browser.looks import too_faint, too_small_to_read, too_small_to_tap
from tests.scene import Scene


def _everything(pair: Scene) -> None:
    """Put a little of all there is into the coordinator's thread."""
    publish(pair)
    pair.chen.says("结对")
    pair.chen.says("周报")
    pair.chen.taps("参加")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/chat", f"/g/{Scene.GROUP}", "/nowhere"])
def test_words_stand_out_and_buttons_are_large(pair: Scene, opens: Opens, scheme: str, path: str) -> None:
    _everything(pair)
    phone = opens(pair.chen, path, color_scheme=scheme)
    for summary in phone.page.locator("summary").all():
        summary.click()
        assert too_faint(phone.page) == []
        assert too_small_to_tap(phone.page) == []
        assert too_small_to_read(phone.page) == []
    phone.complaints.clear()  # the browser itself reports the page that is not there


@pytest.mark.parametrize("path", ["/", "/start/abc"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_way_in_stands_out_in_both_languages(opens: Opens, path: str, language: str) -> None:
    phone = opens(None, path, locale=language)
    assert too_faint(phone.page) == []
    assert too_small_to_tap(phone.page) == []
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.page.locator("html")).to_have_attribute("lang", "en" if language == "en-GB" else "zh-Hans")


def test_a_refusal_and_a_short_answer_stand_out(pair: Scene, opens: Opens) -> None:
    publish(pair)
    for scheme, answer in (("light", "待定"), ("dark", "请假")):
        phone = opens(pair.mei, color_scheme=scheme)
        phone.taps(answer).sees("已记下")
        assert too_faint(phone.page) == []
    pair.world.clock.advance(days=4)
    phone.page.get_by_role("button", name="参加", exact=True).click()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    assert too_faint(phone.page) == []


def test_an_answer_can_be_given_without_a_mouse(pair: Scene, opens: Opens) -> None:
    publish(pair)
    desk = opens(pair.mei, viewport=DESK, has_touch=False)
    keys = desk.page.keyboard
    for _ in range(12):
        keys.press("Tab")
        if (
            desk.page.evaluate("document.activeElement.value")
            and desk.page.evaluate("document.activeElement.textContent") == "参加"
        ):
            break
    keys.press("Enter")
    desk.sees("您的回复：参加")
    chosen = desk.page.get_by_role("button", name="✓ 参加")
    expect(chosen).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    desk.sees("已请假")


def test_the_text_field_is_one_key_away(pair: Scene, opens: Opens) -> None:
    desk = opens(pair.mei, viewport=DESK, has_touch=False)
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_role("link", name="跳到输入框")).to_be_in_viewport()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_label("想说什么")).to_be_focused()


def test_menus_close_with_escape_and_give_the_keyboard_back(pair: Scene, opens: Opens) -> None:
    desk = opens(pair.chen, viewport=DESK, has_touch=False)
    summary = desk.page.locator(".all > summary")
    summary.focus()
    desk.page.keyboard.press("Enter")
    entry = desk.page.locator(".all .sheet button").first
    expect(entry).to_be_visible()
    entry.focus()
    desk.page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_screen_reader_finds_its_way(pair: Scene, opens: Opens) -> None:
    publish(pair)
    page = opens(pair.chen).page
    for role, name in (("log", "消息"), ("navigation", "消息和群"), ("form", "常用"), ("textbox", "想说什么")):
        expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
    landmarks: tuple[Literal["main", "banner", "contentinfo"], ...] = ("main", "banner", "contentinfo")
    for landmark in landmarks:
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text("我的消息")
    expect(page.get_by_role("heading", level=2, name="学党史")).to_have_count(1)
    nameless = page.evaluate(
        "[...document.querySelectorAll('button, a, input:not([type=hidden]), textarea, summary, img')]"
        ".filter((one) => !(one.textContent.trim() || one.labels?.length || one.hasAttribute('alt')))"
        ".map((one) => one.outerHTML)"
    )
    assert nameless == []
    twice = page.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
        " return ids.filter((id, at) => ids.indexOf(id) !== at); })()"
    )
    assert twice == []


def test_what_is_said_while_one_reads_is_announced_politely(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei)
    assert phone.page.get_by_role("log").get_by_text("还没有消息").is_visible()
    publish(pair)
    expect(phone.page.get_by_role("log").get_by_role("heading", name="学党史")).to_be_visible()
    expect(phone.page.get_by_text("还没有消息")).to_have_count(0)


def test_one_can_read_at_twice_the_size(pair: Scene, opens: Opens) -> None:
    publish(pair)
    phone = opens(pair.mei)
    phone.page.add_style_tag(url=f"{phone.base}/static/look.css")
    phone.page.evaluate("document.documentElement.style.setProperty('font-size', '225%')")
    assert phone.page.evaluate("document.querySelector('.scroll').scrollWidth") <= 390
    phone.taps("参加").sees("您的回复：参加")


def test_nothing_moves_for_those_who_asked_for_stillness(pair: Scene, opens: Opens) -> None:
    phone = opens(pair.mei, reduced_motion="reduce")
    phone.says("你好").sees("没看懂")
    assert phone.page.evaluate("getComputedStyle(document.querySelector('.fresh')).animationName") == "none"


def test_seven_buttons_a_row_fit_a_phone(pair: Scene, opens: Opens) -> None:
    world = pair.world
    days = tuple(tap(Line("web-more"), "x", day) for day in range(1, 8))
    to, reader = Address("web", pair.mei.user), Reader("zh", world.app.house.zone, world.clock.now())
    world.run(world.app.web.send(to, Card(Line("web-mine"), buttons=(days,)), reader))
    phone = opens(pair.mei)
    expect(phone.page.locator(".of-7 button")).to_have_count(7)
    assert phone.page.evaluate("document.querySelector('.scroll').scrollWidth") <= 390
    assert too_small_to_tap(phone.page) == []
