"""How many wrong codes somebody may try: start codes, invitations, personal links, calendar addresses.

A code is 128 random bits, so no guess is ever right; the limits keep the trying itself cheap and quiet. The same wrong
code again is no new guess: somebody who taps a dead link over and over, or mistypes once, is never held up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rules.refusals import Refusal

WINDOW = timedelta(minutes=15)
"""How long a wrong code counts."""

BY_ONE_PERSON = 10
FROM_ONE_ADDRESS = 30
"""A whole office may share one, on the day the links are handed out."""
BY_EVERYBODY = 1000
"""Far more than one address may try, so that nobody alone can hold up the others."""


@dataclass(eq=False)
class TooManyGuesses(Refusal):
    """Too many wrong codes: none is looked at before `until`, a right one neither."""

    until: datetime


def require_patience(theirs: Sequence[datetime], everybodys: Sequence[datetime], most: int) -> None:
    """Raise TooManyGuesses once as many different codes were tried within the window as may be."""
    for guesses, limit in ((theirs, most), (everybodys, BY_EVERYBODY)):
        if len(guesses) >= limit:
            raise TooManyGuesses(sorted(guesses)[-limit] + WINDOW)
