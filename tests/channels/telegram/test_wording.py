import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.wording import CAPTION_LIMIT, cut, keyboard, units, write
from bot.chat import Attachment, Rejected, Style
from bot.texts import Spoken, SpokenButton
from tests.telegram_server.keyboards import keyboard as accepted
from tests.telegram_server.markup import read

any_text = st.text(st.characters(codec=None), max_size=60)


def spoken(
    title: str = "", *parts: str | tuple[str, str], buttons: tuple[tuple[SpokenButton, ...], ...] = ()
) -> Spoken:
    return Spoken(title, parts, buttons, None, ())


def test_a_card_is_a_bold_title_and_a_line_a_part() -> None:
    written = write(spoken("学 <党> & 史", ("地点", "友谊渠"), "请回复"))
    assert written.html == "<b>学 &lt;党&gt; &amp; 史</b>\n地点  友谊渠\n请回复"
    assert read(written.html, "HTML", None)[0] == "学 <党> & 史\n地点  友谊渠\n请回复"


@given(any_text, st.lists(st.one_of(any_text, st.tuples(any_text, any_text)), max_size=4), st.integers(2, 80))
def test_whatever_people_write_is_marked_up_right_and_stays_within_the_limit(
    title: str, parts: list[str | tuple[str, str]], limit: int
) -> None:
    text, _ = read(write(spoken(title, *parts), limit).html, "HTML", None)
    assert units(text) <= limit


@given(st.text(max_size=40), st.integers(2, 50))
def test_cutting_halves_no_character(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert units(shown) <= limit
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def test_a_text_too_long_loses_its_end_and_keeps_its_title() -> None:
    written = write(spoken("学习", "😀" * 3000))
    text, entities = read(written.html, "HTML", None)
    assert (units(text), text[:2], text[-1]) == (4096, "学习", "…") or units(text) == 4095
    assert entities[0] == {"type": "bold", "offset": 0, "length": 2}
    assert not written.fits_caption


def test_half_a_character_does_not_stop_a_message() -> None:
    assert write(spoken("学\ud83d习")).html == "<b>学\ufffd习</b>"


def test_a_caption_is_at_most_as_long_as_telegram_takes() -> None:
    assert write(spoken("", "学" * CAPTION_LIMIT)).fits_caption
    assert not write(spoken("题", "学" * (CAPTION_LIMIT - 1))).fits_caption


def test_buttons_carry_their_data_style_or_link() -> None:
    rows = (
        (SpokenButton("参加", "rsvp:7:yes", Style.PRIMARY), SpokenButton("请假", "rsvp:7:no", Style.DANGER)),
        (SpokenButton("加入日历", url="https://jiedui.example/feed/a.ics"), SpokenButton("待定", "rsvp:7:maybe")),
    )
    markup = keyboard(rows)
    assert markup
    assert markup.to_dict()["inline_keyboard"] == [
        [
            {"text": "参加", "callback_data": "rsvp:7:yes", "style": "primary"},
            {"text": "请假", "callback_data": "rsvp:7:no", "style": "danger"},
        ],
        [
            {"text": "加入日历", "url": "https://jiedui.example/feed/a.ics"},
            {"text": "待定", "callback_data": "rsvp:7:maybe"},
        ],
    ]
    assert accepted(markup.to_dict())


def test_long_rows_are_folded_and_too_many_buttons_left_out(caplog: pytest.LogCaptureFixture) -> None:
    row = tuple(SpokenButton(str(n), f"n:{n}") for n in range(31))
    markup = keyboard((row,))
    assert markup
    assert [len(line) for line in markup.inline_keyboard] == [8, 8, 8, 7]
    full = keyboard((row, row, row, row))
    assert full
    assert sum(len(line) for line in accepted(full.to_dict())) <= 100
    assert "more than 100 buttons" in caplog.text


def test_links_telegram_would_refuse_are_left_out_and_the_message_goes() -> None:
    assert keyboard(((SpokenButton("看", url="http://localhost:8300/g/1"),),)) is None
    assert keyboard(((SpokenButton("看", url="webcal://a.example/b"),),)) is None


def test_data_that_is_too_long_is_our_own_mistake_and_said_so() -> None:
    with pytest.raises(Rejected, match="1 to 64 bytes"):
        keyboard(((SpokenButton("参加", "学" * 22),),))


def test_a_spoken_card_keeps_its_files() -> None:
    file = Attachment("a.ics", "text/calendar", b"x")
    assert write(Spoken("", (), (), None, (file,))).files == (file,)
