"""The corporation itself: what is counted, what is seen."""

from datetime import UTC, datetime

import pytest

from bot.clock import HandClock
from tests.wecom_server import card_rules
from tests.wecom_server.listening import Listener
from tests.wecom_server.look import look
from tests.wecom_server.world import Speaker, World


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def world(clock: HandClock) -> World:
    return World(clock)


CARD = {
    "card_type": "button_interaction",
    "task_id": "t1",
    "main_title": {"title": "学党史"},
    "button_list": [{"text": "参加", "key": "yes"}],
}


async def test_the_thirty_first_message_of_a_minute_is_dropped_without_a_word(world: World, clock: HandClock) -> None:
    robot, mei = Speaker("bot", "结对"), world.member("梅")
    chat = world.private(robot, mei)
    for number in range(31):
        world.say(chat, robot, "markdown", {"content": str(number)})
    assert (len(chat.messages), [m.look().text for m in world.dropped]) == (30, ["30"])
    clock.advance(seconds=60)
    world.say(chat, robot, "markdown", {"content": "新的一分钟"})
    assert chat.last.look().text == "新的一分钟"


async def test_the_thousand_and_first_of_an_hour_is_dropped_too(world: World, clock: HandClock) -> None:
    robot, mei = Speaker("bot", "结对"), world.member("梅")
    chat = world.private(robot, mei)
    for _ in range(1001):
        world.say(chat, robot, "markdown", {"content": "."})
        clock.advance(seconds=3)
    assert len(world.dropped) == 1


async def test_a_card_may_look_otherwise_for_some(world: World) -> None:
    robot, mei, lan = Speaker("bot", "结对"), world.member("梅"), world.member("兰")
    group = world.group(robot, "对子", mei, lan)
    card = world.say(group, robot, "template_card", CARD)
    world.update(card, CARD | {"main_title": {"title": "已记下"}}, frozenset({mei.userid}))
    assert [card.look(one).text for one in (mei, lan)] == ["已记下", "学党史"]
    assert await Listener(world, group, mei).hears_update("已记下") is card
    world.update(card, CARD | {"main_title": {"title": "给大家"}})
    assert {card.look(one).text for one in (mei, lan)} == {"给大家"}


def test_markdown_is_read_as_markdown() -> None:
    seen = look("markdown", {"content": "**学党史**  \n地点 \\*友谊渠\\* [加入](https://x.example)\n再来\n\n# 题"})
    assert seen.text == "学党史\n地点 *友谊渠* 加入 再来\n<heading_open>\n题\n<heading_close>"
    assert seen.links == {"加入": "https://x.example"}


@pytest.mark.parametrize(
    "broken",
    [
        None, CARD | {"card_type": "x"}, CARD | {"task_id": ""}, CARD | {"task_id": "有字"}, CARD | {"main_title": {}},
        CARD | {"button_list": []}, CARD | {"button_list": [{"text": "", "key": "a"}]},
        CARD | {"button_list": [{"text": "a", "key": "a"}, {"text": "b", "key": "a"}]},
        CARD | {"button_list": [{"text": "a", "key": "k" * 1025}]},
        CARD | {"button_list": [{"text": "a", "key": str(n)} for n in range(7)]},
        CARD | {"horizontal_content_list": [{"keyname": "a"}] * 7},
        CARD | {"horizontal_content_list": [{"value": "a"}]},
        CARD | {"jump_list": [{"type": 1, "title": "a"}]}, CARD | {"card_type": "vote_interaction"},
        CARD | {"card_type": "text_notice"},
    ],
)  # fmt: skip
def test_a_broken_card_is_refused(broken: object) -> None:
    assert card_rules.refused(broken)


def test_a_sound_card_is_taken_and_too_long_a_title_noted() -> None:
    assert card_rules.refused(CARD) is None
    assert list(card_rules.too_long(CARD, card_rules.ROBOT)) == []
    assert len(list(card_rules.too_long(CARD | {"main_title": {"title": "长" * 27}}, card_rules.ROBOT))) == 1
