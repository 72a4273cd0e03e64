"""One line an update, one a delivery: what was done and how long it took, never what was said or by whom in words."""

import logging
from typing import Any

import pytest

from bot.chat import ChatChanged, NotSent, Request, Turn
from bot.dispatch import Dispatcher
from tests.channels.handlers import Handlers
from tests.jobs.post import Post
from tests.scene import Scene
from tests.world import Person, World


@pytest.fixture(autouse=True)
def _told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "jiedui")


def lines(caplog: pytest.LogCaptureFixture, event: str) -> list[dict[str, Any]]:
    """Return the facts of each line of this kind."""
    return [vars(record)["facts"] for record in caplog.records if record.name == "jiedui" and record.msg == event]


def hear(person: Person, **more: Any) -> None:
    person.world.hear(person, Request(**person._from(more.pop("to", "")), **more))


def test_a_command_is_told_by_its_verb_and_the_members_number(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    hear(pair.mei, text="日程 我的秘密", update="u-77")
    assert lines(caplog, "update") == [
        {"channel": "web", "update": "u-77", "kind": "agenda", "outcome": "answered", "ms": 0.0,
         "member": pair.ids["梅老师"]},
    ]  # fmt: skip


def test_a_repetition_and_a_refusal_say_so(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    hear(pair.mei, text="日程", update="u-78")
    hear(pair.mei, text="日程", update="u-78")
    hear(pair.mei, text="安排 周五15:00 学党史")
    told = [(line["kind"], line["outcome"], line.get("no")) for line in lines(caplog, "update")]
    assert told == [("agenda", "answered", None), ("", "repeated", None), ("schedule", "refused", "NotAllowed")]


def test_words_files_and_talk_are_told_without_their_content(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    hear(pair.mei, text="随便说说")
    hear(pair.mei, text="随便说说", to=Scene.GROUP)
    hear(pair.world.person("路人"), text="我是路人")
    told = [(line["kind"], line["outcome"], line["member"]) for line in lines(caplog, "update")]
    assert told[:2] == [("words", "answered", pair.ids["梅老师"]), ("talk", "ignored", pair.ids["梅老师"])]
    assert told[2][2] is None


def test_a_forged_button_brings_no_words_of_its_own_into_the_log(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    hear(pair.mei, verb="梅老师的电话13800000000")
    assert lines(caplog, "update")[0]["kind"] == ""
    assert "13800000000" not in str([vars(record) for record in caplog.records if record.name == "jiedui"])


def test_a_fault_of_ours_is_one_line_too(world: World, caplog: pytest.LogCaptureFixture) -> None:
    dispatcher = Dispatcher(world.app.gate, world.clock, Handlers().routes())
    world.run(dispatcher.hear(Request(**world.person("梅")._from(""), verb="break", update="u-79")))
    assert [(line["kind"], line["outcome"]) for line in lines(caplog, "update")] == [("break", "failed")]
    caplog.clear()


def test_a_change_of_a_chat_is_one_line(world: World, caplog: pytest.LogCaptureFixture) -> None:
    change = ChatChanged("telegram", "-100", Turn.CLOSED, world.clock.now(), update="5")
    world.run(world.app.dispatcher.notice(change))
    assert lines(caplog, "update") == [
        {"channel": "telegram", "update": "5", "kind": "chat", "outcome": "noted", "ms": 0.0, "member": None},
    ]  # fmt: skip


def test_a_delivery_is_told_when_it_is_sent(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    post = Post(pair)
    delivery = post.invite()
    post.later(seconds=3)
    post.once()
    assert lines(caplog, "delivery") == [
        {"delivery": delivery, "what": "invitation", "channel": "web", "state": "sent", "attempts": 1,
         "lag_ms": 3000, "ms": 0.0},
    ]  # fmt: skip


def test_a_delivery_that_is_held_is_told_at_each_try(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    post = Post(pair)
    post.invite()
    post.channel.failures = [NotSent("away", retry_after=7)]
    post.once()
    post.later(seconds=8)
    post.once()
    told = [(line["state"], line["attempts"], line["lag_ms"]) for line in lines(caplog, "delivery")]
    assert told == [("held", 1, 0), ("sent", 2, 8000)]


def test_a_delivery_that_is_settled_unsent_is_told(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    post = Post(pair)
    post.invite()
    post.later(days=30)
    post.once()
    assert [line["state"] for line in lines(caplog, "delivery")] == ["missed"]


def test_no_name_no_title_and_no_chat_are_told(pair: Scene, caplog: pytest.LogCaptureFixture) -> None:
    pair.li.says("安排 周五15:00 学习二十届四中全会精神 @友谊渠党性教育基地").taps("发布")
    pair.mei.taps("参加")
    told = str([vars(record)["facts"] for record in caplog.records if record.name == "jiedui"])
    assert len(lines(caplog, "update")) == 3
    assert lines(caplog, "delivery")
    secrets = [*pair.ids, "学习", "友谊渠", "红色对子", *(f"'{p.user}'" for p in (pair.li, pair.mei)), Scene.GROUP]
    assert [secret for secret in secrets if secret in told] == []
