"""An event is over: who came?"""

import io
from datetime import timedelta

from openpyxl import load_workbook
from sqlmodel import Session, col, select

from bot.models.events import CheckIn, Kind, Turnout
from bot.models.people import Category, Member, Role, Trail
from tests.announced import FRIDAY, publish
from tests.scene import OFFICE, VILLAGE, Scene
from tests.world import Person

OVER = FRIDAY.replace(hour=16, minute=30)


def hold(pair: Scene, **more: object) -> int:
    """Let an event take place to which Mei comes and Lan does not."""
    event_id = publish(pair, **more)  # type: ignore[arg-type]
    pair.mei.taps("参加")
    pair.lan.taps("请假").taps("生病")
    pair.world.pass_to(OVER)
    return event_id


def figures(pair: Scene, event_id: int) -> dict[str, tuple[int, int, int, int]]:
    """Return 应到, 实到, 请假 and 列席 by branch."""

    def read(ledger: Session) -> dict[str, tuple[int, int, int, int]]:
        rows = ledger.exec(select(Turnout).where(Turnout.event_id == event_id).order_by(col(Turnout.branch_id)))
        names = {pair.office: OFFICE, pair.village: VILLAGE}
        return {names[row.branch_id]: (row.expected, row.came, row.excused, row.guests) for row in rows}

    return pair.world.do(read)


def sheet_of(person: Person) -> list[list[str]]:
    """Return the rows of the newest sign-in sheet in somebody's chat."""
    (sheet,) = load_workbook(io.BytesIO(person.file(".xlsx").content)).worksheets
    return [[str(cell) for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]


def test_the_host_is_asked_and_confirms_with_one_tap(pair: Scene) -> None:
    event = hold(pair)
    pair.li.hears("这次谁到了？先按“参加”的 1 人记", f"{OFFICE}　到 1/3", f"{VILLAGE}　到 0/2")
    pair.li.taps("确认 1 人").hears(
        "已确认。", f"{OFFICE}　应到 3 · 实到 1 · 请假 0", f"{VILLAGE}　应到 2 · 实到 0 · 请假 1"
    )
    assert figures(pair, event) == {OFFICE: (3, 1, 0, 0), VILLAGE: (2, 0, 1, 0)}


def test_nobody_is_asked_before_it_is_over_nor_for_what_was_cancelled_or_is_long_past(pair: Scene) -> None:
    from bot.models.events import Phase

    publish(pair, phase=Phase.CANCELLED, ends_at=None)
    pair.event("很久以前", FRIDAY - timedelta(days=40))
    publish(pair, "没说几点结束", ends_at=None)
    pair.world.pass_to(FRIDAY + timedelta(hours=1, minutes=59))
    assert not [heard for heard in pair.li.thread() if "这次谁到了" in heard.text]
    pair.world.pass_to(FRIDAY + timedelta(hours=2))
    (asked,) = [heard for heard in pair.li.thread() if "这次谁到了" in heard.text]
    assert "没说几点结束" in asked.text


def test_names_are_tapped_on_and_off_over_both_branches(pair: Scene) -> None:
    event = hold(pair)
    pair.li.taps("陈联络").hears(f"{OFFICE}　到 2/3").taps("✓ 梅老师").hears(f"{OFFICE}　到 1/3")
    pair.li.taps(VILLAGE).taps("兰婶").taps("王书记").hears(f"{VILLAGE}　到 2/2")
    pair.li.taps("确认 3 人")
    assert figures(pair, event) == {OFFICE: (3, 1, 0, 0), VILLAGE: (2, 2, 0, 0)}


def test_what_was_tapped_survives_a_night(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("陈联络")
    pair.world.pass_to(OVER + timedelta(hours=12))
    pair.li.says("签到").hears("先按“参加”的 2 人记")
    assert "✓ 陈联络" in pair.li.last().buttons


def test_people_who_came_unannounced_are_typed_in(pair: Scene) -> None:
    event = hold(pair)
    pair.li.says("陈联络、王书记").hears("已加：陈联络、王书记", f"{VILLAGE}　到 1/2")
    pair.li.says("兰婶 赵专家").hears("名册里没有：赵专家", "已加：兰婶")
    pair.li.taps("记为来宾（1 人）").hears("已加：赵专家").taps("确认 5 人").hears("来宾：赵专家")
    assert figures(pair, event) == {OFFICE: (3, 2, 0, 1), VILLAGE: (2, 2, 0, 0)}


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
    pair.li.hears(f"{OFFICE}　应到 3 · 实到 0 · 请假 0 · 列席 2")


def test_whoever_left_after_the_event_was_expected_at_it(pair: Scene) -> None:
    from bot.models.people import Standing

    event = hold(pair)

    def leave(ledger: Session) -> None:
        member = ledger.get_one(Member, pair.ids["梅老师"])
        member.standing, member.left_at = Standing.LEFT, pair.world.clock.now()

    pair.world.do(leave)
    pair.li.taps("确认 1 人")
    assert figures(pair, event)[OFFICE] == (3, 1, 0, 0)


def test_the_first_to_confirm_wins_and_the_others_cards_follow(pair: Scene) -> None:
    zhao = pair.join("赵书记", pair.office, role=Role.SECRETARY)
    event = hold(pair)
    stale = zhao.last()
    pair.li.taps("确认 1 人")
    assert "应到 4 · 实到 1" in zhao.last().text
    zhao.taps("确认 1 人", on=stale).hears("已确认。")
    assert figures(pair, event)[OFFICE] == (4, 1, 0, 0)


def test_a_sheet_somebody_else_changed_is_shown_again_before_it_is_confirmed(pair: Scene) -> None:
    zhao = pair.join("赵书记", pair.office, role=Role.SECRETARY)
    event = hold(pair)
    pair.li.taps("陈联络")
    zhao.taps("确认 1 人").hears("名单刚才有人改过", f"{OFFICE}　到 2/4")
    assert figures(pair, event) == {}
    zhao.taps("确认 2 人").hears("实到 2")


def test_a_record_can_be_corrected_at_once_and_leaves_a_trail(pair: Scene) -> None:
    event = hold(pair)
    pair.li.taps("确认 1 人").taps("更正").hears("已经确认过").taps("陈联络")
    assert figures(pair, event)[OFFICE] == (3, 2, 0, 0)
    pair.li.taps("改好了").hears("应到 3 · 实到 2")
    trails = pair.world.do(lambda ledger: [(row.what, row.member_id) for row in ledger.exec(select(Trail))])
    assert trails[-1] == ("attendance-corrected", pair.ids["陈联络"])


def test_a_late_record_is_marked(pair: Scene) -> None:
    hold(pair)
    pair.world.pass_to(OVER + timedelta(days=3, minutes=1))
    pair.li.says("签到").taps("确认 1 人").hears("补录：活动结束三天以后才登记")


def test_the_other_branches_learn_their_own_figures_and_those_on_leave_how_to_make_it_up(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("确认 1 人")
    pair.wang.hears(f"{VILLAGE}　应到 2 · 实到 0 · 请假 1")
    assert OFFICE not in pair.wang.last().text
    pair.lan.hears("“学党史”您请了假。补课请向本支部书记要学习材料")


def test_volunteering_is_not_made_up(pair: Scene) -> None:
    hold(pair, kind=Kind.VOLUNTEERING)
    pair.li.taps("确认 1 人")
    assert "补课" not in pair.lan.last().text


def test_whoever_came_after_all_has_nothing_to_make_up(pair: Scene) -> None:
    publish(pair, starts_at=FRIDAY.replace(hour=21), ends_at=FRIDAY.replace(hour=22))
    pair.lan.taps("请假").taps("其他")
    pair.world.pass_to(FRIDAY.replace(hour=22, minute=30))
    pair.li.says("签到").taps("确认 0 人").taps("更正").taps(VILLAGE).taps("兰婶")
    pair.world.pass_to(FRIDAY.replace(day=28, hour=7))
    assert "补课请" not in pair.lan.last().text


def test_nobody_is_asked_at_night(pair: Scene) -> None:
    publish(pair, starts_at=FRIDAY.replace(hour=21), ends_at=FRIDAY.replace(hour=23))
    pair.world.pass_to(FRIDAY.replace(hour=23, minute=30))
    assert "这次谁到了" not in pair.li.last().text
    pair.world.pass_to(FRIDAY.replace(day=28, hour=7))
    pair.li.hears("这次谁到了")


def test_only_the_host_and_the_coordinator_note_who_came(pair: Scene) -> None:
    hold(pair)
    pair.mei.says("签到").hears("只有支部书记可以")
    pair.wang.says("签到").hears("没有找到")
    pair.chen.says("签到").hears("这次谁到了").taps("确认 1 人").taps("签到表").hears("要哪个支部的？")
    pair.chen.taps(VILLAGE)
    assert ["希勤村党支部签到表"] in sheet_of(pair.chen)


def test_it_cannot_be_noted_before_it_begins(pair: Scene) -> None:
    from bot.chat import Address, Request, Sender

    event = publish(pair)
    pair.li.says("签到").hears("没有找到")
    forged = Request(
        Sender("web", pair.li.user), Address("web", pair.li.user), pair.world.clock.now(), pair.world.app.house,
        verb="attended", arguments={"event": str(event), "count": "0"},
    )  # fmt: skip
    pair.world.hear(pair.li, forged)
    pair.li.hears("活动 11月27日 周五 15:00 才开始")


def test_a_branch_without_a_secretary_leaves_it_to_the_coordinator(pair: Scene) -> None:
    def step_down(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["李书记"]).role = Role.MEMBER

    pair.world.do(step_down)
    hold(pair)
    assert any("这次谁到了？" in heard.text for heard in pair.chen.thread())


def test_somebody_who_is_no_secretary_any_more_is_not_asked(pair: Scene) -> None:
    publish(pair, starts_at=FRIDAY.replace(hour=21), ends_at=FRIDAY.replace(hour=23))
    pair.world.pass_to(FRIDAY.replace(hour=23, minute=30))

    def step_down(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["李书记"]).role = Role.MEMBER

    pair.world.do(step_down)
    pair.world.pass_to(FRIDAY.replace(day=28, hour=7))
    assert "这次谁到了" not in pair.li.last().text


def test_each_branch_gets_its_own_papers(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("确认 1 人").taps("签到表").hears(f"{OFFICE}的签到表")
    rows = sheet_of(pair.li)
    assert ["3", "梅老师", "正式党员", "书记确认"] in rows or any("梅老师" in row for row in rows)
    assert not any("兰婶" in cell for row in rows for cell in row)
    pair.wang.taps("签到表")
    assert any("生病" in row for row in sheet_of(pair.wang))
    pair.wang.taps("活动记录").hears(f"{VILLAGE}的活动记录")
    assert pair.wang.file(".docx").name == f"学党史-{VILLAGE}.docx"


def test_before_it_there_is_a_sheet_to_sign_by_hand_and_no_record(pair: Scene) -> None:
    event = publish(pair)
    pair.wang.says("回复情况").taps("签到表")
    assert ["1", "王书记", "正式党员"] in sheet_of(pair.wang)
    from bot.chat import Address, Request, Sender

    forged = Request(
        Sender("web", pair.wang.user), Address("web", pair.wang.user), pair.world.clock.now(), pair.world.app.house,
        verb="record", arguments={"event": str(event)},
    )  # fmt: skip
    pair.world.hear(pair.wang, forged)
    pair.wang.hears("还没有确认")


def test_the_board_shows_how_many_came(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("确认 1 人")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    board = pair.mei.last(Scene.GROUP)
    assert f"{OFFICE}　到 1/3" in board.text
    assert not board.buttons


def test_erasing_a_name_later_keeps_the_count(pair: Scene) -> None:
    from bot.models.people import Standing

    event = hold(pair)
    pair.li.taps("确认 1 人")

    def erase(ledger: Session) -> None:
        member = ledger.get_one(Member, pair.ids["梅老师"])
        member.standing, member.name = Standing.ERASED, ""
        (row,) = ledger.exec(select(CheckIn).where(CheckIn.member_id == member.id))
        row.name = ""

    pair.world.do(erase)
    pair.li.taps("更正").taps("李书记")
    assert figures(pair, event)[OFFICE][1] == 2
