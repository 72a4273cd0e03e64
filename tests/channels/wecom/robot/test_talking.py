"""What is said to the robot and what it says: cards and their limits, groups, files, greetings."""

from pathlib import Path

import pytest

from bot.channels.wecom.robot.mentions import without_mention
from bot.chat import AddressClosed, Attachment, Button, Card, Line, MessageGone, Rejected, tap
from bot.clock import HandClock
from tests.channels.handlers import PICTURE, card, said
from tests.channels.wecom.robot.house import RobotHouse
from tests.wecom_server.robot.people import Person
from tests.wecom_server.server import WecomServer


async def met(mei: Person) -> None:
    """Let somebody write for the first time."""
    mei.says("您好")
    await mei.hears("没看懂您好")


async def test_words_are_answered_as_an_answer_and_what_follows_is_sent(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    mei.says("周报")
    await mei.hears("周报")
    await mei.hears("")
    await mei.hears("")
    assert (server.came("aibot_respond_msg"), server.came("aibot_send_msg")) == (1, 2)
    assert [m.kind for m in mei.messages] == ["template_card", "image", "file"]
    assert mei.messages[1].media
    assert mei.messages[1].media.content == PICTURE


async def test_a_tap_in_private_changes_the_card_and_the_line_stands_over_it(house: RobotHouse, mei: Person) -> None:
    mei.says("卡片")
    shown = await mei.hears("学习")
    mei.taps(shown, "参加")
    assert await mei.hears_update("已记下 yes") is shown
    assert mei.text(shown).startswith("已记下 yes，您好，您现在是联络员\n学习")
    mei.taps(shown, "请假")
    assert await mei.hears_update("已记下 no") is shown, "what was changed can be tapped again"


async def test_a_tap_that_is_answered_late_gets_a_new_card(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    mei.says("卡片")
    shown = await mei.hears("学习")
    server.goes_wrong("aibot_respond_update_msg", 846605)
    mei.taps(shown, "参加")
    newer = await mei.hears("已记下 yes")
    assert newer is not shown
    mei.taps(newer, "请假")
    assert await mei.hears_update("已记下 no") is newer


async def test_a_tap_that_is_lost_is_no_harm(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    mei.says("卡片")
    shown = await mei.hears("学习")
    server.cut()
    mei.taps(shown, "参加")  # pushed to nobody, and never again
    await server.connected(2)
    mei.taps(shown, "请假")
    await mei.hears_update("已记下 no")
    assert [r.arguments["answer"] for r in house.handlers.heard if r.verb == "rsvp"] == ["no"]


async def test_a_tap_told_twice_is_taken_once(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    mei.says("卡片")
    frame = mei.taps(await mei.hears("学习"), "参加")
    await mei.hears_update("已记下")
    server.robot.push(frame)
    mei.says("然后")
    await mei.hears("没看懂然后")
    assert len([r for r in house.handlers.heard if r.verb == "rsvp"]) == 1


async def test_in_a_group_only_who_tapped_is_told_and_in_private(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    lan = server.person("兰")
    await met(lan)
    group = server.group("对子", mei, lan)
    mei.says("@结对 /card 板", to=group)
    board = await group.hears("板")
    lan.taps(board, "参加")
    assert "已记下 yes" in lan.text(await lan.hears("已记下 yes"))
    assert await group.hears_update("时间") is board
    assert [len(one.messages) for one in (group, lan)] == [1, 2]


async def test_who_never_wrote_to_the_robot_is_told_on_their_own_copy(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    lan = server.person("兰")
    group = server.group("对子", mei, lan)
    await met(mei)
    mei.says("@结对 /card 板", to=group)
    board = await group.hears("板")
    lan.click(board, "refuse")
    assert await group.seen_by(lan).hears_update("名额已满") is board
    assert board.look(mei.member).text.startswith("板")
    assert list(board.look(lan.member).buttons) == ["参加", "请假"], "they can tap again"
    lan.click(board, "refuse:long")
    await group.seen_by(lan).hears_update("名额已满名额已满")


async def test_in_a_group_that_was_forgotten_a_refusal_is_said_to_who_tapped(
    house: RobotHouse, server: WecomServer, mei: Person, tmp_path: Path, empty_house: Path, hand_clock: HandClock
) -> None:
    lan = server.person("兰")
    group = server.group("对子", mei, lan)
    mei.says("@结对 /card 板", to=group)
    board = await group.hears("板")
    await house.stop()
    async with RobotHouse(server, tmp_path, empty_house, hand_clock):
        lan.click(board, "refuse")
        await group.hears(f"<@{lan.member.userid}>")


async def test_a_card_can_be_changed_while_a_tap_on_it_is_fresh(
    house: RobotHouse, server: WecomServer, mei: Person, hand_clock: HandClock
) -> None:
    await met(mei)
    group = server.group("对子", mei)
    group.chat.contacted = True
    message = await house.send(group.chat, card("板"))
    board = await group.hears("板")
    mei.click(board, "refuse")
    await mei.hears("名额已满")
    await house.edit(group.chat, message, card("板，参加 1"))
    assert await group.hears_update("参加 1") is board
    with pytest.raises(MessageGone):
        await house.edit(group.chat, message, card("板，参加 2"))  # each tap once
    mei.click(board, "refuse")
    await mei.hears("名额已满")
    hand_clock.advance(seconds=5)
    with pytest.raises(MessageGone):
        await house.edit(group.chat, message, card("板，参加 2"))


async def test_nobody_is_written_to_before_they_have_written(house: RobotHouse, mei: Person) -> None:
    with pytest.raises(AddressClosed):
        await house.send(mei.chat, card())
    await met(mei)
    await house.send(mei.chat, card())
    await mei.hears("学习")


async def test_what_does_not_fit_into_a_card_goes_before_it(house: RobotHouse, mei: Person) -> None:
    await met(mei)
    lines = tuple(said(f"第{n}条 *很长* 的说明，一行一行写下来") for n in range(12))
    await house.send(mei.chat, Card(said("核对"), lines, ((tap(Line("answer-yes"), "rsvp", 7, "yes"),),)))
    words, shown = await mei.hears("第11条 *很长*"), await mei.hears("核对")
    assert words.kind == "markdown"
    assert (shown.kind, list(shown.look().buttons)) == ("template_card", ["参加"])
    assert mei.text(words).splitlines()[0].startswith("核对")
    assert len(mei.text(words).splitlines()) == 13


async def test_words_too_long_for_one_message_go_on_in_the_next(house: RobotHouse, mei: Person) -> None:
    await met(mei)
    await house.send(mei.chat, Card(parts=tuple(said(f"{n} " + "党" * 100) for n in range(30))))
    await mei.hears("29 党")
    text = "\n".join(mei.text(m) for m in mei.messages[1:])
    assert len(mei.messages) == 4
    assert [line.split()[0] for line in text.splitlines() if "党" * 100 in line] == [str(n) for n in range(30)]


async def test_more_than_six_buttons_are_chosen_from_and_changed_in_place(house: RobotHouse, mei: Person) -> None:
    await met(mei)
    names = tuple((tap(said(f"第{n}人"), "rsvp", n, "yes"),) for n in range(9))
    await house.send(mei.chat, Card(said("谁到了"), (said("点名字可改"),), names))
    sheet = await mei.hears("谁到了")
    sheet = sheet if sheet.kind == "template_card" else await mei.hears("谁到了")
    mei.taps(sheet, "第7人")
    assert await mei.hears_update("已记下 yes") is sheet
    assert house.handlers.heard[-1].arguments == {"event": "7", "answer": "yes"}


async def test_further_cards_of_a_long_choice_stay_while_one_is_changed(
    house: RobotHouse, server: WecomServer, mei: Person
) -> None:
    mei.says("长单")
    for _ in range(2):
        await mei.hears("谁到了")
    first, second = [m for m in mei.messages if m.kind == "template_card"]
    for sheet, name in ((first, "第1人"), (second, "第21人"), (first, "第2人")):
        mei.taps(sheet, name)
        await mei.hears_update("已记下")
        assert house.handlers.heard[-1].message == first.task_id
    names = [m.task_id for m in mei.messages if m.kind == "template_card"]
    assert len(names) == 2


async def test_links_are_links_and_words_of_people_are_none(house: RobotHouse, mei: Person) -> None:
    await met(mei)
    link = Button(Line("button-first-time"), url="https://jiedui.example.org/start/a(b)c")
    await house.send(mei.chat, Card(said("[点我](https://evil.example)"), (), ((link,),)))
    shown = await mei.hears("[点我](https://evil.example)")
    assert list(shown.look().links.values()) == ["https://jiedui.example.org/start/a%28b%29c"]


async def test_files_go_in_pieces_and_an_empty_one_is_refused(house: RobotHouse, mei: Person) -> None:
    await met(mei)
    large = Attachment("活动记录.docx", "application/msword", b"x" * 1_300_000)
    await house.send(mei.chat, Card(said("记录"), files=(large,)))
    await mei.hears("记录")
    media = (await mei.hears("")).media
    assert media
    assert (media.name, media.content) == (large.name, large.content)
    with pytest.raises(Rejected):
        await house.send(mei.chat, Card(said("空"), files=(Attachment("空.txt", "text/plain", b""),)))
    assert len(mei.messages) == 3, "nothing was said of what cannot be sent whole"


async def test_a_stranger_who_comes_by_is_greeted_at_once(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    mei.enters()
    await mei.hears("我是结对")
    assert server.came("aibot_respond_welcome_msg") == 1


async def test_voice_is_heard_as_words_and_pictures_with_words_too(house: RobotHouse, mei: Person) -> None:
    mei.speaks("我去不了")
    await mei.hears("没看懂我去不了")
    mei.sends_mixed("看这里", PICTURE)
    await mei.hears("没看懂看这里")


async def test_a_file_that_is_gone_or_too_large_is_told(house: RobotHouse, server: WecomServer, mei: Person) -> None:
    mei.sends_file("名册.csv", b"x" * (2 * 1024 * 1024 + 1))
    await mei.hears("MB")
    mei.robot.tell("message", mei.chat, mei.member, {
        "msgtype": "file", "file": {"url": f"{server.base}/files/gone", "aeskey": "x"},
    })  # fmt: skip
    await mei.hears("再发一次")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("@结对 安排 周五15:00 @友谊渠", "安排 周五15:00 @友谊渠"),
        ("安排 周五15:00 @友谊渠 @结对", "安排 周五15:00 @友谊渠"),
        ("@结对\u2005/bind", "/bind"),
    ],
)
def test_the_mention_is_taken_off_wherever_it_stands(text: str, heard: str) -> None:
    assert without_mention(text, "结对") == heard


def test_a_robot_of_another_name_than_the_settings_say_is_still_spoken_to() -> None:
    assert without_mention("@小助手 /bind", "结对") == "/bind"
    assert without_mention("安排 @友谊渠", "结对") == "安排 @友谊渠"
