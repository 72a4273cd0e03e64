"""How much is kept of a member."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows kept of one member, by what they are."""

    accounts: int
    answers: int
    check_ins: int
    messages: int
    changes: int
