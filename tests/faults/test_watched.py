"""What the real process tells whoever watches it: its log, its figures, and a red health when it cannot write."""

import json
import os
import pty
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.house import ROOT, RealHouse
from tests.faults.village import Village
from tests.faults.waiting import eventually
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def house(server: TelegramServer, tmp_path: Path) -> RealHouse:
    """An installation that is watched; the test starts it."""
    return RealHouse(tmp_path, server.url, server.token, JIEDUI_WATCH__ON="true", JIEDUI_WATCH__PORT="0")


def lines(house: RealHouse) -> list[dict[str, Any]]:
    """Read the whole log: every line of it is an object."""
    return [json.loads(line) for line in house.logged().splitlines()]


def watched_at(house: RealHouse) -> str:
    """Return where the figures are."""
    told = " ".join(str(line["event"]) for line in lines(house))
    found = re.search(r"(http://127\.0\.0\.1:\d+)/metrics", told)
    assert found, told
    return found[1]


async def test_an_update_is_one_line_of_the_log_and_counted(
    server: TelegramServer, house: RealHouse, village: Village
) -> None:
    async with house:
        stranger = server.user("张三丰")
        stranger.says("我的电话是13800000000")
        await stranger.hears()
        told = await eventually(lambda: [e for e in lines(house) if e["event"] == "update"], "no line")
        assert [(e["channel"], e["kind"], e["outcome"], e["member"]) for e in told] == [
            ("telegram", "words", "answered", None)
        ]
        sent = 'jiedui_telegram_request_seconds_count{method="sendMessage",outcome="200"} 1.0'

        def figures_of_it() -> str | None:
            figures = httpx.get(f"{watched_at(house)}/metrics", trust_env=False, timeout=20).text
            return figures if sent in figures else None  # it is counted once the answer has come back

        figures = await eventually(figures_of_it, "the call was not counted")
        assert 'jiedui_updates_total{channel="telegram",outcome="answered"} 1.0' in figures
        assert 'jiedui_healthy{part="telegram"} 1.0' in figures
        await house.stop()
    for secret in ("张三丰", "13800000000", server.token.split(":")[1]):
        assert secret not in house.logged()


async def test_a_disk_that_takes_nothing_is_red_and_green_again_when_it_does(
    house: RealHouse, village: Village
) -> None:
    async with house:
        address, process = f"{house.address}/healthz", house.process.pid

        def becomes(status: int) -> httpx.Response | None:
            answer = httpx.get(address, trust_env=False, timeout=20)
            return answer if answer.status_code == status else None

        await eventually(lambda: becomes(200), "not well at first")
        _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (0, most))
        red = await eventually(lambda: becomes(503), "not red")
        assert [part["part"] for part in red.json()["red"]] == ["database"]
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))
        await eventually(lambda: becomes(200), "not well again")


_TELLS = """
import logging, sys
from bot.watch.logs import log_to
log_to(sys.stderr, form="auto", level="info", secrets=("s3cret",))
logging.getLogger("x").warning("a s3cret")
"""


def test_on_a_terminal_the_log_is_for_people() -> None:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", _TELLS], cwd=ROOT, stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    said = re.sub(r"\x1b\[[0-9;]*m", "", os.read(ours, 1000).decode())
    os.close(ours)
    assert "WARNING" in said
    assert "a <secret>" in said
    assert "{" not in said
