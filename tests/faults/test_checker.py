"""The checker complains of what it should, and of nothing else."""

from dataclasses import replace

from tests.faults.checker import Card, Owed, Shown, check

MEI, LAN, GROUP = 5_000_000_001, 5_000_000_002, -1_002_000_000_001
FIRST, SECOND = Owed(MEI, "学党史"), Owed(MEI, "科技大集")
YES, NO = "您的回复：参加", "已请假"


def message(at: float, text: str, chat: int = MEI, number: int = 1) -> Shown:
    return Shown(at, chat, number, text)


def test_what_is_as_it_should_be_is_left_alone() -> None:
    journal = [message(0, "📌 学党史"), message(1, "📌 科技大集", number=2), message(0.5, "📌 学党史", LAN, 3)]
    found = check(journal, [FIRST, SECOND, Owed(LAN, "学党史")])
    assert found.wrong == []
    assert (found.owed, found.received, found.extra) == (3, 3, 0)


def test_a_lost_message_is_missed() -> None:
    found = check([message(0, "📌 学党史")], [FIRST, SECOND])
    assert found.wrong == ["lost: “科技大集” to 5000000001"]


def test_an_edit_is_no_message() -> None:
    assert check([replace(message(0, "📌 学党史"), edit=True)], [FIRST]).lost


def test_what_waits_for_a_person_is_not_lost_and_still_not_doubled() -> None:
    waiting = replace(FIRST, doubts=1, unknown=True)
    assert check([], [waiting]).wrong == []
    assert check([message(n, "📌 学党史", number=n) for n in range(3)], [waiting]).doubled


def test_a_second_copy_is_a_fault_unless_it_was_in_doubt() -> None:
    twice = [message(0, "📌 学党史"), message(2, "📌 学党史", number=2)]
    assert check(twice, [FIRST]).wrong == ["doubled: “学党史” to 5000000001, 2 times, 0 in doubt"]
    excused = check(twice, [replace(FIRST, doubts=1)])
    assert (excused.wrong, excused.extra, excused.in_doubt) == ([], 1, 1)


def test_a_message_nobody_owed_is_a_fault() -> None:
    assert check([message(0, "📌 学党史"), message(2, "hello", number=2)], [FIRST]).unasked


def test_a_later_message_that_comes_first_is_a_fault() -> None:
    journal = [message(0, "📌 科技大集"), message(1, "📌 学党史", number=2)]
    assert check(journal, [FIRST, SECOND]).wrong == ["out of order: “科技大集” to 5000000001 came before “学党史”"]


def test_two_messages_within_a_second_of_one_chat_are_too_fast() -> None:
    journal = [message(0, "📌 学党史"), message(0.9, "📌 科技大集", number=2)]
    assert check(journal, [FIRST, SECOND]).overruns


def test_more_than_thirty_in_a_second_are_too_fast_and_edits_count() -> None:
    chats = [Owed(chat, "学党史") for chat in range(1, 32)]
    journal = [message(0.03 * n, "📌 学党史", one.chat) for n, one in enumerate(chats)]
    assert len(check(journal, chats).overruns) == 1
    assert check([*journal[:-1], message(1.0, "📌 学党史", 31)], chats).wrong == []
    assert check([*journal[:-1], replace(journal[-1], edit=True)], chats[:-1]).overruns


def test_more_than_twenty_in_a_minute_are_too_fast_for_a_group() -> None:
    journal = [Shown(2.9 * n, GROUP, 1, "📌 学党史", edit=n > 0) for n in range(21)]
    assert check(journal, [Owed(GROUP, "学党史")]).overruns
    assert not check(journal[:20], [Owed(GROUP, "学党史")]).wrong


def test_a_card_that_shows_every_tap_or_only_the_last_is_right() -> None:
    card = Card(MEI, 1, (YES, NO, YES))
    asked = message(0, "📌 学党史")
    for shown in [(YES, NO, YES), (YES,), (NO, YES), (YES, YES, NO, NO, YES)]:
        journal = [asked, *(Shown(n + 1, MEI, 1, f"📌 学党史\n{text}", edit=True) for n, text in enumerate(shown))]
        assert check(journal, [FIRST], [card]).wrong == [], shown


def test_a_card_that_does_not_show_the_last_tap_is_stale() -> None:
    journal = [message(0, "📌 学党史"), Shown(1, MEI, 1, f"📌 学党史\n{YES}", edit=True)]
    assert check(journal, [FIRST], [Card(MEI, 1, (YES, NO))]).stale
    assert check(journal[:1], [FIRST], [Card(MEI, 1, (YES,))]).stale


def test_a_card_that_goes_back_to_an_older_answer_is_a_fault_even_if_it_ends_right() -> None:
    shown = (NO, YES, NO)
    journal = [message(0, "📌 学党史"), *(Shown(n + 1, MEI, 1, text, edit=True) for n, text in enumerate(shown))]
    assert check(journal, [FIRST], [Card(MEI, 1, (YES, NO))]).stale
