"""What a failed call means: whether the message is certainly unsent, perhaps sent, or never to be sent."""

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat import AddressClosed, ChatMoved, MessageGone, Misconfigured, NotSent, PerhapsSent, Rejected, SendFailed

NOT_MODIFIED = "message is not modified"
TOO_OLD = "query is too old"

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    RuntimeError,  # the client is closed: the house is stopping
)
_CLOSED = (
    "chat not found", "user not found", "message thread not found", "topic_deleted", "topic_closed", "peer_id_invalid",
    "group chat was deleted", "group chat was deactivated", "chat was deleted", "bot was kicked",
)  # fmt: skip
_GONE = (
    "message to edit not found", "message can't be edited", "message_id_invalid", "there is no text in the message",
    "there is no caption in the message", "there is no media in the message",
)  # fmt: skip
_RIGHTS = ("not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden",
           "chat_admin_required", "chat_restricted")  # fmt: skip


def says(error: TelegramError, words: str) -> bool:
    """Whether Telegram's description contains `words` (lower case)."""
    return words in error.message.lower()


def failure(error: TelegramError) -> SendFailed:  # noqa: PLR0911 - one line a kind
    """Return the kind of failure; python-telegram-bot hides what happened on the wire in `__cause__`."""
    match error:
        case RetryAfter():
            return NotSent(error.message, _seconds(error))
        case ChatMigrated():
            return ChatMoved(str(error.new_chat_id))
        case Forbidden():
            return AddressClosed(error.message)
        case InvalidToken():
            # Its own words repeat the token.
            return Misconfigured("Telegram does not know this token (telegram.token)", everywhere=True)
        case Conflict():
            return Misconfigured(error.message)
        case BadRequest():
            return _refused(error)
        case NetworkError() if isinstance(error.__cause__, _NEVER_LEFT):
            return NotSent(f"{type(error.__cause__).__name__}: {error.__cause__}")
        case NetworkError() if says(error, "too large"):
            return Rejected(error.message)
        case NetworkError():
            cause = f"{type(error.__cause__).__name__}: " if error.__cause__ else ""
            return PerhapsSent(f"{cause}{error.message}")
        case _:
            return PerhapsSent(error.message)


def _refused(error: BadRequest) -> SendFailed:
    for words, kind in ((_GONE, MessageGone), (_CLOSED, AddressClosed), (_RIGHTS, Misconfigured)):
        if any(says(error, w) for w in words):
            return kind(error.message)
    return Rejected(error.message)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
