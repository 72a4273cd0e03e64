"""What a platform cannot do, and the dialogues that say it: there they fail, and it is a fault where they do not.

What happens instead has tests of its own, in tests/channels and tests/jobs.
"""

REWRITING = "a card changes by itself: without a tap on it just now, the platform changes none"
NAMES = "the platform tells what people are called, and which language they read"
REPLYING = "a reply tells which message it is to"
GROUPS = "the bot hears what is said and tapped in groups"
TOASTS = "a tap is answered over the chat, whatever was tapped; on a forged card nothing is shown"
SHAPE = "one message carries all words and all buttons of a card, as the handler lined them up"
LINKS = "a page of this machine may be linked to"

LACKING: dict[str, dict[str, tuple[str, ...]]] = {
    "telegram": {
        LINKS: ("test_where_all_went_out_there_is_nothing_to_do",),
    },
    "wecom": {
        REPLYING: (
            "test_a_reply_to_a_card_answers_that_card",
            "test_a_reply_to_a_card_says_which_is_meant",
        ),
        TOASTS: (
            "test_a_tap_in_the_group_is_the_tappers_own_and_their_card_follows",
            "test_nobody_decides_about_what_is_not_there_or_only_rewrites",
            "test_two_coordinators_may_tap_the_same_and_forged_taps_do_nothing",
            "test_sent_again_it_is_sent_once_and_the_other_coordinator_sees_who_did_it",
            "test_dissolving_lets_the_groups_go",
            "test_a_reason_after_it_is_over_is_not_taken",
            "test_a_reason_tapped_after_the_answer_was_changed_is_not_taken",
            "test_a_tap_on_a_rung_that_is_gone_is_refused",
            "test_somebody_without_a_branch_is_no_secretary",
        ),
        REWRITING: (
            "test_a_very_long_reason_is_asked_for_again_shorter",
            "test_an_answer_that_waited_for_a_reason_can_still_be_changed_in_words",
            "test_or_typed_into_the_chat",
            "test_typed_answers_find_the_one_open_event_and_its_card_follows",
            "test_which_of_several_open_events_is_meant_is_asked",
            "test_words_said_an_hour_later_are_no_reason_any_more",
            "test_the_board_shows_how_many_came",
            "test_the_first_to_confirm_wins_and_the_others_cards_follow",
            "test_a_cancelled_activity_is_told_once_with_its_reason",
            "test_a_moved_activity_asks_everybody_again",
            "test_another_change_is_told_once_and_asks_nobody_again",
            "test_what_changes_with_the_time_is_named_in_the_same_message",
            "test_a_reason_typed_with_the_same_answer_again_is_added",
            "test_a_second_way_of_answering_is_followed_by_every_card",
            "test_a_tap_after_cancelling_is_told_so",
            "test_a_tap_on_a_card_of_the_old_time_shows_the_new_one_and_answers_nothing",
            "test_an_answer_to_the_new_time_shows_on_the_card_that_told_of_it",
            "test_an_event_moved_twice_is_answered_on_the_newest_card",
            "test_the_same_card_in_english",
            "test_a_reminder_is_a_card_to_answer_on_and_the_answer_ends_the_asking",
            "test_a_secretary_answers_for_an_older_member_who_phoned",
            "test_a_secretary_who_answers_for_themself_just_answers",
            "test_after_the_deadline_too",
            "test_a_seat_given_up_again_before_the_news_went_out_is_not_announced",
            "test_nobody_moves_up_at_night",
            "test_the_last_seat_goes_to_whoever_answered_first",
            "test_whoever_waits_is_told_when_a_seat_frees_and_the_others_move_up",
            "test_the_agenda_says_who_waits_for_a_seat",
        ),
        SHAPE: (
            "test_a_card_whose_question_has_passed_shows_the_newest",
            "test_all_branches_and_only_ours_by_button",
            "test_a_board_where_one_has_to_write_first_says_so_once",
            "test_digest_and_cap_are_changed_by_taps",
            "test_a_guided_card_survives_a_restart_and_other_questions",
            "test_days_that_are_past_cannot_be_tapped",
        ),
        LINKS: ("test_where_all_went_out_there_is_nothing_to_do",),
        NAMES: (
            "test_a_stranger_who_reads_english_is_answered_in_english",
            "test_whoever_opens_the_claim_link_is_the_coordinator",
            "test_a_name_their_chat_shows_is_offered_as_a_button",
            "test_only_one_of_two_secretaries_has_to_answer",
            "test_a_claim_stands_in_the_trail",
        ),
    },
    "wecom-app": {
        GROUPS: (
            "test_in_the_group_the_agenda_shows_no_answers",
            "test_a_stranger_in_the_group_is_shown_the_way_in",
            "test_a_tap_in_the_group_is_the_tappers_own_and_their_card_follows",
            "test_the_group_card_follows_within_seconds_without_new_messages",
            "test_whoever_taps_in_the_group_without_a_card_gets_one",
            "test_a_member_reads_the_week_so_far_in_private_and_in_the_group",
            "test_every_group_of_the_partnership_gets_it_and_a_partnership_without_one_is_quiet",
            "test_a_board_nobody_can_tap_on_leads_to_where_one_can",
            "test_where_no_link_leads_one_sends_the_code_to_the_bot",
            "test_the_coordinator_hears_once_that_a_group_is_lost",
            "test_start_in_a_group_binds_or_asks_for_privacy",
            "test_so_does_one_on_an_old_board",
            "test_a_group_is_bound_from_inside_and_let_go",
            "test_with_several_partnerships_the_group_is_asked_which",
            "test_the_house_itself_stands_in_the_trail",
        ),
        REPLYING: (
            "test_a_reply_to_a_card_answers_that_card",
            "test_a_reply_to_a_card_says_which_is_meant",
        ),
        REWRITING: (
            "test_typed_answers_find_the_one_open_event_and_its_card_follows",
            "test_words_said_an_hour_later_are_no_reason_any_more",
            "test_a_reminder_is_a_card_to_answer_on_and_the_answer_ends_the_asking",
            "test_after_the_deadline_too",
            "test_a_seat_that_a_leaver_held_goes_to_the_next",
            "test_a_seat_given_up_again_before_the_news_went_out_is_not_announced",
        ),
        TOASTS: (
            "test_nobody_decides_about_what_is_not_there_or_only_rewrites",
            "test_two_coordinators_may_tap_the_same_and_forged_taps_do_nothing",
            "test_sent_again_it_is_sent_once_and_the_other_coordinator_sees_who_did_it",
            "test_dissolving_lets_the_groups_go",
            "test_a_member_of_a_branch_that_is_not_invited_is_told_so",
            "test_a_reason_after_it_is_over_is_not_taken",
            "test_a_reason_tapped_after_the_answer_was_changed_is_not_taken",
            "test_nor_is_somebody_whose_category_is_not_called",
            "test_whoever_waits_to_be_let_in_cannot_answer_yet",
            "test_a_tap_on_a_rung_that_is_gone_is_refused",
            "test_somebody_without_a_branch_is_no_secretary",
        ),
        LINKS: ("test_where_all_went_out_there_is_nothing_to_do",),
        NAMES: (
            "test_a_stranger_who_reads_english_is_answered_in_english",
            "test_whoever_opens_the_claim_link_is_the_coordinator",
            "test_a_name_their_chat_shows_is_offered_as_a_button",
            "test_a_calendar_code_opens_no_chat",
            "test_a_claim_stands_in_the_trail",
        ),
        SHAPE: (
            "test_a_board_where_one_has_to_write_first_says_so_once",
            "test_digest_and_cap_are_changed_by_taps",
            "test_a_guided_card_survives_a_restart_and_other_questions",
        ),
    },
}
"""The names of tests by way, and what the platform would have to do for them."""

EVERYWHERE = (
    "test_a_whole_week.py",
    "test_answers.py",
    "test_cancelling.py",
    "test_first_day.py",
    "test_joining.py",
    "test_reminders.py",
    "test_scheduling.py",
)
"""Dialogues that go over every way whenever all tests are run; the others do by `make ways`."""


def reason(way: str, test: str) -> str:
    """Return what the platform would have to do for a test, or nothing where it does."""
    return next((why for why, tests in LACKING.get(way, {}).items() if test in tests), "")
