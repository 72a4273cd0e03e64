"""WeCom's calls to us: heard once, answered when they are committed, and nobody else's."""

import base64
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from Crypto.Cipher import AES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select
from starlette.types import Message

from bot.channels.wecom.app.callback import PATH, Callback
from bot.channels.wecom.app.inbound import Ears, Misshapen, parse
from bot.channels.wecom.app.sealing import Seals
from bot.chat import House, Reply, Request
from bot.clock import HandClock
from bot.models.people import Account, Branch, Member
from tests.channels.handlers import Handlers
from tests.channels.wecom.app.house import ZONE, AppHouse
from tests.wecom_server.app.door import AES_KEY, AGENT_ID, CORP_ID, TOKEN, AppDoor
from tests.wecom_server.app.people import AppPerson
from tests.wecom_server.app.pushing import xml

SAID = {"FromUserName": "u", "CreateTime": 1, "MsgType": "text", "Content": "在吗", "MsgId": 7, "AgentID": AGENT_ID}


async def test_the_address_is_answered_where_it_is_typed_in(house: AppHouse, door: AppDoor) -> None:
    assert await door.pushes.check() == ""
    async with httpx.AsyncClient() as stranger:
        assert (await stranger.get(door.app.url)).status_code == 403
        assert (await stranger.get(f"{door.app.url}?echostr=x&msg_signature=y&timestamp=1&nonce=2")).status_code == 403


async def test_a_call_is_answered_with_nothing_once_it_is_committed(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    mei.says("在吗")
    await mei.hears("没看懂在吗")
    await door.settled()
    assert door.pushes.statuses == [200]
    assert house.handlers.heard[0].sender.also == ("wecom",)


async def test_a_call_that_comes_again_has_one_effect(house: AppHouse, door: AppDoor, mei: AppPerson) -> None:
    told = [mei.says("卡片")]
    await mei.hears("学习")
    told.append(mei.taps(mei.last, "参加"))
    await mei.hears_update("已记下")
    told.append(mei.enters())
    await mei.hears("您好")
    heard, seen = len(house.handlers.heard), len(mei.messages)
    for one in told:
        for _ in range(3):
            assert await door.pushes.call(*door.pushes.envelope(one)) == 200
    await house.quiet()
    assert (len(house.handlers.heard), len(mei.messages)) == (heard, seen)


async def test_a_call_replayed_later_is_refused(
    house: AppHouse, door: AppDoor, hand_clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    letter = door.pushes.envelope(xml({"ToUserName": CORP_ID, **SAID}))
    hand_clock.advance(minutes=11)
    for _ in range(3):
        assert await door.pushes.call(*letter) == 403
    assert [r.message for r in caplog.records if "old" in r.message] == [
        "a call is refused that is 660 s old: an old one again, or the clock here is wrong"
    ]
    hand_clock.advance(minutes=-22)
    assert await door.pushes.call(*letter) == 403
    assert house.handlers.heard == []


async def test_a_forged_call_is_refused(house: AppHouse, door: AppDoor) -> None:
    plain = xml({"ToUserName": CORP_ID, **SAID})
    query, body = door.pushes.envelope(plain)
    for name in ("msg_signature", "timestamp", "nonce"):
        assert await door.pushes.call({**query, name: f"{query[name][:-1]}x"}, body) == 403
        assert await door.pushes.call({key: query[key] for key in query if key != name}, body) == 403
    assert await door.pushes.call(query, body.replace("<Encrypt>", "<Encrypt>A")) == 403
    assert await door.pushes.call(query, b"") == 403
    other = door.app.corp_id
    door.app.corp_id = "wwANOTHERcorp"
    assert await door.pushes.call(*door.pushes.envelope(plain)) == 403
    door.app.corp_id = other
    assert house.handlers.heard == []


async def test_what_is_too_large_or_of_another_kind_is_refused(house: AppHouse, door: AppDoor) -> None:
    query, _ = door.pushes.envelope("x")
    assert await door.pushes.call(query, b"x" * (256 * 1024 + 1)) == 413
    async with httpx.AsyncClient() as stranger:
        assert (await stranger.put(door.app.url)).status_code == 405
        assert (await stranger.get(f"{door.app.url}?{'x' * 17000}")).status_code == 400
        many = "&".join(f"a{n}=1" for n in range(99))
        assert (await stranger.get(f"{door.app.url}?{many}")).status_code == 400


@pytest.mark.parametrize(
    "plain",
    [
        "", "no xml", "<xml>", "<xml/>", xml(SAID | {"FromUserName": ""}), xml(SAID | {"MsgId": ""}),
        xml(SAID | {"AgentID": 7}), xml(SAID | {"MsgType": "image"}), xml({**SAID, "FromUserName": "x" * 257}),
        f"<!DOCTYPE xml>{xml(SAID)}", '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
        xml(SAID | {"MsgType": "event", "Event": "template_card_event", "TaskId": ""}),
        xml(SAID | {"MsgType": "event", "Event": "something_new"}),
    ],
)  # fmt: skip
async def test_what_makes_no_sense_is_set_aside_and_not_asked_for_again(
    house: AppHouse, door: AppDoor, plain: str
) -> None:
    assert await door.pushes.call(*door.pushes.envelope(plain)) == 200
    assert house.handlers.heard == []


async def test_a_house_that_is_not_listening_any_more_is_called_again(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    house.channel._callback.listens = False
    mei.says("在吗")
    await door.settled()
    assert door.pushes.statuses == [503] * 4
    assert house.handlers.heard == []


class Away(Handlers):
    """What this house can do once the database, which is away twice, is there again."""

    away = 2

    def words(self, request: Request, ledger: Session) -> Reply:
        """Repeat what was said."""
        if self.away:
            self.away -= 1
            raise OperationalError("x", {}, Exception("database is locked"))
        return super().words(request, ledger)


async def test_where_the_database_is_away_the_call_is_asked_for_again_and_heard_then(
    door: AppDoor, mei: AppPerson, tmp_path: Path, empty_house: Path, hand_clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    async with AppHouse(door, tmp_path, empty_house, hand_clock, Away()) as house:
        mei.says("在吗")
        await mei.hears("没看懂在吗")
        await door.settled()
        assert door.pushes.statuses == [503, 503, 200]
        assert sum("编号" in mei.text(m) for m in mei.messages) == 1
        assert len(house.handlers.heard) == 1
    caplog.clear()


async def test_who_comes_by_is_greeted_once_a_day(
    house: AppHouse, door: AppDoor, mei: AppPerson, hand_clock: HandClock
) -> None:
    mei.enters()
    await mei.hears("您好")
    hand_clock.advance(minutes=5)
    mei.enters()
    await door.settled()
    hand_clock.advance(days=1)
    mei.enters()
    await house.quiet()
    assert len(mei.messages) == 2


async def test_who_is_let_out_of_the_scope_is_out_of_reach_until_let_in_again(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    await house.gate.run(lambda ledger: _join(ledger, "wecom-app", mei.member.userid, house.clock))
    mei.unsubscribes()
    await door.settled()
    assert await house.gate.run(_closed) == {"wecom-app": True}
    mei.subscribes()
    await door.settled()
    assert await house.gate.run(_closed) == {"wecom-app": False}


async def test_who_is_known_over_the_robot_is_known_here(house: AppHouse, mei: AppPerson) -> None:
    await house.gate.run(lambda ledger: _join(ledger, "wecom", mei.member.userid, house.clock))
    mei.says("在吗")
    await mei.hears("没看懂")
    member = house.handlers.heard[0].member
    assert member
    assert member.name == "梅"
    assert await house.gate.run(_closed) == {"wecom": False, "wecom-app": False}


@pytest.mark.parametrize("misspelt", [False, True])
async def test_an_option_that_is_chosen_is_a_tap(house: AppHouse, mei: AppPerson, misspelt: bool) -> None:
    mei.misspelt = misspelt
    mei.says("卡片")
    await mei.hears("学习")
    mei.click(mei.last, "submit", {"choice": ["rsvp:7:no"]})
    await mei.hears_update("已记下 no")
    assert house.handlers.heard[-1].message == mei.last.task_id


async def test_a_picture_is_a_file_that_is_fetched_when_somebody_reads_it(house: AppHouse, mei: AppPerson) -> None:
    mei.sends_picture(b"\xff\xd8jpeg")
    await mei.hears("picture.jpg")
    file = house.handlers.heard[0].file
    assert file
    assert (file.name, file.media_type, file.content) == ("picture.jpg", "image/jpeg", b"\xff\xd8jpeg")


def _join(ledger: Session, channel: str, user: str, clock: HandClock) -> None:
    branch = Branch(name="农学院党总支", created_at=clock.now())
    ledger.add(branch)
    ledger.flush()
    member = Member(name="梅", branch_id=branch.id, joined_at=clock.now())
    ledger.add(member)
    ledger.flush()
    now = clock.now()
    ledger.add(Account(member_id=member.id or 0, channel=channel, user=user, chat=user, opened_at=now, used_at=now))


def _closed(ledger: Session) -> dict[str, bool]:
    return {one.channel: one.closed_at is not None for one in ledger.exec(select(Account))}


# What nobody should send, without a network between.

_SEALS = Seals(TOKEN, AES_KEY, CORP_ID)


def _ears(house: AppHouse) -> Ears:
    return Ears(AGENT_ID, house.handlers.routes(), House(web="https://x", language="zh", zone=ZONE))


_FIELDS = st.sampled_from([
    "AgentID", "MsgType", "FromUserName", "MsgId", "Content", "Event", "EventKey", "TaskId", "ResponseCode",
    "CreateTime", "MediaId", "SelectedItems",
])  # fmt: skip
_VALUES = st.one_of(
    st.sampled_from(["text", "event", "image", "template_card_event", "enter_agent", str(AGENT_ID), "rsvp:7:yes"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(_FIELDS, _VALUES))
def test_any_fields_are_read_or_set_aside(house: AppHouse, fields: dict[str, str]) -> None:
    with suppress(Misshapen):
        _ears(house).read(parse(xml(fields).encode()), house.clock.now())


@given(st.binary(max_size=300))
def test_any_bytes_are_xml_or_not(raw: bytes) -> None:
    with suppress(Misshapen):
        parse(raw)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200), st.booleans())
async def test_any_call_is_answered(house: AppHouse, query: bytes, body: bytes, signed: bool) -> None:
    """Whoever has the token but not the key, or has both and seals rubbish, is refused or set aside as well."""
    if signed:
        key = base64.b64decode(f"{AES_KEY}=")
        raw = AES.new(key, AES.MODE_CBC, iv=key[:16]).encrypt(body[: len(body) // 16 * 16])
        sealed, stamp = base64.b64encode(raw).decode(), str(int(house.clock.now().timestamp()))
        query = f"msg_signature={_SEALS.signature(stamp, '1', sealed)}&timestamp={stamp}&nonce=1".encode()
        body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
    callback: Callback = house.channel._callback
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        told.append(message)

    for method in ("GET", "POST"):
        await callback({"type": "http", "method": method, "path": PATH, "query_string": query}, receive, send)
    assert {message.get("status") for message in told} <= {200, 400, 403, 413, None}
    assert house.handlers.heard == []
