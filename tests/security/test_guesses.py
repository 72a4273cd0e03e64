"""Guessing at codes: how often, from where, and what an honest person notices of it."""

from datetime import timedelta

import httpx
import pytest
from sqlmodel import Session, select

from bot.models.guesses import Guess
from bot.rules import guesses as rules
from bot.rules.codes import hash_code, new_code
from bot.services import guesses, joining
from tests.channels.web.browser import Browser
from tests.channels.web.conftest import stranger
from tests.conversations.links import code_in
from tests.scene import Scene
from tests.world import Person, World

__all__ = ["stranger"]


def _guesses(person: Person, times: int) -> Person:
    for _ in range(times):
        person.opens(new_code()).hears("打不开了")
    return person


def _from(address: str) -> dict[str, str]:
    return {"x_forwarded_for": address}


def _rows(world: World) -> list[Guess]:
    def read(ledger: Session) -> list[Guess]:
        return list(ledger.exec(select(Guess)))

    return world.do(read)


def test_after_too_many_wrong_codes_none_is_looked_at_until_a_while_later(pair: Scene) -> None:
    guesser = _guesses(pair.world.person("甲"), rules.BY_ONE_PERSON)
    pair.wang.says("邀请")
    good = code_in(pair.wang.last().text)
    guesser.opens(good).hears("试得太多了，请 11月23日 周一 09:15 后再试")
    pair.world.clock.advance(minutes=15)
    guesser.opens(good).hears("希勤村党支部")


def test_the_limit_survives_a_restart(pair: Scene) -> None:
    guesser = _guesses(pair.world.person("甲"), rules.BY_ONE_PERSON)
    pair.world.restart()
    guesser.opens(new_code()).hears("试得太多了")


def test_others_notice_nothing_of_one_who_guesses(pair: Scene) -> None:
    _guesses(pair.world.person("甲"), rules.BY_ONE_PERSON)
    pair.wang.says("邀请")
    pair.world.person("乙").opens(code_in(pair.wang.last().text)).hears("希勤村党支部")


def test_the_same_dead_link_again_and_again_is_one_guess(pair: Scene) -> None:
    honest, dead = pair.world.person("甲"), new_code()
    for _ in range(3 * rules.BY_ONE_PERSON):
        honest.opens(dead).hears("打不开了")
    pair.wang.says("邀请")
    honest.opens(code_in(pair.wang.last().text)).hears("希勤村党支部")


def test_a_link_that_was_used_is_no_guess(world: World) -> None:
    code = world.do(lambda ledger: joining.new_claim(ledger, world.clock.now()))
    world.person("甲").opens(code)
    world.person("乙").opens(code).hears("已经用过了")
    assert _rows(world) == []


def test_being_refused_for_guessing_is_not_counted(world: World) -> None:
    guesser = _guesses(world.person("甲"), rules.BY_ONE_PERSON)
    for _ in range(5):
        guesser.opens(new_code()).hears("试得太多了")
    assert len(_rows(world)) == rules.BY_ONE_PERSON


def test_neither_the_code_nor_who_tried_it_stands_on_the_tables(world: World) -> None:
    code = new_code()
    guesser = world.person("甲").opens(code)
    (row,) = _rows(world)
    assert row.code_hash != code
    assert guesser.user not in row.who_hash


def test_guesses_are_swept_away(world: World) -> None:
    _guesses(world.person("甲"), 1)
    world.pass_to(world.clock.now() + timedelta(hours=2))
    assert _rows(world) == []


@pytest.mark.parametrize("path", ["/start/{code}", "/feed/{code}.ics"])
def test_one_address_may_guess_only_so_often(stranger: Browser, path: str) -> None:
    here, there = _from("203.0.113.9"), _from("203.0.113.10")
    answers = {stranger.get(path.format(code=new_code()), **here).status_code for _ in range(rules.FROM_ONE_ADDRESS)}
    assert answers in ({200}, {404})
    refused = stranger.get(path.format(code=new_code()), **here)
    assert refused.status_code == 429
    assert "试得太多了，请 11月23日 周一 09:15 后再试" in refused.text
    assert refused.headers["retry-after"] == "900"
    assert refused.headers["x-content-type-options"] == "nosniff"
    assert (
        stranger.get(path.format(code=new_code()), accept="application/json", **here).json()["error"].startswith("试得")
    )
    assert stranger.get(path.format(code=new_code()), **there).status_code in answers


def test_a_form_sent_to_a_start_link_is_counted_like_its_page(stranger: Browser) -> None:
    for _ in range(rules.FROM_ONE_ADDRESS):
        stranger.get(f"/start/{new_code()}", **_from("203.0.113.9"))
    stranger.client.headers["x-forwarded-for"] = "203.0.113.9"
    assert stranger.post(f"/start/{new_code()}").status_code == 429


def test_everybody_together_may_guess_only_so_often(world: World) -> None:
    def fill(ledger: Session) -> None:
        for number in range(rules.BY_EVERYBODY):
            who, code = hash_code(f"who {number}"), hash_code(f"code {number}")
            ledger.add(Guess(who_hash=who, code_hash=code, at=world.clock.now()))

    world.do(fill)
    with pytest.raises(rules.TooManyGuesses) as refused:
        world.do(lambda ledger: guesses.require_patience(ledger, "203.0.113.9", world.clock.now()))
    assert refused.value.until == world.clock.now() + rules.WINDOW
    world.person("甲").opens(new_code()).hears("试得太多了")


def test_an_address_nobody_told_is_held_up_by_nobodys_guesses(stranger: Browser) -> None:
    pages: list[httpx.Response] = [stranger.get(f"/start/{new_code()}") for _ in range(rules.FROM_ONE_ADDRESS + 1)]
    assert pages[-1].status_code == 200
