"""What WeCom's numbers mean to the house."""

import pytest

from bot.channels.wecom.errors import CardRefused, NotTrusted, ReqIdUnknown, failure
from bot.chat import AddressClosed, Misconfigured, NotSent, Rejected, SendFailed


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-1, NotSent), (45009, NotSent), (40014, NotSent), (40001, Misconfigured), (60020, NotTrusted),
        (93000, Misconfigured), (81013, AddressClosed), (60111, AddressClosed), (93008, AddressClosed),
        (40058, Rejected), (42014, CardRefused), (42051, CardRefused), (846605, ReqIdUnknown), (987654, Rejected),
    ],
)  # fmt: skip
def test_every_code_has_its_kind(code: int, kind: type[SendFailed]) -> None:
    assert type(failure(code)) is kind


def test_a_count_by_the_minute_is_waited_out() -> None:
    told = failure(45009, "api freq out of limit")
    assert isinstance(told, NotSent)
    assert told.retry_after == 60


def test_what_is_wrong_with_the_settings_is_wrong_everywhere() -> None:
    told = failure(60020)
    assert isinstance(told, Misconfigured)
    assert told.everywhere
