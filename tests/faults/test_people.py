"""Many people at once, changes of mind while a message is on its way, and rows nobody can read."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.clock import HandClock
from bot.models.deliveries import Delivery, State
from bot.models.events import Answer, Event, Rsvp
from bot.models.people import Partnership
from bot.services import outbox
from tests.channels.telegram.test_week import LINE, Pair, found
from tests.channels.telegram.whole import WholeHouse
from tests.channels.web.browser import Browser, fresh
from tests.conversations.published import publish
from tests.faults.house import RealHouse
from tests.faults.passing import day
from tests.faults.village import Village
from tests.faults.ways import WAYS, opened
from tests.scene import Scene
from tests.telegram_server.server import TelegramServer


@pytest.fixture(params=WAYS)
async def whole(request: pytest.FixtureRequest, tmp_path: Path, empty_house: Path) -> AsyncIterator[WholeHouse]:
    """The whole house, once for each way its updates come."""
    clock = HandClock(datetime(2026, 11, 20, 2, tzinfo=UTC))
    async with opened(request.param, tmp_path, empty_house, clock) as house:
        yield house


async def _change(pair: Pair, words: str) -> None:
    pair.li.says(words)
    pair.li.taps(await pair.li.hears("请核对改动"), "确认修改")
    await pair.li.hears("已改好")


async def _cancel(pair: Pair, reason: str) -> None:
    pair.li.says("取消")
    pair.li.taps(await pair.li.hears("哪一次"), "学习二十届四中全会精神")
    await pair.li.hears("为什么取消")
    pair.li.says(reason)
    await pair.li.hears("已取消")


@pytest.mark.parametrize(
    ("change", "words", "new"),
    [
        (_change, "修改 地点 新校区", "新校区"),
        (_change, "修改 周六9点", "11月21日 周六 09:00"),
        (_cancel, "场地维修", "已取消"),
    ],
    ids=["place", "time", "cancelled"],
)
async def test_after_a_change_is_committed_no_message_that_was_waiting_says_the_old(
    whole: WholeHouse, change: Callable[[Pair, str], Awaitable[None]], words: str, new: str
) -> None:
    """One card is on its way while the others wait for their slots: none of them leaves as it was."""
    pair = await found(whole)
    pair.li.says(LINE)
    pair.li.taps(await pair.li.hears("请核对"), "发布")
    await pair.li.hears("已发布，发给 4 人")
    held = whole.server.api.faults.hold("sendMessage", applied=False)
    whole.clock.advance(seconds=10)  # what was said so far has its slots behind it
    sending = asyncio.create_task(whole.settle())
    await asyncio.wait_for(held.reached.wait(), 10)
    await change(pair, words)
    before = len(whole.server.api.calls)
    held.release()
    await sending
    await whole.later(20)
    sent = [call.get("text") or call.get("caption") or "" for call in whole.server.api.calls[before:]]
    about = [text for text in sent if "学习二十届四中全会精神" in text]
    assert about
    assert [text for text in about if new not in text and "请看下面的新卡片" not in text] == []
    for person in (pair.mei, pair.lan, pair.chen):
        shown = [m.text for m in person.messages if "学习二十届四中全会精神" in m.text]
        assert [text for text in shown if new not in text and "请看下面的新卡片" not in text] == []


async def test_one_button_tapped_fifty_times_at_once_is_one_answer_and_one_card(whole: WholeHouse) -> None:
    pair = await found(whole)
    pair.li.says(LINE)
    draft = await pair.li.hears("请核对")
    published = [pair.li.taps(draft, "发布") for _ in range(50)]
    await pair.li.hears("已发布，发给 4 人")
    await whole.server.settled(within=30)
    await whole.later(12)
    assert len(whole.do(lambda ledger: ledger.exec(select(Event)).all())) == 1
    card = await pair.mei.hears("学习二十届四中全会精神")
    stood = len(pair.mei.messages)
    answered = [pair.mei.taps(card, "参加", version=0) for _ in range(50)]
    await pair.mei.hears_edit("您的回复：参加")
    await whole.server.called("answerCallbackQuery", 100, within=30)
    await whole.server.settled(within=30)
    await whole.later(12)
    assert all(query.answer is not None for query in published + answered), "every tap is answered"
    assert [row.answer for row in whole.do(lambda ledger: ledger.exec(select(Rsvp)).all())] == [Answer.YES]
    assert len(pair.mei.messages) == stood
    assert len(card.versions) == 2, "edited once"
    assert len([m for m in pair.lan.messages if "学习二十届四中全会精神" in m.text]) == 1
    assert "参加 1" in (await pair.group.hears_edit("参加 1")).text


def test_on_the_web_one_button_tapped_fifty_times_at_once_is_one_answer_and_one_card(pair: Scene) -> None:
    publish(pair)
    stood, card = len(pair.mei.thread()), pair.mei.last()
    browser = Browser(pair.world).signs_in(pair.mei)
    token = browser.get("/chat").text.split('name="csrf" value="')[1].split('"')[0]
    headers = {"origin": browser.origin, "accept": "application/json"}
    form = {"csrf": token, "message": str(card.row.id), "data": card.buttons["参加"]}

    async def tap() -> list[str]:
        taps = [browser.client.post("/chat/tap", data={**form, "update": fresh()}, headers=headers) for _ in range(50)]
        return [str(answer.json()["text"]) for answer in await asyncio.gather(*taps)]

    toasts = pair.world.run(tap())
    pair.world.settle()
    assert len(toasts) == 50
    assert all("参加" in toast for toast in toasts), toasts
    assert [row.answer for row in pair.world.do(lambda ledger: ledger.exec(select(Rsvp)).all())] == [Answer.YES]
    assert len(pair.mei.thread()) == stood
    browser.close()


def test_on_the_web_taps_of_one_person_are_heard_in_order_beside_those_of_another(pair: Scene) -> None:
    publish(pair)
    people = (pair.mei, pair.lan)
    browsers = [Browser(pair.world).signs_in(person) for person in people]
    tokens = [browser.get("/chat").text.split('name="csrf" value="')[1].split('"')[0] for browser in browsers]

    async def tap_on(number: int) -> None:
        card, browser = people[number].last(), browsers[number]
        for label in ["参加", "待定"] * 10 + ["参加"][:number]:
            form = {
                "csrf": tokens[number], "message": str(card.row.id), "data": card.buttons[label], "update": fresh(),
            }  # fmt: skip
            headers = {"origin": browser.origin, "accept": "application/json"}
            answer = await browser.client.post("/chat/tap", data=form, headers=headers)
            assert label in answer.json()["text"]

    async def both() -> None:
        await asyncio.gather(tap_on(0), tap_on(1))

    pair.world.run(both())
    rows = pair.world.do(lambda ledger: {row.member_id: row.answer for row in ledger.exec(select(Rsvp)).all()})
    assert rows == {pair.ids["梅老师"]: Answer.MAYBE, pair.ids["兰婶"]: Answer.YES}
    for browser in browsers:
        browser.close()


async def test_while_ten_thousand_are_due_whoever_writes_is_answered_within_two_seconds(
    server: TelegramServer, house: RealHouse, empty_house: Path
) -> None:
    village = Village(house.file, empty_house, server, members=400)
    for number in range(25):
        village.remind(f"第{number}次学习", village.people)
    await house.start()
    await house.until("SELECT 1 FROM delivery WHERE state = 'sent' LIMIT 1 OFFSET 20")
    waits = []
    for one in village.people[50:70]:
        begun = time.monotonic()
        one.user.says("帮助")
        await one.user.hears("可以这样说", within=10)
        waits.append(time.monotonic() - begun)
    ((sent,),) = house.rows("SELECT count(*) FROM delivery WHERE state = 'sent'")
    ((left,),) = house.rows("SELECT count(*) FROM delivery WHERE state = 'planned'")
    assert left > 9_000
    assert sent > 20
    assert max(waits) < 2, sorted(waits)[-3:]


def test_a_row_nobody_can_read_is_set_aside_after_three_tries_and_the_others_go_on(
    pair: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    event = pair.event("学党史", day(27, "15:00"))
    now = pair.world.clock.now()

    def plan(ledger: Session) -> None:
        for name, seeks in (("梅老师", "nonsense"), ("兰婶", "silent")):
            outbox.plan(
                ledger, key=name, what="reminder", now=now, member_id=pair.ids[name], event_id=event,
                seeks=seeks, last=True, revision=0,
            )  # fmt: skip

    pair.world.do(plan)
    pair.world.settle()
    assert "还没收到您" in pair.lan.last().text
    for _ in range(10):
        pair.world.clock.advance(minutes=1)
        pair.world.settle()
    row = pair.world.do(lambda ledger: ledger.exec(select(Delivery).where(Delivery.key == "梅老师")).one())
    assert (row.state, row.attempts) == (State.FAILED, 3)
    assert "nonsense" in row.error
    caplog.clear()


def test_a_partnership_nobody_can_reckon_with_costs_the_others_neither_reminder_nor_digest(
    pair: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken zone in the row that comes first in every order; what is due to the others is behind it."""

    def broken(ledger: Session) -> int:
        healthy = ledger.get_one(Partnership, pair.partnership)
        values = healthy.model_dump(exclude={"id"})
        ledger.add(Partnership(**{**values, "id": 0, "name": "坏了的", "zone": "Mars/Nowhere"}))
        return 0

    pair.world.do(broken)
    pair.event("坏了的学习", day(25, "14:00"), partnership_id=0, published_at=day(20, "09:00"))
    pair.event("学党史", day(25, "15:00"), published_at=day(20, "09:00"))
    pair.event("年终总结", day(30, "15:00"), reply_by=day(30, "12:00"))
    pair.world.pass_to(day(24, "15:00"))
    assert "学党史" in pair.lan.last().text
    pair.world.pass_to(day(27, "17:00"))
    assert "本周小结" in pair.mei.last(Scene.GROUP).text
    assert "Mars/Nowhere" in caplog.text
    caplog.clear()
    pair.world.clock.advance(seconds=1)
    pair.world.settle()
    assert timedelta(0) < pair.world.clock.now() - day(27, "17:00")
    caplog.clear()
