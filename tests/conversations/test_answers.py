"""Somebody is asked whether they come, and answers."""

from datetime import timedelta

from bot.models.events import Event
from bot.services import boards, invitees, inviting
from tests.scene import Scene
from tests.world import MONDAY

FRIDAY = MONDAY.replace(day=27, hour=15)


def publish(pair: Scene, title: str = "学党史", **more: object) -> int:
    """Let the house announce an event on Friday at 15:00, to be answered until Thursday 18:00."""
    event_id = pair.event(title, more.pop("starts_at", FRIDAY), **more)  # type: ignore[arg-type]
    now = pair.world.clock.now()

    def announce(ledger) -> None:  # type: ignore[no-untyped-def]
        event = ledger.get_one(Event, event_id)
        for member in invitees.members(ledger, event):
            inviting.invite(ledger, event, member.id or 0, now)
        boards.open_boards(ledger, event_id, (pair.group,), now)

    pair.world.do(announce)
    pair.world.settle()
    return event_id


def test_one_tap_is_confirmed_at_once_on_the_card(pair: Scene) -> None:
    publish(pair)
    pair.mei.hears("📌 学党史", "11月27日 周五 15:00–16:30 · 友谊渠党性教育基地", "请在 11月26日 周四 18:00 前回复")
    pair.mei.taps("参加").hears("已记下：参加", "您的回复：参加", "11月26日 周四 18:00 前可改")
    assert "✓ 参加" in pair.mei.last().buttons
    assert len(pair.mei.thread()) == 1


def test_a_late_answer_is_refused_and_told_when_answers_closed(pair: Scene) -> None:
    publish(pair)
    card = pair.mei.last()
    pair.world.pass_to(FRIDAY.replace(day=26, hour=18, minute=1))
    pair.mei.taps("参加", on=card).hears("周四 18:00 已截止", "联系本支部书记")


def test_the_group_card_follows_within_seconds_without_new_messages(pair: Scene) -> None:
    publish(pair)
    board = pair.mei.last(Scene.GROUP)
    assert "综合办公室党支部　参加 0 · 请假 0 · 未回复 3" in board.text
    pair.mei.taps("参加")
    pair.lan.taps("请假", to=Scene.GROUP)
    pair.world.pass_to(pair.world.clock.now() + timedelta(seconds=3))
    (board,) = pair.mei.thread(Scene.GROUP)
    assert "综合办公室党支部　参加 1 · 请假 0 · 未回复 2" in board.text
    assert "希勤村党支部　参加 0 · 请假 1 · 未回复 1" in board.text
