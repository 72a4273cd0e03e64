"""Coming in by a branch's invitation, with the secretary at their desk and the newcomer at their phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.living import DESK
from tests.conversations.links import code_in
from tests.scene import VILLAGE, Scene


def _invitation(pair: Scene) -> str:
    pair.wang.says("邀请")
    return code_in(pair.wang.last().text)


def test_somebody_on_the_roster_says_their_name_and_is_in(pair: Scene, opens: Opens) -> None:
    pair.wang.says("添加成员 张三")
    phone = opens(path=f"/start/{_invitation(pair)}")
    phone.sees(f"{VILLAGE}邀请您加入")
    phone.taps("进入").sees("您的姓名")
    phone.says("我叫张三").sees("是您吗")
    phone.taps("是我").sees("张三，您好，您已加入希勤村党支部")
    expect(phone.page.get_by_role("link", name="红色对子")).to_be_visible()


def test_somebody_new_is_let_in_by_one_tap_of_the_secretary(pair: Scene, opens: Opens) -> None:
    phone = opens(path=f"/start/{_invitation(pair)}")
    desk = opens(pair.wang, viewport=DESK, has_touch=False)
    phone.taps("进入").sees("您的姓名")
    phone.says("赵六").sees("已请希勤村党支部的书记确认")
    desk.sees("赵六 想加入希勤村党支部")
    desk.taps("同意").sees("👤 赵六")
    phone.sees("赵六，您好，您已加入希勤村党支部")
    expect(phone.page.get_by_role("form", name="常用")).to_be_visible()


def test_the_poster_of_an_invitation_is_drawn(pair: Scene, opens: Opens) -> None:
    pair.wang.says("邀请")
    picture = opens(pair.wang).page.locator(".picture img")
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") > 400
