"""Taps on cards that are older than what is known, and by people they are not for."""

from datetime import timedelta

from sqlmodel import Session, select

from bot.models.events import Event, Invited, Kind
from bot.models.people import Branch, Category, Member, Partner, Standing
from tests.announced import FRIDAY, publish
from tests.forged import forge
from tests.scene import Scene


def move(pair: Scene) -> None:
    """Let the secretary move the event to Saturday morning."""
    pair.li.says("修改 时间 周六9点").taps("确认修改")


def change(pair: Scene, name: str, **traits: object) -> None:
    """Change a member's row."""

    def write(ledger: Session) -> None:
        member = ledger.get_one(Member, pair.ids[name])
        for trait, value in traits.items():
            setattr(member, trait, value)

    pair.world.do(write)


def test_a_tap_on_a_card_of_the_old_time_shows_the_new_one_and_answers_nothing(pair: Scene) -> None:
    publish(pair)
    old = pair.mei.last()
    move(pair)
    pair.mei.hears("11月28日 周六 09:00", "请再回复一次")
    assert pair.mei.thread()[0].text == "📌 学党史\n时间改了，请看下面的新卡片。"
    pair.mei.taps("参加", on=old).hears("时间改过了，请看新的时间再回复。")
    assert "11月28日 周六 09:00" in pair.mei.thread()[0].text
    pair.li.says("回复情况").hears("未回复 3：陈联络、李书记、梅老师")
    pair.mei.taps("参加", on=pair.mei.thread()[0]).hears("已记下：参加")


def test_so_does_one_on_an_old_board(pair: Scene) -> None:
    publish(pair)
    old = pair.mei.last(Scene.GROUP)
    move(pair)
    pair.mei.taps("参加", on=old, to=Scene.GROUP).hears("时间改过了")
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    (board,) = pair.mei.thread(Scene.GROUP)
    assert "11月28日 周六 09:00" in board.text


def test_an_answer_to_the_new_time_shows_on_the_card_that_told_of_it(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("参加")
    move(pair)
    pair.mei.hears("时间改了：11月27日 周五 15:00–16:30 → 11月28日 周六 09:00").says("参加")
    moved = pair.mei.thread()[1]
    assert "时间改了" in moved.text
    assert "其余不变。请再" not in moved.text
    assert "您的回复：参加" in moved.text


def test_an_event_moved_twice_is_answered_on_the_newest_card(pair: Scene) -> None:
    publish(pair)
    move(pair)
    pair.li.says("修改 时间 周日9点").taps("确认修改")
    pair.mei.hears("11月29日 周日 09:00", "请再回复一次")
    assert pair.mei.thread()[1].text == "📌 学党史\n时间改了，请看下面的新卡片。"


def test_a_tap_after_cancelling_is_told_so(pair: Scene) -> None:
    publish(pair)
    old = pair.mei.last()
    pair.li.says("取消").taps("11月27日 周五 15:00 学党史").says("场地维修")
    pair.mei.taps("参加", on=old).hears("11月27日 周五 15:00 的这次活动已经取消，不用回复了")
    assert "已取消。原因：场地维修" in pair.mei.thread()[0].text


def test_a_tap_after_it_is_over_is_told_so(pair: Scene) -> None:
    publish(pair)
    old = pair.mei.last()
    pair.world.pass_to(FRIDAY + timedelta(hours=2))
    pair.mei.taps("参加", on=old).hears("已经结束")


def test_whoever_has_left_is_not_known_any_more(pair: Scene) -> None:
    publish(pair)
    card = pair.mei.last()
    change(pair, "梅老师", standing=Standing.LEFT)
    pair.mei.taps("参加", on=card).hears("我还不认识您")


def test_whoever_waits_to_be_let_in_cannot_answer_yet(pair: Scene) -> None:
    publish(pair)
    card = pair.mei.last()
    change(pair, "梅老师", standing=Standing.WAITING)
    pair.mei.taps("参加", on=card).hears("我还不认识您")
    pair.mei.taps("参加", to=Scene.GROUP).hears("我还不认识您")


def test_a_member_of_a_branch_that_is_not_invited_is_told_so(pair: Scene) -> None:
    event = publish(pair)

    def uninvite(ledger: Session) -> None:
        found = ledger.exec(select(Invited).where(Invited.event_id == event, Invited.branch_id == pair.village))
        ledger.delete(found.one())

    pair.world.do(uninvite)
    pair.lan.taps("参加", to=Scene.GROUP).hears("没有邀请您所在的支部")


def test_nor_is_somebody_whose_category_is_not_called(pair: Scene) -> None:
    publish(pair, kind=Kind.GENERAL_MEETING)
    friend = pair.join("积极分子", pair.office, category=Category.ACTIVIST)
    friend.taps("参加", to=Scene.GROUP).hears("这一类成员")
    friend.says("参加").hears("现在没有等您回复的活动")


def test_for_those_outside_the_partnership_the_event_does_not_exist(pair: Scene) -> None:
    publish(pair)
    card = pair.mei.last()

    def elsewhere(ledger: Session) -> int:
        branch = Branch(name="农学院党总支", created_at=pair.world.clock.now())
        ledger.add(branch)
        ledger.flush()
        return branch.id or 0

    other = pair.join("外人", pair.world.do(elsewhere))
    other.taps("参加", on=card).hears("没有找到")


def test_somebody_who_changed_branches_takes_no_answer_along(pair: Scene) -> None:
    event = publish(pair, kind=Kind.GENERAL_MEETING)

    def only_office(ledger: Session) -> None:
        ledger.delete(ledger.get_one(Invited, (event, pair.village)))
        assert ledger.get_one(Event, event).host_id == pair.office
        assert ledger.get_one(Partner, (pair.partnership, pair.village))

    pair.world.do(only_office)
    card = pair.mei.last()
    change(pair, "梅老师", branch_id=pair.village)
    pair.mei.taps("请假", on=card).hears("没有邀请您所在的支部")


def test_a_reason_tapped_after_the_answer_was_changed_is_not_taken(pair: Scene) -> None:
    publish(pair)
    asking = pair.mei.taps("请假").last()
    pair.mei.says("参加").taps("出差", on=asking).hears("您现在没有请假，不用填原因")


def test_a_reason_after_it_is_over_is_not_taken(pair: Scene) -> None:
    publish(pair)
    asking = pair.mei.taps("请假").last()
    pair.world.pass_to(FRIDAY + timedelta(hours=2))
    pair.mei.taps("出差", on=asking).hears("已经结束")


def test_the_same_card_in_english(pair: Scene) -> None:
    change(pair, "梅老师", language="en")
    publish(pair)
    pair.mei.hears("Fri 27 Nov 15:00–16:30 · 友谊渠党性教育基地", "Please reply by Thu 26 Nov 18:00")
    pair.mei.taps("On leave").hears("You are on leave. Afterwards I will tell you how to make it up.")
    pair.mei.says("my child is ill").hears("Noted: on leave.")
    assert "You are on leave: my child is ill." in pair.mei.thread()[0].text
    pair.mei.taps("Coming")
    assert "Your answer: coming" in pair.mei.thread()[0].text


def test_a_second_way_of_answering_is_followed_by_every_card(pair: Scene) -> None:
    publish(pair)
    pair.world.pass_to(FRIDAY.replace(day=25))
    cards = [heard for heard in pair.mei.thread() if "参加" in heard.buttons]
    assert len(cards) == 2
    pair.mei.taps("参加", on=cards[1])
    assert all("您的回复：参加" in heard.text for heard in pair.mei.thread())


def test_a_coordinator_of_no_branch_is_not_invited_and_an_event_that_is_not_there_not_found(pair: Scene) -> None:
    event = publish(pair)
    change(pair, "陈联络", branch_id=None)
    forge(pair.chen, "rsvp", event=event, answer="yes").hears("没有邀请您所在的支部")
    forge(pair.mei, "rsvp", event=999, answer="yes").hears("没有找到")


def test_a_reason_typed_with_the_same_answer_again_is_added(pair: Scene) -> None:
    publish(pair)
    pair.mei.taps("请假").says("请假 出差").hears("已记下：请假")
    assert "已请假：出差" in pair.mei.thread()[0].text
