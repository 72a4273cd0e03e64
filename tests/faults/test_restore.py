"""The drill: a running house is copied under load, its database destroyed, restored, started again."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.clock import HandClock
from bot.models.deliveries import Delivery, State
from bot.models.events import Answer, Rsvp
from bot.services import restoring
from bot.services.restoring import Restored
from bot.store import copy_database, put_in_place
from tests.channels.telegram.test_week import LINE, Pair, found
from tests.channels.telegram.whole import WholeHouse
from tests.telegram_server.people import User
from tests.telegram_server.server import TelegramServer

BEIJING = ZoneInfo("Asia/Shanghai")


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "jiedui.db"


def _said(user: User, words: str) -> int:
    """Count the messages in somebody's chat that ever said these words."""
    return len([m for m in user.messages if any(words in version.text for version in m.versions)])


async def _published(whole: WholeHouse, pair: Pair) -> None:
    """Let the secretary publish the activity, and what is due at once be sent."""
    pair.li.says(LINE)
    pair.li.taps(await pair.li.hears("请核对"), "发布")
    await whole.later(12)


async def _copied_under_load(whole: WholeHouse, pair: Pair, file: Path) -> Path:
    """Copy the database while its people tap on."""
    copy = file.with_name("copy.db")
    card = await pair.mei.hears("学习二十届四中全会精神")
    pair.mei.taps(card, "参加")
    await pair.mei.sees("参加")
    copying = asyncio.create_task(asyncio.to_thread(copy_database, f"sqlite:///{file}", copy, lambda done, total: None))
    for label in ["待定", "参加"] * 15:
        pair.mei.taps(card, label, version=0)
    await whole.server.settled(within=60)
    await copying
    return copy


def _restored(file: Path, copy: Path, now: datetime) -> Restored:
    found: list[Restored] = []

    def prepare(ledger: Session) -> None:
        found.append(restoring.settle(ledger, now))

    put_in_place(f"sqlite:///{file}", copy, prepare, now, lambda done, total: None)
    return found[0]


def _destroy(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{suffix}").write_bytes(b"\xde\xad" * 4096)


async def test_a_restored_house_knows_what_was_copied_and_repeats_nothing_it_said_since(
    tmp_path: Path, empty_house: Path, clock: HandClock, file: Path
) -> None:
    async with TelegramServer(clock) as server:
        async with WholeHouse(server, tmp_path, empty_house, clock) as whole:
            pair = await found(whole)
            await _published(whole, pair)
            await whole.until(november(24, 12))
            copy = await _copied_under_load(whole, pair, file)

            await whole.until(november(25, 15))  # two days before: asked again, after the copy
            assert _said(pair.lan, "还没收到您") == 1
            pair.lan.taps(await pair.lan.hears("还没收到您"), "参加")
            await pair.lan.hears_edit("您的回复：参加")
            await whole.until(november(25, 16))
        _destroy(file)
        messages = {user.name: len(user.messages) for user in (pair.mei, pair.lan, pair.li)}

        clock.set(november(25, 18))
        restored = _restored(file, copy, clock.now())
        assert restored.in_doubt >= 1, "Lan's reminder"
        assert restored.newest is not None
        assert november(24, 12) <= restored.newest < november(25, 12)

        async with WholeHouse(server, tmp_path, empty_house, clock) as again:
            await again.later(12)
            told = await pair.chen.hears("数据从备份恢复了")
            assert f"有 {restored.in_doubt} 条消息在恢复前已经到期" in told.text
            assert {user.name: len(user.messages) for user in (pair.mei, pair.lan, pair.li)} == messages
            rows = again.do(lambda ledger: list(ledger.exec(select(Delivery).where(Delivery.what == "reminder"))))
            assert {row.state for row in rows} == {State.UNKNOWN}
            answers = again.do(lambda ledger: dict(ledger.exec(select(Rsvp.member_id, Rsvp.answer)).all()))
            assert Answer.YES in answers.values(), "Mei's answer was there before the copy"

            await again.until(
                november(26, 15)
            )  # the next rung speaks again, to Lan too: her answer came after the copy
            assert _said(pair.lan, "还没收到您") == 2
            assert _said(pair.mei, "明天（11月27日 周五 15:00）") == 1
            pair.lan.taps(pair.lan.last, "参加")
            await pair.lan.hears_edit("您的回复：参加")
            await again.until(november(27, 17))
            assert len([m for m in pair.group.messages if "本周小结" in m.text]) == 1
        assert not server.violations, "\n".join(server.violations)


async def test_a_digest_that_was_posted_after_the_copy_waits_for_the_coordinator(
    tmp_path: Path, empty_house: Path, clock: HandClock, file: Path
) -> None:
    async with TelegramServer(clock) as server:
        async with WholeHouse(server, tmp_path, empty_house, clock) as whole:
            pair = await found(whole)
            await _published(whole, pair)
            copy = await _copied_under_load(whole, pair, file)
            await whole.until(november(20, 17))
            assert len([m for m in pair.group.messages if "本周小结" in m.text]) == 1
        _destroy(file)
        _restored(file, copy, november(20, 20))
        clock.set(november(20, 20, 5))
        async with WholeHouse(server, tmp_path, empty_house, clock) as again:
            await again.later(12)
            assert len([m for m in pair.group.messages if "本周小结" in m.text]) == 1
            digests = again.do(lambda ledger: list(ledger.exec(select(Delivery).where(Delivery.what == "digest"))))
            assert [row.state for row in digests] == [State.UNKNOWN]


async def test_what_was_planned_for_later_is_sent_after_a_restore_as_ever(
    tmp_path: Path, empty_house: Path, clock: HandClock, file: Path
) -> None:
    async with TelegramServer(clock) as server:
        async with WholeHouse(server, tmp_path, empty_house, clock) as whole:
            pair = await found(whole)
            clock.set(november(20, 23))  # quiet hours: the cards wait until seven
            await _published(whole, pair)
            copy = file.with_name("copy.db")
            copy_database(f"sqlite:///{file}", copy, lambda done, total: None)
        _destroy(file)
        _restored(file, copy, november(21, 6))
        clock.set(november(21, 6, 1))
        async with WholeHouse(server, tmp_path, empty_house, clock) as again:
            await again.until(november(21, 7))
            await pair.mei.hears("学习二十届四中全会精神")
            assert _said(pair.mei, "学习二十届四中全会精神") == 1
