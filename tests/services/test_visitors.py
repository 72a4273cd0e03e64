"""Who a web user is, and what a start code leads to before it is opened."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.chat import Door, Sender, Visitor
from bot.models.people import Account, Admits, Invitation, Member, Standing
from bot.rules.codes import hash_code, new_code
from bot.services import visitors
from tests.scene import OFFICE, Scene
from tests.world import Person


def _know(scene: Scene, person: Person, language: str = "") -> Visitor | None:
    world = scene.world
    sender = Sender("web", person.user, language=language)
    return world.do(lambda ledger: visitors.know(ledger, sender, world.app.house, world.clock.now()))


def _code(scene: Scene, admits: Admits, **more: object) -> str:
    code = new_code()
    now = scene.world.clock.now()

    def add(ledger: Session) -> None:
        facts: dict[str, Any] = {"expires_at": now + timedelta(days=1), **more}
        ledger.add(Invitation(code_hash=hash_code(code), admits=admits, made_at=now, **facts))

    scene.world.do(add)
    return code


def _behind(scene: Scene, code: str) -> Door:
    return scene.world.do(lambda ledger: visitors.behind(ledger, code, "", scene.world.clock.now()))


def test_a_member_is_known_with_the_group_pages_they_may_read(pair: Scene) -> None:
    visitor = _know(pair, pair.mei)
    assert visitor
    assert visitor.member
    assert visitor.member.name == "梅老师"
    assert [group.id for group in visitor.groups] == [pair.group]
    assert visitor.reader.language == "zh"


def test_a_stranger_reads_in_the_language_of_their_browser(pair: Scene) -> None:
    visitor = _know(pair, pair.world.person("Ann"), "en-GB")
    assert visitor
    assert visitor.member is None
    assert visitor.reader.language == "en"
    assert visitor.groups == ()


def test_somebody_who_waits_to_be_let_in_sees_no_group(pair: Scene) -> None:
    def wait(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = Standing.WAITING

    pair.world.do(wait)
    visitor = _know(pair, pair.mei)
    assert visitor
    assert visitor.member
    assert visitor.groups == ()


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.ERASED])
def test_the_pages_of_somebody_who_went_are_closed(pair: Scene, standing: Standing) -> None:
    def go(ledger: Session) -> None:
        ledger.get_one(Member, pair.ids["梅老师"]).standing = standing

    pair.world.do(go)
    assert _know(pair, pair.mei) is None


def test_only_a_branch_is_named_before_its_door_is_opened(pair: Scene) -> None:
    assert _behind(pair, _code(pair, Admits.BRANCH, branch_id=pair.office)) == Door(branch=OFFICE)
    assert _behind(pair, _code(pair, Admits.COORDINATE)) == Door()


def test_a_personal_link_leads_back_to_the_thread_its_member_has(pair: Scene) -> None:
    mei = pair.ids["梅老师"]
    assert _behind(pair, _code(pair, Admits.MEMBER, member_id=mei)) == Door(member_id=mei, user=pair.mei.user)


def test_a_personal_link_of_somebody_new_to_the_web_begins_a_thread(pair: Scene) -> None:
    mei = pair.ids["梅老师"]

    def forget(ledger: Session) -> None:
        for account in ledger.exec(select(Account).where(Account.member_id == mei)):
            ledger.delete(account)

    pair.world.do(forget)
    assert _behind(pair, _code(pair, Admits.MEMBER, member_id=mei)) == Door(member_id=mei)


def test_nothing_is_behind_an_unknown_or_expired_code(pair: Scene) -> None:
    assert _behind(pair, "nonsense") == Door()
    assert _behind(pair, _code(pair, Admits.BRANCH, branch_id=pair.office, expires_at=pair.world.clock.now())) == Door()


def test_choosing_a_language_stays_with_the_member_and_is_nothing_for_strangers(pair: Scene) -> None:
    pair.world.do(lambda ledger: visitors.choose_language(ledger, Sender("web", pair.mei.user), "en"))
    pair.world.do(lambda ledger: visitors.choose_language(ledger, Sender("web", "nobody"), "en"))
    visitor = _know(pair, pair.mei)
    assert visitor
    assert visitor.reader.language == "en"
