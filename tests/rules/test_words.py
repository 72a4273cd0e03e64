"""What may stand in people's words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.words import MOST_MARKS, clean, is_hidden, one_line

any_text = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("学习\r\n党史\u2028二", "学习\n党史\n二"),
        ("学\0习\x1b[31m", "学习[31m"),
        ("\u202e学习\u2066", "学习"),
        ("学\ud800习", "学\ufffd习"),
        ("\ud83d\ude00", "😀"),
        ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
        ("学\ufffe\ufdd0习", "学习"),
        ("a\u3164b\tc", "a b c"),
        ("Rene\u0301", "René"),
    ],
)
def test_what_hides_steers_or_breaks_is_left_out_and_the_rest_stays(written: str, taken: str) -> None:
    assert clean(written) == taken


@given(any_text)
def test_cleaning_twice_changes_nothing_and_every_file_can_hold_it(text: str) -> None:
    for way in (clean, one_line):
        cleaned = way(text)
        assert way(cleaned) == cleaned
        cleaned.encode()
        assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in cleaned.replace("\n", ""))


@given(any_text)
def test_one_line_is_one_line_of_signs_that_are_seen(text: str) -> None:
    assert not any(is_hidden(sign) for sign in one_line(text))
    assert one_line(text).splitlines() in ([], [one_line(text)])


@given(st.integers(0, 300))
def test_accents_are_not_piled_up(many: int) -> None:
    assert clean("n" + "\u20dd" * many) == "n" + "\u20dd" * min(many, MOST_MARKS)


def test_what_nearly_everybody_writes_is_taken_as_it_is() -> None:
    everyday = [
        *map(chr, range(0x20, 0x7F)),
        *"、。《》",
        *map(chr, range(0x4E00, 0xA000)),
        *map(chr, range(0xFF01, 0xFF5F)),
    ]
    text = "".join(everyday)
    assert clean(text) == text
    assert clean(text + "é") == text + "é"  # which is looked at sign by sign
    assert one_line(f" 王  {text}\u3000é ") == " ".join(f"王  {text} é".split())
    assert one_line(f" 王  {text} ") == " ".join(f"王  {text}".split())
