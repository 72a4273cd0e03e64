"""The stage: a whole week played in front of a real browser."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.app import App
from bot.config import Settings, Web
from bot.demo import open_curtain
from bot.demo.play import WEEK
from tests.browser.conftest import free_port
from tests.browser.living import Living

WEDNESDAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def stage(tmp_path: Path, chromium: Browser) -> Iterator[Page]:
    """Return the stage on a large screen; anything the browser complains of fails the test."""
    house: App = open_curtain(Settings(web=Web(port=free_port())), tmp_path, WEDNESDAY)
    living = Living(house)
    living.start()
    context = chromium.new_context(viewport={"width": 1400, "height": 1600}, locale="zh-CN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(house.house.web)
    yield page
    context.close()
    living.stop()
    assert complaints == []


def test_the_whole_week_is_played_to_its_end(stage: Page) -> None:
    step = stage.get_by_role("button", name="下一步")
    for number in range(1, len(WEEK) + 1):
        step.click()
        expect(stage.get_by_role("progressbar")).to_have_js_property("value", number, timeout=30_000)
    expect(step).to_be_disabled()
    group = stage.frame_locator("#phone-group iframe")
    expect(group.get_by_role("heading", name="本周小结").last).to_be_visible()
    picture = group.locator(".picture img").last
    expect(picture).to_be_visible()
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") > 400
    mei = stage.frame_locator("#phone-mei iframe")
    expect(mei.get_by_text("学习二十届四中全会精神").first).to_be_visible()


def test_every_phone_on_the_stage_is_the_real_chat(stage: Page) -> None:
    mei = stage.frame_locator("#phone-mei iframe")
    mei.get_by_label("想说什么").fill("日程")
    mei.get_by_role("button", name="发送").click()
    expect(mei.locator(".mine").last).to_contain_text("日程")
    expect(mei.locator(".ours").last).to_be_visible()
    expect(stage.frame_locator("#phone-lan iframe").locator(".mine")).to_have_count(0)
