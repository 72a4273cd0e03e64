"""People who came without having said so, and guests from no roster, are typed in."""

from datetime import timedelta

from bot.models.people import Category
from tests.announced import FRIDAY, publish
from tests.held import OVER, figures, hold
from tests.scene import OFFICE, VILLAGE, Scene


def test_people_who_came_unannounced_are_typed_in(pair: Scene) -> None:
    event = hold(pair)
    pair.li.says("陈联络、王书记").hears("已加：陈联络、王书记", f"{VILLAGE}　到 1/2")
    pair.li.says("兰婶 赵专家").hears("名册里没有：赵专家", "已加：兰婶")
    pair.li.taps("记为来宾（1 人）").hears("已加：赵专家").taps("确认 5 人").hears("来宾：赵专家")
    assert figures(pair, event) == {OFFICE: (3, 2, 0, 1), VILLAGE: (2, 2, 0, 0)}


def test_a_guest_from_no_roster_is_asked_about_at_once(pair: Scene) -> None:
    hold(pair)
    pair.li.says("赵专家").hears("名册里没有：赵专家").taps("记为来宾（1 人）").hears("已加：赵专家")


def test_a_guest_can_be_taken_off_again_and_is_noted_once(pair: Scene) -> None:
    hold(pair)
    pair.li.says("签到").says("赵专家").taps("记为来宾（1 人）").says("赵专家").taps("记为来宾（1 人）")
    pair.li.hears("先按“参加”的 2 人记").taps("✓ 赵专家（来宾）").hears("先按“参加”的 1 人记")
    question = pair.li.says("钱专家").last()
    pair.li.taps("不记").hears("先按“参加”的 1 人记")
    pair.li.taps("记为来宾（1 人）", on=question).hears("不能用了")


def test_words_that_are_no_names_are_not_put_on_the_sheet(pair: Scene) -> None:
    hold(pair)
    pair.li.says("好的收到").hears("没看懂")
    pair.li.taps("陈联络").says("a=1").hears("没看懂")
    sheet = pair.li.says("签到").last()
    pair.world.pass_to(OVER + timedelta(hours=2))
    pair.li.says("你好").hears("没看懂")
    pair.li.says("你好", reply_to=sheet).hears("没看懂")
    asked = next(heard for heard in pair.li.thread() if "这次谁到了" in heard.text)
    pair.li.says("孙专家", reply_to=asked).hears("名册里没有：孙专家")


def test_people_of_one_name_are_told_apart(pair: Scene) -> None:
    event = hold(pair)
    pair.join("陈联络", pair.village, category=Category.ACTIVIST)
    pair.li.says("陈联络 李书记 周专家").hears("名册里有几位“陈联络”", "还没记下：周专家", "已加：李书记")
    pair.li.taps(f"陈联络（{VILLAGE}，入党积极分子）").taps("确认 3 人")
    assert figures(pair, event) == {OFFICE: (3, 2, 0, 0), VILLAGE: (2, 0, 1, 1)}


def test_those_not_in_the_party_come_as_guests_and_newcomers_were_not_expected(pair: Scene) -> None:
    publish(pair)
    pair.join("积极分子", pair.office, category=Category.ACTIVIST)
    pair.world.pass_to(FRIDAY + timedelta(minutes=5))
    pair.join("刚来的", pair.office)
    pair.world.pass_to(OVER)
    pair.li.hears(f"{OFFICE}　到 0/4").taps("积极分子").says("刚来的").taps("确认 2 人")
    pair.li.hears(f"{OFFICE}\n应到 3 · 实到 0 · 请假 0 · 列席 2")


def test_a_late_change_of_the_roster_is_no_change_of_the_record(pair: Scene) -> None:
    event = hold(pair)
    pair.li.says("签到").taps("✓ 梅老师").says("梅老师").says("梅老师").hears("先按“参加”的 1 人记")
    pair.li.taps("确认 1 人").taps("更正").says("王书记").taps("改好了")
    assert figures(pair, event) == {OFFICE: (3, 1, 0, 0), VILLAGE: (2, 1, 1, 0)}
