"""Cards in the app's chat: changed by a tap's code, changed once unasked, and anew where they cannot be."""

from contextlib import nullcontext

import pytest
from sqlmodel import select

from bot.chat import Card, Line, MessageGone, PerhapsSent, Rejected, tap
from bot.clock import HandClock
from bot.models.wecom import CardCode
from bot.services.sweeping import sweep
from tests.channels.handlers import card, said
from tests.channels.wecom.app.house import AppHouse
from tests.wecom_server.app.door import AppDoor
from tests.wecom_server.app.people import AppPerson


async def codes(house: AppHouse) -> int:
    return len(await house.gate.run(lambda ledger: ledger.exec(select(CardCode)).all()))


async def test_each_tap_changes_the_card_with_the_code_it_brought(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    mei.says("卡片")
    shown = await mei.hears("学习")
    for label, answer in (("参加", "yes"), ("请假", "no"), ("参加", "yes")):
        mei.taps(shown, label)
        assert await mei.hears_update(f"已记下 {answer}") is shown
    used = [call.body["response_code"] for call in door.api.came("message/update_template_card")]
    assert len(set(used)) == 3
    assert len(mei.messages) == 1


async def test_a_refusal_is_said_and_its_code_kept_for_later(house: AppHouse, mei: AppPerson) -> None:
    mei.says("菜单")
    menu = await mei.hears("菜单")
    await house.quiet()
    assert await codes(house) == 1
    mei.taps(menu, "待定")
    await mei.hears("名额已满")
    await house.quiet()
    assert await codes(house) == 2
    assert mei.text(menu) == "菜单，您好，您现在是联络员"


async def test_a_card_is_changed_unasked_as_often_as_there_are_codes(
    house: AppHouse, mei: AppPerson, hand_clock: HandClock
) -> None:
    message = await house.send(mei, card("学党史"))
    shown = await mei.hears("学党史")
    await house.edit(mei, message, card("学党章"))
    assert await mei.hears_update("学党章") is shown
    with pytest.raises(MessageGone):
        await house.edit(mei, message, card("学党史"))
    mei.click(shown, "refuse:")
    await house.quiet()
    hand_clock.advance(hours=1)
    await house.edit(mei, message, card("学二十大"))
    assert await mei.hears_update("学二十大") is shown


async def test_after_three_days_a_card_is_left_as_it_is_and_its_code_forgotten(
    house: AppHouse, door: AppDoor, mei: AppPerson, hand_clock: HandClock
) -> None:
    message = await house.send(mei, card("学党史"))
    hand_clock.advance(hours=71, minutes=1)
    with pytest.raises(MessageGone):
        await house.edit(mei, message, card("学党章"))
    assert door.api.came("message/update_template_card") == []
    hand_clock.advance(hours=1)
    assert await house.gate.run(lambda ledger: sweep(ledger, hand_clock.now()))
    assert await codes(house) == 0


async def test_a_card_wecom_changes_no_more_is_gone_or_sent_anew(
    house: AppHouse, door: AppDoor, mei: AppPerson
) -> None:
    message = await house.send(mei, card("学党史"))
    door.goes_wrong("update_template_card", 42045)
    with pytest.raises(MessageGone):
        await house.edit(mei, message, card("学党章"))
    door.goes_wrong("update_template_card", 42045)
    mei.taps(mei.last, "参加")
    shown = await mei.hears("已记下 yes")
    assert shown is mei.messages[-1]
    assert len(mei.messages) == 2
    mei.taps(shown, "请假")
    assert await mei.hears_update("已记下 no") is shown


@pytest.mark.parametrize("how", ["cut before", "cut after", "garbage", 502])
async def test_a_card_that_may_have_gone_out_is_there_once_without_a_doubt(
    house: AppHouse, door: AppDoor, mei: AppPerson, how: str | int
) -> None:
    door.goes_wrong("message/send", how)
    with door.server.expecting("was there before") if how in {"cut after", "garbage"} else nullcontext():
        await house.send(mei, card("学党史"))
    assert len(mei.messages) == 1
    mei.taps(mei.last, "参加")
    await mei.hears_update("已记下 yes")


async def test_a_card_nobody_answers_for_twice_stays_in_doubt(house: AppHouse, door: AppDoor, mei: AppPerson) -> None:
    door.goes_wrong("message/send", "cut after", times=2)
    with door.server.expecting("was there before"), pytest.raises(PerhapsSent):
        await house.send(mei, card("学党史"))
    assert len(mei.messages) == 1


async def test_a_card_that_is_refused_is_not_taken_for_sent(house: AppHouse, door: AppDoor, mei: AppPerson) -> None:
    door.goes_wrong("message/send", 42014)
    with pytest.raises(Rejected):
        await house.send(mei, card("学党史"))
    assert len(door.api.came("message/send")) == 1


async def test_a_code_survives_a_restart_of_the_house(house: AppHouse, mei: AppPerson) -> None:
    message = await house.send(mei, card("学党史"))
    house.channel._mouth._memory._kept.clear()
    await house.edit(mei, message, card("学党章"))
    await mei.hears_update("学党章")


async def test_what_can_be_tapped_no_more_leads_to_what_is_next(house: AppHouse, mei: AppPerson) -> None:
    message = await house.send(mei, card("学党史"))
    await house.edit(mei, message, Card(said("取消了")))
    shown = await mei.hears_update("取消了")
    assert list(shown.look().buttons.values()) == ["agenda"]


async def test_more_than_six_buttons_are_a_choice_that_is_sent_off(house: AppHouse, mei: AppPerson) -> None:
    buttons = tuple((tap(Line("answer-yes"), "rsvp", n, "yes"),) for n in range(7))
    await house.send(mei, Card(said("谁到了"), buttons=buttons))
    shown = await mei.hears("谁到了")
    assert shown.body["card_type"] == "vote_interaction"
    mei.click(shown, "submit", {"choice": ["rsvp:6:yes"]})
    assert await mei.hears_update("已记下 yes") is shown
    assert house.handlers.heard[-1].arguments == {"event": "6", "answer": "yes"}


async def test_what_does_not_fit_is_said_before_the_card_and_not_again_when_it_changes(
    house: AppHouse, mei: AppPerson
) -> None:
    parts = tuple(said(f"{n} " + "长" * 60) for n in range(4))
    buttons = ((tap(Line("answer-yes"), "rsvp", 7, "yes"),),)
    message = await house.send(mei, Card(said("学习"), parts, buttons))
    await mei.hears("3 长")
    assert [m.kind for m in mei.messages] == ["text", "template_card"]
    await house.edit(mei, message, Card(said("学习"), (said("改到周六"), *parts), buttons))
    await mei.hears_update("改到周六")
    assert len(mei.messages) == 2
