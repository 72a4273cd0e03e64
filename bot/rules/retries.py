"""How long to wait before what failed is tried again, by the kind of failure. Seconds and timedeltas; no clock here.

| what happened                    | the message                         | the way there                          |
|----------------------------------|-------------------------------------|----------------------------------------|
| 429, retry after n               | held for n                          | its chat rests for n, the others go on |
| certainly not sent (no way)      | held as long as the channel rests   | the channel rests: 1, 2, 4, … 30 s     |
| perhaps sent, to one person      | once more, marked, after 30 s       | three in a row: the channel rests      |
| perhaps sent, to a group         | waits for a coordinator             |                                        |
| perhaps rewritten                | again, seven times in two hours:    | what is sent anew does not wait for it |
|                                  | it does no harm; then set aside     |                                        |
| a wrong token or a missing right | held for 10 minutes, operator told  | a wrong token: the channel rests       |
| a fault of ours                  | twice more, then set aside          | the others go on                       |
| closed, refused, gone            | set aside, who must know is told    |                                        |
"""

from datetime import timedelta

_CHANNEL_PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)

DOUBT_PAUSE = timedelta(seconds=30)
"""Before what may have been sent is sent again: a platform in trouble has recovered by then, mostly."""

CONFIGURATION_PAUSE = timedelta(minutes=10)
"""Before something the operator has to mend is tried again."""

IN_A_ROW = 3
"""So many doubts or 429s one after the other mean the whole channel, not one chat."""

LONGEST_HOLD = timedelta(days=1)
"""A hold that lies further ahead was written by a clock that has been set back since: it holds nobody."""

_FAULT_PAUSES = (timedelta(seconds=5), timedelta(seconds=30))
_REWRITE_PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 3600))


def channel_pause(in_a_row: int) -> float:
    """Return the seconds a channel rests after so many failures in a row, at least one."""
    return _CHANNEL_PAUSES[min(in_a_row, len(_CHANNEL_PAUSES)) - 1]


def fault_pause(attempts: int) -> timedelta | None:
    """Return how long a message that a fault of ours stopped waits after so many attempts; None: set it aside."""
    return _FAULT_PAUSES[attempts - 1] if attempts <= len(_FAULT_PAUSES) else None


def rewrite_pause(doubts: int) -> timedelta | None:
    """Return how long the rewriting of a message waits that may have worked so many times; None: set it aside."""
    return _REWRITE_PAUSES[doubts - 1] if doubts <= len(_REWRITE_PAUSES) else None
