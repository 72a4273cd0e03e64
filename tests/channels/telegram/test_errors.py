from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.errors import failure
from bot.chat import AddressClosed, ChatMoved, MessageGone, Misconfigured, NotSent, PerhapsSent, Rejected, SendFailed


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RetryAfter(timedelta(seconds=30)), NotSent),
        (ChatMigrated(-1001), ChatMoved),
        (Forbidden("Forbidden: bot was blocked by the user"), AddressClosed),
        (InvalidToken("Unauthorized"), Misconfigured),
        (Conflict("terminated by other getUpdates request"), Misconfigured),
        (BadRequest("Chat not found"), AddressClosed),
        (BadRequest("Message thread not found"), AddressClosed),
        (BadRequest("Message to edit not found"), MessageGone),
        (BadRequest("There is no caption in the message to edit"), MessageGone),
        (BadRequest("Not enough rights to send text messages to the chat"), Misconfigured),
        (BadRequest("Message is too long"), Rejected),
        (NetworkError("Request Entity Too Large"), Rejected),
        (NetworkError("Bad Gateway"), PerhapsSent),
        (TelegramError("anything"), PerhapsSent),
        (caused(TimedOut(), httpx.PoolTimeout("")), NotSent),
        (caused(TimedOut(), httpx.ConnectTimeout("")), NotSent),
        (caused(TimedOut(), httpx.ReadTimeout("")), PerhapsSent),
        (caused(TimedOut(), httpx.WriteTimeout("")), PerhapsSent),
        (caused(NetworkError("x"), httpx.ConnectError("")), NotSent),
        (caused(NetworkError("x"), RuntimeError("This HTTPXRequest is not initialized!")), NotSent),
        (caused(NetworkError("x"), httpx.ReadError("")), PerhapsSent),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("")), PerhapsSent),
    ],
)
def test_every_failure_has_its_kind(error: TelegramError, kind: type[SendFailed]) -> None:
    assert type(failure(error)) is kind


def test_a_429_says_how_long_to_wait_and_a_migration_where_to() -> None:
    limited, moved = failure(RetryAfter(timedelta(seconds=30))), failure(ChatMigrated(-1001))
    assert isinstance(limited, NotSent)
    assert limited.retry_after == 30
    assert isinstance(moved, ChatMoved)
    assert moved.chat == "-1001"


def test_a_refused_token_is_not_repeated() -> None:
    assert "7:secret" not in str(failure(InvalidToken("The token `7:secret` was rejected by the server.")))
