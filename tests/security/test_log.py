"""The whole log of the real process at its most talkative: no token, no code, no name and no word of anybody."""

import json
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session

from bot.channels.telegram.webhook import secret
from bot.channels.web import sessions
from bot.models.people import Member, Role
from bot.rules.codes import hash_code
from bot.services import feeds, invitations, joining
from bot.store import open_engine
from tests.faults.conftest import server, village
from tests.faults.house import RealHouse
from tests.faults.village import Village
from tests.telegram_server.server import TelegramServer

__all__ = ["server", "village"]

TOLD, REASON, HIDDEN = "今天心里很难过", "家里老人住院了", "没人该读到这句话"
POISON = "CREATE TRIGGER poison BEFORE INSERT ON rsvp BEGIN SELECT RAISE(ABORT, 'poisoned'); END"


@pytest.fixture
def house(server: TelegramServer, tmp_path: Path) -> RealHouse:
    return RealHouse(tmp_path, server.url, server.token, JIEDUI_LOG__LEVEL="debug")


def _codes(village: Village) -> dict[str, str]:
    def make(ledger: Session) -> dict[str, str]:
        li, mei = ledger.get_one(Member, village.li.id), ledger.get_one(Member, village.people[0].id)
        branch = invitations.for_branch(ledger, by=li, branch_id=village.branches[0], role=Role.MEMBER, now=village.now)
        return {
            "claim": joining.new_claim(ledger, village.now),
            "invitation": branch.code,
            "own link": invitations.for_oneself(ledger, member=mei, now=village.now).code,
            "feed": feeds.renew(ledger, mei, village.now),
        }

    return village.do(make)


def _poison(house: RealHouse) -> None:
    engine = open_engine(f"sqlite:///{house.file}")
    with engine.begin() as connection:
        connection.exec_driver_sql(POISON)
    engine.dispose()


async def _visits(house: RealHouse, codes: dict[str, str]) -> str:
    """Come in by a personal link on the web, say something, read the calendar; return the cookie."""
    headers = {"origin": house.address}
    async with httpx.AsyncClient(base_url=house.address, headers=headers, trust_env=False) as browser:
        assert (await browser.get(f"/start/{codes['invitation']}")).status_code == 200
        assert (await browser.get(f"/start/{codes['own link']}")).status_code == 200
        cookie = browser.cookies["jiedui"]
        form = {"csrf": sessions.csrf_of(cookie), "update": "update-one"}
        assert (await browser.post(f"/start/{codes['own link']}", data=form)).status_code == 303
        said = await browser.post("/chat/say", data={**form, "update": "update-two", "text": HIDDEN})
        assert said.status_code == 303
        sent = {"file": (f"{HIDDEN}.csv", f"姓名\n{HIDDEN}".encode(), "text/csv")}
        assert (await browser.post("/chat/file", data={**form, "update": "update-3rd"}, files=sent)).status_code == 303
        forged = {**form, "update": "update-4th", "data": f"rsvp:{HIDDEN}:yes", "message": "1"}
        assert (await browser.post("/chat/tap", data=forged)).status_code == 200
        forged = {**form, "update": "update-5th", "data": HIDDEN, "message": "1"}
        assert (await browser.post("/chat/tap", data=forged)).status_code == 200
        assert (await browser.get(f"/feed/{codes['feed']}.ics")).status_code == 200
        assert (await browser.get("/start/a-code-that-opens-nothing")).status_code == 200
        return cookie


async def test_nothing_of_anybody_is_in_the_log_not_even_of_what_failed(
    house: RealHouse, server: TelegramServer, village: Village
) -> None:
    codes, mei = _codes(village), village.people[0].user
    village.event("学习保密条例")
    async with house:
        mei.says(TOLD)
        await mei.hears("没看懂", within=10)
        mei.says("日程")
        await mei.hears("日程", within=10)
        stranger = server.user("过路的人")
        stranger.opens_link(codes["claim"])
        await stranger.hears("过路的人", within=10)
        stranger.opens_link("a-guess-of-two-words")
        await stranger.hears("打不开了", within=10)
        cookie = await _visits(house, codes)
        _poison(house)
        mei.says(f"请假 {REASON}")
        await mei.hears("这一步没有成功", within=10)
        await house.stop()
    logged = house.logged()
    for named, secret_ in {
        "the token": server.token,
        "half of the token": server.token.partition(":")[2],
        "the webhook's secret": secret(server.token),
        "the cookie": cookie,
        "what a form must carry": sessions.csrf_of(cookie),
        **codes,
        **{f"the hash of {name}": hash_code(code) for name, code in codes.items()},
        **{f"the name {name}": name for name in ("党员000", "李书记", "陈联络", "过路的人")},
        **{f"the words {words}": words for words in (TOLD, REASON, HIDDEN, "学习保密条例", "a-guess-of-two-words")},
    }.items():
        assert secret_ not in logged, f"{named} is in the log"
        assert json.dumps(secret_).strip('"') not in logged, f"{named} is in the log, escaped"
    # All that was there to be written down: the faults and the talk of the libraries.
    lines = [json.loads(line) for line in logged.splitlines()]
    assert any("poisoned" in line.get("exception", "") for line in lines)
    assert any(line["level"] == "debug" for line in lines)
    assert sum(line["event"] == "update" for line in lines) >= 6
