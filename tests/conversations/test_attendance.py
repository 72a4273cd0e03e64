"""An event is over: who came?"""

from datetime import timedelta

from sqlmodel import Session, select

from bot.models.events import CheckIn, Kind, Phase
from bot.models.people import Member, Role, Standing, Trail
from tests.announced import FRIDAY, publish
from tests.forged import forge
from tests.held import OVER, figures, hold, sheet_of
from tests.scene import OFFICE, VILLAGE, Scene


def test_the_host_is_asked_and_confirms_with_one_tap(pair: Scene) -> None:
    event = hold(pair)
    pair.li.hears("这次谁到了？先按“参加”的 1 人记", f"{OFFICE}　到 1/3", f"{VILLAGE}　到 0/2")
    pair.li.taps("确认 1 人").hears(
        "已确认。", f"{OFFICE}\n应到 3 · 实到 1 · 请假 0", f"{VILLAGE}\n应到 2 · 实到 0 · 请假 1"
    )
    assert figures(pair, event) == {OFFICE: (3, 1, 0, 0), VILLAGE: (2, 0, 1, 0)}


def test_nobody_is_asked_before_it_is_over_nor_for_what_was_cancelled_or_is_long_past(pair: Scene) -> None:
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


def test_whoever_left_after_the_event_was_expected_at_it(pair: Scene) -> None:
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
    pair.wang.hears(f"{VILLAGE}\n应到 2 · 实到 0 · 请假 1")
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
    pair.wang.says("签到").hears("没有本支部承办、已经开始的活动")
    pair.chen.says("签到").hears("这次谁到了").taps("确认 1 人").taps("签到表").hears("要哪个支部的？")
    pair.chen.taps(VILLAGE)
    assert ["希勤村党支部签到表"] in sheet_of(pair.chen)


def test_what_is_another_branchs_does_not_exist(pair: Scene) -> None:
    event = hold(pair)
    for person in (pair.wang, pair.mei):
        forge(person, "attend", event=event).hears("没有找到")
        forge(person, "came", event=event, member=pair.ids["兰婶"], page=0).hears("没有找到")
        forge(person, "attended", event=event, count=1).hears("没有找到")
    forge(pair.wang, "signin", event=event, branch=pair.office).hears("没有找到")
    forge(pair.mei, "signin", event=event).hears("只有支部书记可以")
    forge(pair.li, "came", event=event, member=999, page=0).hears("没有找到")


def test_the_events_card_leads_to_the_sheet_and_then_to_the_record(pair: Scene) -> None:
    event = hold(pair)
    forge(pair.li, "event", event=event).taps("到会情况").hears("这次谁到了？").taps("确认 1 人")
    forge(pair.li, "event", event=event).taps("到会情况").hears("已登记：")
    pair.li.says("签到").hears("已登记：")
    forge(pair.wang, "event", event=event).taps("回复情况").taps("签到表")
    assert ["希勤村党支部签到表"] in sheet_of(pair.wang)


def test_it_cannot_be_noted_before_it_begins(pair: Scene) -> None:
    event = publish(pair)
    pair.li.says("签到").hears("没有本支部承办、已经开始的活动")
    forge(pair.li, "attended", event=event, count=0).hears("活动 11月27日 周五 15:00 才开始")


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


def test_the_board_shows_how_many_came(pair: Scene) -> None:
    hold(pair)
    pair.li.taps("确认 1 人")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    board = pair.mei.last(Scene.GROUP)
    assert f"{OFFICE}　到 1/3" in board.text
    assert not board.buttons


def test_erasing_a_name_later_keeps_the_count(pair: Scene) -> None:
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
