"""Whatever comes over WeCom's long connection is taken or set aside; whatever is said goes out as WeCom takes it."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom.cards import APP_CARD, ROBOT_CARD, Advised, lay
from bot.channels.wecom.robot.markdown import MOST, written
from bot.channels.wecom.robot.mentions import without_mention
from bot.channels.wecom.wording import size
from bot.chat import Reader, Style
from bot.clock import HandClock
from bot.texts import Spoken, SpokenButton
from tests.channels.wecom.robot.house import RobotHouse
from tests.hostile.house import Faults
from tests.hostile.much import many
from tests.hostile.words import PIECES
from tests.telegram_server.fixtures import hand_clock
from tests.wecom_server import card_rules
from tests.wecom_server.look import look
from tests.wecom_server.server import WecomServer

__all__ = ["hand_clock"]

READER = Reader("zh", ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, tzinfo=UTC))
_FROM = {"msgid": "m", "aibotid": "a", "create_time": 1795000000, "from": {"userid": "stranger"}}
_TAP = {"card_type": "vote_interaction", "event_key": "submit", "task_id": "t", "selected_items": {"selected_item": [
    {"question_key": "choice", "option_ids": {"option_id": ["rsvp:7:yes"]}}]}}  # fmt: skip
VALID: list[dict[str, Any]] = [
    {**_FROM, "chattype": "single", "msgtype": "text", "text": {"content": "卡片 一"}},
    {**_FROM, "chattype": "group", "chatid": "g", "msgtype": "text", "text": {"content": "@结对 /card"},
     "quote": {"msgtype": "text", "text": {"content": "前"}}},
    {**_FROM, "msgtype": "mixed", "mixed": {"msg_item": [
        {"msgtype": "text", "text": {"content": "看"}},
        {"msgtype": "image", "image": {"url": "http://x/", "aeskey": "k"}}]}},
    {**_FROM, "msgtype": "file", "file": {"url": "http://127.0.0.1:9/f", "aeskey": "k"}},
    {**_FROM, "msgtype": "voice", "voice": {"content": "去不了"}},
    {**_FROM, "msgtype": "stream", "stream": {"id": "s"}},
    {**_FROM, "msgtype": "event", "event": {"eventtype": "enter_chat"}},
    {**_FROM, "msgtype": "event", "event": {"eventtype": "template_card_event", "template_card_event": _TAP}},
    {**_FROM, "msgtype": "event", "event": {"eventtype": "template_card_event", **_TAP}},
    {**_FROM, "msgtype": "event", "event": {"eventtype": "feedback_event", "feedback_event": {"id": "f", "type": 1}}},
]  # fmt: skip

odd = st.one_of(
    st.none(), st.booleans(), st.floats(), st.sampled_from([0, -1, 2**53, 2**64, 10**400, "", [], {}, "\ud800"]),
    st.just([[]]), st.just([{}]), st.sampled_from(PIECES), st.just("字" * 5000), st.just({"id": 1}),
)  # fmt: skip
anything = st.recursive(
    odd, lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=6), deeper), max_leaves=6
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _places(inner, (*path, key))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Return a valid body of which a few fields hold something else, or are gone."""
    body: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(VALID)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(_places(body), key=repr)))
        inside: Any = body
        for key in path[:-1]:
            inside = inside[key]
        if draw(st.booleans()):
            inside[path[-1]] = copy.deepcopy(draw(anything))
        elif isinstance(inside, dict):
            del inside[path[-1]]
        if not body:
            break
    return body


def _examples(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return examples to be used inside one running event loop."""
    found: list[Any] = []

    @many(count)
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    return found


async def test_whatever_is_told_the_next_is_heard(
    hand_clock: HandClock, tmp_path: Path, empty_house: Path, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    async with WecomServer(hand_clock) as server, RobotHouse(server, tmp_path, empty_house, hand_clock) as house:
        for number, body in enumerate(_examples(mutated(), 250)):
            cmd = "aibot_event_callback" if "event" in body else "aibot_msg_callback"
            if isinstance(body.get("msgid"), str):
                body["msgid"] += str(number)
            server.garbage(json.dumps({"cmd": cmd, "headers": {"req_id": f"r{number}"}, "body": body}))
        for frame in _examples(anything, 80):
            server.garbage(json.dumps(frame))
        mei = server.person("梅")
        mei.says("一")
        await mei.hears("没看懂一", within=120)
        assert house.task
        assert not house.task.done()
        assert server.robot.subscribed == 1
        faults.none()


words = st.one_of(st.text(max_size=60), st.sampled_from(PIECES), st.just("很长" * 200))
buttons = st.builds(
    SpokenButton, words, st.sampled_from([f"rsvp:{n}:yes" for n in range(50)]), st.sampled_from(Style)
) | st.builds(SpokenButton, words, url=st.sampled_from(["https://a.example/(x)", "https://b.example/ y<z>"]))
cards = st.builds(
    Spoken, words, st.lists(words | st.tuples(words, words), max_size=12).map(tuple),
    st.lists(st.lists(buttons, max_size=4).map(tuple), max_size=10).map(tuple), st.none(), st.just(()),
)  # fmt: skip


@many(300)
@given(cards, st.sampled_from([(ROBOT_CARD, card_rules.ROBOT), (APP_CARD, card_rules.APP)]))
def test_whatever_is_said_goes_out_in_cards_wecom_takes(
    spoken: Spoken, kind: tuple[Advised, card_rules.Advised]
) -> None:
    laid = lay(spoken, "task", kind[0], READER)
    offered: list[str] = []
    for card in laid.cards:
        assert card_rules.refused(card) is None
        assert not list(card_rules.too_long(card, kind[1]))
        offered += look("template_card", card).buttons.values()
    wanted = {b.data for row in spoken.buttons for b in row if b.data}
    assert wanted >= set(offered), "nothing is offered that was not meant"
    for piece in written(laid.words):
        assert 0 < size(piece) <= MOST


@many(300)
@given(st.text(max_size=80), st.text(max_size=10))
def test_whatever_is_said_in_a_group_is_heard_without_a_fault(text: str, name: str) -> None:
    said = without_mention(text, name)
    assert said == said.strip()
    assert set(said) <= set(text) | {" "}
