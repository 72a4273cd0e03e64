"""What WeCom's error codes mean: decided by the number, never by the words beside it."""

from bot.chat import AddressClosed, Misconfigured, NotSent, Rejected, SendFailed

_REQ_ID_UNKNOWN = 846605
TOKEN_OLD = frozenset({40014, 42001, 41001})
"""The access token has to be fetched anew; then the call may be made once more."""


class ReqIdUnknown(Rejected):
    """There is nothing to answer there any more."""


_BUSY = -1
_TOO_FAST = frozenset({45009, 45033})
_REST = 60.0
"""Seconds after which a count by the minute has begun anew."""

_OPERATOR = frozenset({
    40001, 40013, 40056, 41004, 43012, 48002, 48006, 50003, 60011, 60020, 301002, 93000, 93004,
})  # fmt: skip
_CLOSED = frozenset({
    40003, 40031, 60111, 81013, 82001, 41054, 43004, 86008, 86101, 86215, 93006, 93008,
})  # fmt: skip
_LONGEST = 200


def failure(code: int, words: object = "") -> SendFailed:
    """Return the kind of failure an error code stands for. `words` are for the log only."""
    reason = f"WeCom says {code}: {str(words)[:_LONGEST]}"
    if code == _BUSY or code in TOKEN_OLD:
        return NotSent(reason)
    if code == _REQ_ID_UNKNOWN:
        return ReqIdUnknown(reason)
    if code in _TOO_FAST:
        return NotSent(reason, _REST)
    if code in _OPERATOR:
        return Misconfigured(reason, everywhere=True)
    if code in _CLOSED:
        return AddressClosed(reason)
    return Rejected(reason)
