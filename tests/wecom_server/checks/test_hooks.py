"""The addresses of groups' robots: as strict as the facts, seen by hand and by a client that is not ours."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pywgb.bot import FileBot, ImageBot, MarkdownBot, TextBot

from bot.clock import HandClock
from tests.channels.handlers import PICTURE
from tests.wecom_server.hooks import GroupRobot, Hooks, HookServer
from tests.wecom_server.world import World


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 27, 1, tzinfo=UTC))


@pytest.fixture
async def hooks(clock: HandClock) -> AsyncIterator[Hooks]:
    async with HookServer(World(clock)) as hooks:
        yield hooks


@pytest.fixture
def robot(hooks: Hooks) -> GroupRobot:
    return hooks.robot("红色对子")


async def post(robot: GroupRobot, kind: str, **body: Any) -> int:
    """Post something and return the code WeCom answers with."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(robot.address, json={"msgtype": kind, kind: body})
    return int(answer.json()["errcode"])


def picture(content: bytes = PICTURE, of: bytes | None = None) -> dict[str, str]:
    """Return a picture as it is posted, with the digest of other bytes if they are given."""
    digest = hashlib.md5(content if of is None else of, usedforsecurity=False).hexdigest()
    return {"base64": base64.b64encode(content).decode(), "md5": digest}


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("text", {"content": "学" * 682}, 0),
        ("text", {"content": "学" * 683}, 40058),
        ("markdown", {"content": "学" * 1365}, 0),
        ("markdown", {"content": "学" * 1366}, 40058),
        ("markdown_v2", {"content": "x" * 4097}, 40058),
        ("markdown", {"content": " "}, 44004),
        ("image", picture(), 0),
        ("image", picture(of=b"other"), 40009),
        ("image", picture(b"GIF89a"), 40009),
        ("image", picture(PICTURE + b"\0" * 2 * 1024 * 1024), 40009),
        ("image", {"base64": "?", "md5": ""}, 40009),
        ("file", {"media_id": "nobody's"}, 40007),
        ("news", {"articles": [{}] * 9}, 40058),
        ("voice", {"media_id": "x"}, 40008),
        ("template_card", {"card_type": "button_interaction", "task_id": "a"}, 42014),
        ("template_card", {"card_type": "text_notice", "main_title": {"title": "学"}}, 42028),
        ("template_card", {"card_type": "text_notice", "main_title": {"title": "学"}, "card_action": {"type": 1}}, 0),
    ],
)
async def test_what_is_against_the_facts_is_refused_and_stands_nowhere(
    robot: GroupRobot, kind: str, body: dict[str, Any], code: int
) -> None:
    assert await post(robot, kind, **body) == code
    assert len(robot.posts) == (code == 0)
    assert bool([wrong for wrong in robot.world.violations if "escapes" not in wrong]) is (code != 0)


async def test_twenty_a_minute_and_the_next_is_refused_aloud(robot: GroupRobot, clock: HandClock) -> None:
    codes = [await post(robot, "text", content="x") for _ in range(21)]
    assert codes == [0] * 20 + [45009]
    clock.advance(seconds=60)
    assert await post(robot, "text", content="x") == 0
    assert len(robot.posts) == 21


async def test_an_address_is_nobodys_once_its_robot_is_out(hooks: Hooks, robot: GroupRobot) -> None:
    hooks.remove(robot)
    assert await post(robot, "text", content="x") == 93000


async def test_a_client_that_is_not_ours_posts_words_pictures_and_files(
    hooks: Hooks, robot: GroupRobot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pywgb.bot._abstract._Basic._API_BASE_URL", hooks.base)
    shown, kept = tmp_path / "turnout.png", tmp_path / "list.txt"
    shown.write_bytes(PICTURE)
    kept.write_bytes(b"123456")
    for kind, what in (
        (TextBot, {"msg": "学党史"}),
        (MarkdownBot, {"msg": "**学党史** 😀"}),
        (ImageBot, {"file_path": shown}),
        (FileBot, {"file_path": kept}),
    ):
        client, words = kind(robot.address), what.pop("msg", None)
        said = await asyncio.to_thread(client.send, *([words] if words else []), **what)
        client._session.close()
        client._uploader._session.close()
        assert said["errcode"] == 0
    assert robot.words == ["学党史", "**学党史** 😀"]
    assert [post.kind for post in robot.posts] == ["text", "markdown", "image", "file"]
    assert base64.b64decode(robot.posts[2].body["base64"]) == PICTURE
    assert hooks.world.media[robot.posts[3].body["media_id"]].content == b"123456"
    assert set(hooks.world.violations) <= {"webhook: json with escapes"}
