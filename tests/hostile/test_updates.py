"""Whatever is called an update, pushed or fetched: it is taken or set aside, and what comes after it is heard."""

import copy
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.webhook import HEADER, PATH, secret
from bot.clock import HandClock
from tests.channels.telegram.house import TelegramHouse
from tests.channels.telegram.test_webhook import Pushed
from tests.hostile.house import Faults
from tests.hostile.much import many
from tests.hostile.words import PIECES
from tests.telegram_server.fixtures import hand_clock
from tests.telegram_server.server import TelegramServer

__all__ = ["hand_clock"]

USER = {"id": 5, "is_bot": False, "first_name": "梅", "last_name": "老师", "language_code": "zh"}
CHAT = {"id": 5, "type": "private", "first_name": "梅"}
GROUP = {"id": -1005, "type": "supergroup", "title": "对子"}
CARD = {"message_id": 3, "date": 1795000000, "chat": GROUP, "from": {**USER, "id": 1, "is_bot": True}, "text": "卡片"}
MEMBER = {"status": "member", "user": {**USER, "id": 1, "is_bot": True}}
VALID: list[dict[str, Any]] = [
    {"message": {"message_id": 4, "date": 1795000000, "chat": CHAT, "from": USER, "text": "卡片 一"}},
    {"message": {"message_id": 4, "date": 1795000000, "chat": GROUP, "from": USER, "text": "@b 卡片",
                 "reply_to_message": CARD, "is_topic_message": True, "message_thread_id": 9,
                 "entities": [{"type": "mention", "offset": 0, "length": 2}]}},
    {"message": {"message_id": 4, "date": 1795000000, "chat": CHAT, "from": USER, "caption": "名册",
                 "document": {"file_id": "f", "file_unique_id": "u", "file_name": "a.xlsx", "file_size": 21000000}}},
    {"message": {"message_id": 4, "date": 1795000000, "chat": GROUP, "from": USER, "new_chat_title": "新"}},
    {"message": {"message_id": 4, "date": 1795000000, "chat": GROUP, "from": USER, "migrate_to_chat_id": -1006}},
    {"callback_query": {"id": "q", "from": USER, "chat_instance": "c", "data": "rsvp:7:yes", "message": CARD}},
    {"my_chat_member": {"chat": GROUP, "from": USER, "date": 1795000000, "new_chat_member": MEMBER,
                        "old_chat_member": {**MEMBER, "status": "left"}}},
    {"edited_message": {"message_id": 4, "date": 1795000000, "chat": CHAT, "from": USER, "text": "一"}},
    {"poll": {"id": "1"}},
]  # fmt: skip

odd = st.one_of(
    st.none(), st.booleans(), st.floats(), st.sampled_from([0, -1, 2**31, 2**53, 2**64, -(2**70), 10**400, "", [], {}]),
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
    """Return a valid update of which a few fields hold something else, or are gone."""
    update: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(VALID)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(_places(update), key=repr)))
        inside: Any = update
        for key in path[:-1]:
            inside = inside[key]
        if draw(st.booleans()):
            inside[path[-1]] = copy.deepcopy(draw(anything))
        elif isinstance(inside, dict):
            del inside[path[-1]]
        if not update:
            break
    return update


@pytest.fixture
async def pushed(hand_clock: HandClock, tmp_path: Path, empty_house: Path) -> AsyncIterator[Pushed]:
    pushed = Pushed(hand_clock, tmp_path, empty_house)
    async with pushed.server:
        await pushed.starts()
        yield pushed
        assert pushed.house
        await pushed.house.stop()


def _examples(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """Return examples to be used inside one running event loop."""
    found: list[Any] = []

    @many(count)
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    return found


async def test_whatever_is_pushed_is_answered_200_or_400_and_the_next_is_heard(pushed: Pushed, faults: Faults) -> None:
    assert pushed.house
    right = {HEADER: secret(pushed.server.token)}
    async with httpx.AsyncClient(base_url=pushed.server.url, headers=right) as telegram:
        for number, update in enumerate(_examples(mutated(), 250), 1):
            answer = await telegram.post(PATH, content=json.dumps({"update_id": number, **update}))
            assert answer.status_code == 200, update
            faults.none()
        for body in _examples(anything, 80):
            numbered = isinstance(body, dict) and type(body.get("update_id")) is int and 0 <= body["update_id"] < 2**63
            answer = await telegram.post(PATH, content=json.dumps(body))
            assert answer.status_code == (200 if numbered else 400), body
        for raw in (b"", b"\xff", b"[" * 100_000, b'{"update_id":' + b"9" * 5000 + b"}", b'{"update_id":1e5}', b"NaN"):
            assert (await telegram.post(PATH, content=raw)).status_code == 400
    mei = pushed.server.user("梅")
    mei.says("一")
    await mei.hears("没看懂一", within=120)
    faults.none()


async def test_whatever_is_fetched_polling_lives_on(
    hand_clock: HandClock, tmp_path: Path, empty_house: Path, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        TelegramServer(hand_clock) as server,
        TelegramHouse(server, tmp_path, empty_house, hand_clock) as house,
    ):
        mei = server.user("梅")
        for update in filter(_can_be_fetched, _examples(mutated(), 100)):
            for kind, payload in update.items():
                server.world.updates.add(kind, payload, 1)
        mei.says("一")
        await mei.hears("没看懂一", within=120)
        await server.settled()
        assert house.task
        assert not house.task.done()
        faults.none()
    assert "set aside" in caplog.text
    assert "名册" not in caplog.text, "what people said is in the log"
    server.world.violations.clear()


def _can_be_fetched(update: dict[str, Any]) -> bool:
    """Say whether the test server's JSON can carry it: numbers that are none and half characters it cannot."""
    try:
        json.dumps(update, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True
