"""What comes in twice, in disorder, or just when the database refuses a write."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from bot.chat import Address, Request, Sender
from bot.clock import HandClock
from bot.models.deliveries import Delivery, Update
from bot.models.events import Answer, Draft, Event, Rsvp
from tests.channels.telegram.test_week import LINE, Pair, found
from tests.channels.telegram.whole import WholeHouse
from tests.channels.web.browser import Browser, fresh
from tests.faults.ways import WAYS, opened
from tests.scene import Scene
from tests.telegram_server.world import Message


@pytest.fixture(params=WAYS)
async def whole(request: pytest.FixtureRequest, tmp_path: Path, empty_house: Path) -> AsyncIterator[WholeHouse]:
    """The whole house, once for each way its updates come."""
    clock = HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))
    async with opened(request.param, tmp_path, empty_house, clock) as house:
        yield house


def _kept(whole: WholeHouse) -> dict[str, list[object]]:
    """Return everything the house keeps, but when it last heard of somebody."""

    def read(ledger: Session) -> dict[str, list[object]]:
        kept: dict[str, list[object]] = {}
        for name, table in SQLModel.metadata.tables.items():
            columns = [column for column in table.columns if column.name not in {"used_at", "seen_at"}]
            kept[name] = [tuple(row) for row in ledger.connection().execute(select(*columns).order_by(*columns))]
        return kept

    return whole.do(read)


def _shown(whole: WholeHouse) -> list[tuple[int, list[str]]]:
    """Return what stands in every chat."""
    chats = {seen.chat.id: seen.chat for seen in whole.server.world.journal}
    return [(number, [m.text for m in chat.messages if not m.deleted]) for number, chat in sorted(chats.items())]


async def _published(whole: WholeHouse) -> tuple[Pair, Message]:
    """Let a pair publish an event and Mei answer; return her card."""
    pair = await found(whole)
    pair.li.says(LINE)
    pair.li.taps(await pair.li.hears("请核对"), "发布")
    await pair.li.hears("已发布，发给 4 人")
    await whole.later(12)
    card = await pair.mei.hears("学习二十届四中全会精神")
    pair.mei.taps(card, "参加")
    await pair.mei.sees("参加")
    await pair.mei.hears_edit("您的回复：参加")
    await whole.later(12)
    return pair, card


async def test_every_update_of_a_week_may_come_again_and_changes_nothing(whole: WholeHouse) -> None:
    await _published(whole)
    kept, shown = _kept(whole), _shown(whole)
    updates = whole.server.world.updates
    assert len(updates.everything) > 10
    for _ in range(2):
        updates.repeat(len(updates.everything))
        await whole.later(12)
    # A webhook's response answers its tap; where that came before, Telegram has no question left. Nobody sees it.
    violations = whole.server.violations
    violations[:] = [one for one in violations if "query is too old" not in one]
    assert _kept(whole) == kept
    assert _shown(whole) == shown


async def test_one_update_that_comes_again_while_it_is_being_heard_has_one_effect(whole: WholeHouse) -> None:
    pair = await found(whole)
    pair.li.says(LINE)
    for _ in range(20):
        whole.server.world.updates.repeat()
    await pair.li.hears("请核对")
    await whole.later(3)
    assert len(whole.do(lambda ledger: ledger.exec(select(Draft)).all())) == 1
    assert len([m for m in pair.li.messages if "请核对" in m.text]) == 1


async def test_updates_whose_numbers_jump_back_are_still_handled(whole: WholeHouse) -> None:
    pair, card = await _published(whole)
    whole.server.world.updates.jump(17)
    pair.mei.taps(card, "待定")
    await pair.mei.hears_edit("您的回复：待定")
    pair.lan.says("日程")
    await pair.lan.hears("学习二十届四中全会精神")
    whole.server.world.updates.jump(900_000_000)
    pair.mei.taps(card, "参加")
    await pair.mei.hears_edit("您的回复：参加")
    await whole.settle()
    taken = whole.do(lambda ledger: {int(number) for number in ledger.exec(select(Update.update))})
    assert {17, 18, 900_000_000} <= taken


def _owed_rows(ledger: Session) -> list[str]:
    return list(ledger.exec(select(Delivery.key).where(Delivery.what == "answer-lost")))


def _owed(whole: WholeHouse) -> list[str]:
    return whole.do(_owed_rows)


async def test_an_answer_to_words_that_is_lost_is_told_of_once(whole: WholeHouse) -> None:
    pair = await found(whole)
    whole.server.api.faults.cut("sendMessage", applied=False)
    pair.lan.says("日程")
    await whole.settle()
    assert len(_owed(whole)) == 1
    asked_at = whole.clock.now()
    whole.clock.advance(minutes=3)
    await whole.settle()
    told = await pair.lan.hears("刚才的回复没能送到")
    assert f"{asked_at.astimezone(whole.app.house.zone):%H:%M}" in told.text
    pair.lan.taps(told, "日程")
    await pair.lan.hears("📅 日程")
    await whole.settle()
    whole.clock.advance(hours=1)
    await whole.settle()
    assert len([message for message in pair.lan.messages if "没能送到" in message.text]) == 1


async def test_an_answer_that_was_given_is_owed_no_more(whole: WholeHouse) -> None:
    pair = await found(whole)
    pair.lan.says("日程")
    await pair.lan.hears("📅 日程")
    async with asyncio.timeout(10):
        while await whole.app.gate.run(_owed_rows):
            pass  # that it was given is written down right after


async def test_who_is_killed_before_the_answer_owes_it_still(whole: WholeHouse) -> None:
    pair = await found(whole)
    request = Request(
        Sender("telegram", str(pair.lan.id)), Address("telegram", str(pair.lan.id)), whole.clock.now(), whole.app.house,
        update="404", text="日程", owed=True,
    )  # fmt: skip
    assert (await whole.app.dispatcher.hear(request)).owed  # committed; the process is gone before it is shown
    whole.clock.advance(minutes=3)
    await whole.settle()
    await pair.lan.hears("刚才的回复没能送到")


async def test_a_card_that_could_not_be_changed_after_its_tap_is_drawn_by_the_courier(whole: WholeHouse) -> None:
    pair, card = await _published(whole)
    whole.server.api.faults.answer("editMessageText", 502)
    pair.mei.taps(card, "待定")
    await pair.mei.sees("待定")
    await whole.later(3)
    assert "您的回复：待定" in card.text
    await pair.mei.hears_edit("您的回复：待定")


async def test_a_tap_while_the_database_is_locked_is_refused_at_once_and_may_come_again(
    whole: WholeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    pair, card = await _published(whole)
    whole.do(lambda ledger: ledger.connection().exec_driver_sql("PRAGMA busy_timeout = 0"))
    url = whole.app.settings.database.url
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        pair.mei.taps(card, "待定")
        await pair.mei.sees("这一步没有成功")
        other.execute("ROLLBACK")
    assert "database is locked" in caplog.text
    caplog.clear()
    await whole.settle()
    whole.server.world.updates.repeat()
    await pair.mei.hears_edit("您的回复：待定")
    await whole.settle()
    whole.server.violations.clear()  # a tap that comes again is answered again


async def test_a_file_is_fetched_only_for_who_may_send_one(whole: WholeHouse) -> None:
    pair = await found(whole)
    for user in (whole.server.user("路人"), pair.mei):
        user.sends_document("名册.csv", "姓名,类别\n张三,党员\n".encode(), mime="text/csv")
        await user.hears()
    await whole.settle()
    assert whole.server.calls("getFile") == []
    pair.li.sends_document("名册.csv", "姓名,类别\n张三,党员\n".encode(), mime="text/csv")
    await pair.li.hears("新增 1 人")
    assert len(whole.server.calls("getFile")) == 1


@contextmanager
def _refusing(whole: WholeHouse, table: str, when: str = "1") -> Iterator[None]:
    """Let the database itself refuse every insert and update of a table for which `when` holds."""
    for verb in ("INSERT", "UPDATE"):
        whole.do(
            lambda ledger, verb=verb: ledger.connection().exec_driver_sql(  # type: ignore[misc]
                f"CREATE TRIGGER broken_{verb} BEFORE {verb} ON {table} WHEN {when}"
                " BEGIN SELECT RAISE(ABORT, 'no room for this row'); END"
            )
        )
    yield
    for verb in ("INSERT", "UPDATE"):
        whole.do(lambda ledger, verb=verb: ledger.connection().exec_driver_sql(f"DROP TRIGGER broken_{verb}"))  # type: ignore[misc]


def _answers(whole: WholeHouse) -> list[Answer]:
    return whole.do(lambda ledger: list(ledger.exec(select(Rsvp.answer).order_by(Rsvp.member_id))))  # type: ignore[arg-type]


async def test_a_write_that_fails_is_told_to_the_person_and_the_next_one_is_heard(
    whole: WholeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    pair, card = await _published(whole)
    with _refusing(whole, "rsvp"):
        pair.mei.taps(card, "待定")
        assert "编号" in await pair.mei.sees("这一步没有成功")
        pair.lan.says("日程")
        await pair.lan.hears("学习二十届四中全会精神")
        await whole.server.settled()
    assert "no room for this row" in caplog.text
    caplog.clear()
    assert _answers(whole) == [Answer.YES]
    pair.mei.taps(card, "待定")
    await pair.mei.hears_edit("您的回复：待定")
    assert _answers(whole) == [Answer.MAYBE]


async def test_a_write_that_fails_costs_nobody_who_tapped_at_the_same_moment(
    whole: WholeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    pair, card = await _published(whole)
    other = await pair.lan.hears("学习二十届四中全会精神")
    mei = whole.do(lambda ledger: ledger.exec(select(Rsvp.member_id)).one())
    with _refusing(whole, "rsvp", f"NEW.member_id = {mei}"):
        pair.mei.taps(card, "待定")
        pair.lan.taps(other, "参加")
        await pair.mei.sees("这一步没有成功")
        await pair.lan.hears_edit("您的回复：参加")
    caplog.clear()
    assert _answers(whole) == [Answer.YES, Answer.YES]


async def test_when_not_even_the_updates_number_can_be_kept_the_person_is_told_and_polling_goes_on(
    whole: WholeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    pair = await found(whole)
    with _refusing(whole, "taken_update"):
        pair.li.says(LINE)
        await pair.li.hears("这一步没有成功")
        await whole.server.settled()
    assert "could not be marked as taken" in caplog.text
    caplog.clear()
    pair.li.says(LINE)
    await pair.li.hears("请核对")
    assert len(whole.do(lambda ledger: ledger.exec(select(Draft)).all())) == 1


def test_on_the_web_a_form_sent_twenty_times_at_once_has_one_effect(pair: Scene) -> None:
    browser = Browser(pair.world).signs_in(pair.li)
    form = {"update": fresh(), "text": "安排 12月4日15:00 学党史"}
    headers = {"origin": browser.origin, "accept": "application/json"}
    token = browser.get("/chat").text.split('name="csrf" value="')[1].split('"')[0]

    async def send() -> list[int]:
        asked = [browser.client.post("/chat/say", data={**form, "csrf": token}, headers=headers) for _ in range(20)]
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert pair.world.run(send()) == [200] * 20
    pair.world.settle()
    assert len(pair.world.do(lambda ledger: ledger.exec(select(Draft)).all())) == 1
    assert len([heard for heard in pair.li.thread() if "请核对" in heard.text]) == 1
    assert pair.world.do(lambda ledger: ledger.exec(select(Event)).all()) == []
    owed = select(Delivery).where(Delivery.what == "answer-lost")
    assert pair.world.do(lambda ledger: ledger.exec(owed).all()) == []  # it stands in the thread
    browser.close()
