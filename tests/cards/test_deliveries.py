"""Every kind of message can be named without a word of what it says."""

from bot.cards.deliveries import KINDS
from bot.services.messages import MESSAGES


def test_every_kind_of_message_has_a_name() -> None:
    assert set(KINDS) == set(MESSAGES)
