"""How typed answers are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.events import Answer, Reason
from bot.rules.answers import MOST_WORDS, ReasonTooLong, Typed, is_courtesy, read_answer, read_reason

YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.MAYBE

READINGS = [
    ("参加", Typed(YES)),
    ("我参加", Typed(YES)),
    (" 参加。 ", Typed(YES)),
    ("参加了", Typed(YES)),
    ("１", Typed(YES)),
    ("1", Typed(YES)),
    ("1.", Typed(YES)),
    ("我会来的", None),
    ("去", Typed(YES)),
    ("Yes", Typed(YES)),
    ("YES!", Typed(YES)),
    ("I’m coming", Typed(YES)),
    ("count me in", Typed(YES)),
    ("2", Typed(NO)),
    ("2 出差", Typed(NO, Reason.TRAVEL)),
    ("2. 生病了", Typed(NO, Reason.ILL)),
    ("请假", Typed(NO)),
    ("我要请假", Typed(NO)),
    ("去不了", Typed(NO)),
    ("来不了啊", Typed(NO)),
    ("请假 出差", Typed(NO, Reason.TRAVEL)),
    ("请假：出差", Typed(NO, Reason.TRAVEL)),
    ("请假（生病）", Typed(NO, Reason.ILL)),
    ("请假，因为加班", Typed(NO, Reason.WORK)),
    ("我请假，病了", Typed(NO, Reason.ILL)),
    ("去不了，孩子发烧", Typed(NO, None, "孩子发烧")),
    ("不参加，原因：要送 Anna 上学", Typed(NO, None, "要送 Anna 上学")),
    ("no", Typed(NO)),
    ("No.", Typed(NO)),
    ("can't make it", Typed(NO)),
    ("can't come, sick", Typed(NO, Reason.ILL)),
    ("can't come because of Work", Typed(NO, Reason.WORK)),
    ("on leave: in Beijing", Typed(NO, None, "in Beijing")),
    ("3", Typed(MAYBE)),
    ("待定", Typed(MAYBE)),
    ("说不准", Typed(MAYBE)),
    ("Not sure yet.", Typed(MAYBE)),
    # Nobody is put down on a guess.
    ("参加吗？", None),
    ("参加人数是多少", None),
    ("去年的学习", None),
    ("notice", None),
    ("nothing", None),
    ("12", None),
    ("2 斤苹果", None),
    ("1 出差", None),
    ("好的", None),
    ("", None),
    ("。", None),
]


@pytest.mark.parametrize(("text", "reading"), READINGS, ids=[text or "nothing" for text, _ in READINGS])
def test_a_typed_answer_is_read_as_people_mean_it(text: str, reading: Typed | None) -> None:
    assert read_answer(text) == reading


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("出差", (Reason.TRAVEL, "")),
        ("出差了", (Reason.TRAVEL, "")),
        ("因为上课", (Reason.WORK, "")),
        ("Sick", (Reason.ILL, "")),
        ("有事", (Reason.OTHER, "")),
        ("陪 Anna 看病", (None, "陪 Anna 看病")),
        ("了解情况", (None, "了解情况")),
        ("  ", (None, "")),
    ],
)
def test_a_reason_is_one_of_the_common_ones_or_ones_own_words(text: str, reason: tuple[Reason | None, str]) -> None:
    assert read_reason(text) == reason


def test_a_reason_longer_than_fits_is_refused() -> None:
    assert read_reason("长" * MOST_WORDS) == (None, "长" * MOST_WORDS)
    with pytest.raises(ReasonTooLong) as refused:
        read_answer("请假 " + "长" * (MOST_WORDS + 1))
    assert refused.value.most == MOST_WORDS


@given(st.text(max_size=90))
def test_whatever_is_typed_is_read_or_left_alone(text: str) -> None:
    reading = read_answer(text)
    assert reading is None or len(reading.words) <= MOST_WORDS
    assert reading is None or not (reading.reason and reading.words)


@given(st.text(max_size=90))
def test_only_leave_has_a_reason(text: str) -> None:
    reading = read_answer(text)
    assert reading is None or reading.answer is NO or (reading.reason, reading.words) == (None, "")


@pytest.mark.parametrize("words", ["好的", "好的，谢谢", "谢谢！", "收到。", "OK", "thank you", "知道了，辛苦了"])
def test_politeness_is_no_reason(words: str) -> None:
    assert is_courtesy(words)


@pytest.mark.parametrize("words", ["孩子病了", "好像感冒了", "出差", "收到派工单要去镇里", "okra harvest", ""])
def test_a_reason_is_not_mistaken_for_politeness(words: str) -> None:
    assert not is_courtesy(words)
