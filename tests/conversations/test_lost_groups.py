"""A group the bot was put out of: the coordinator hears of it once, and binding it again mends it."""

from sqlmodel import Session

from bot.chat import ChatChanged, Turn
from bot.models.people import Group
from bot.services import chats, groups
from tests.scene import Scene


def thrown_out(pair: Scene) -> None:
    change = ChatChanged(pair.world.channel, pair.world.chat_of(Scene.GROUP), Turn.LEFT, at=pair.world.clock.now())
    pair.world.do(lambda ledger: chats.changed(ledger, change))
    pair.world.settle()


def test_the_coordinator_hears_once_that_a_group_is_lost(pair: Scene) -> None:
    thrown_out(pair)
    thrown_out(pair)
    told = [heard for heard in pair.chen.thread() if "发不出消息" in heard.text]
    assert len(told) == 1
    assert "红色对子" in told[0].text
    assert "/bind" in told[0].text


def test_nobody_else_hears_of_a_lost_group(pair: Scene) -> None:
    thrown_out(pair)
    assert pair.li.thread() == []
    assert pair.mei.thread() == []


def test_a_group_that_is_bound_again_before_the_news_went_out_is_not_announced(pair: Scene) -> None:
    def lose_and_bind(ledger: Session) -> None:
        group = ledger.get_one(Group, pair.group)
        groups.let_go(ledger, group, None, pair.world.clock.now())
        group.closed_at = None
        ledger.add(group)

    pair.world.do(lose_and_bind)
    pair.world.settle()
    assert pair.chen.thread() == []
