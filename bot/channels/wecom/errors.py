"""What WeCom's error codes mean: decided by the number, never by the words beside it."""

from bot.chat import AddressClosed, Misconfigured, NotSent, Rejected, SendFailed

_REQ_ID_UNKNOWN = 846605
TOKEN_OLD = frozenset({40014, 42001, 41001})
"""The access token has to be fetched anew; then the call may be made once more."""


class ReqIdUnknown(Rejected):
    """There is nothing to answer there any more."""


_BUSY = -1
_NOT_TRUSTED = 60020
_TOO_FAST = frozenset({45009, 45033})
_REST = 60.0
"""Seconds after which a count by the minute has begun anew."""

_OPERATOR = frozenset({
    40001, 40013, 40056, 41004, 43012, 48002, 48006, 50003, 60011, 301002, 93000, 93004,
})  # fmt: skip
_CLOSED = frozenset({
    40003, 40031, 60111, 81013, 82001, 41054, 43004, 86008, 86101, 86215, 93006, 93008,
})  # fmt: skip
_CARDS = frozenset({*range(42014, 42021), *range(42027, 42052)})
_LONGEST = 200

_MEND = {
    43012: "the app has no callback address: type it in on the app's page",
    48002: "the app may not call this: look at its rights",
    60011: "the app may not do this: let its scope be the whole corporation",
    _NOT_TRUSTED: "this machine's address is not among the app's trusted IPs: add it on the app's page",
}
"""What the operator can do about it, where that is known."""


class NotTrusted(Misconfigured):
    """The address this machine calls from is not among those the app trusts."""


class CardRefused(Rejected):
    """A card is not taken as it is, or cannot be changed any more."""


_KINDS: tuple[tuple[frozenset[int], type[SendFailed]], ...] = (
    (frozenset({_REQ_ID_UNKNOWN}), ReqIdUnknown),
    (_CLOSED, AddressClosed),
    (_CARDS, CardRefused),
)


def failure(code: int, words: object = "") -> SendFailed:
    """Return the kind of failure an error code stands for. `words` are for the log only."""
    reason = f"WeCom says {code}: {_MEND.get(code) or str(words)[:_LONGEST]}"
    if code == _BUSY or code in TOKEN_OLD:
        return NotSent(reason)
    if code in _TOO_FAST:
        return NotSent(reason, _REST)
    if code == _NOT_TRUSTED:
        return NotTrusted(reason, everywhere=True)
    if code in _OPERATOR:
        return Misconfigured(reason, everywhere=True)
    return next((kind for codes, kind in _KINDS if code in codes), Rejected)(reason)
