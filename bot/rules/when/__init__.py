"""The reading of times, as people type them in Chinese and English, and the saying of them.

Pure: text, `now` and a zone in; a Reading, or a WhenRefusal that tells what is unclear. Nothing is guessed.

`scan` walks the text; `*_words` are the grammar; `days`, `months`, `clocks` are what its rules yield;
`phrase` is a whole time, `find` picks it out of a line, `resolve` and `ends` turn it into moments.
"""

from bot.rules.when.readers import (
    is_hour,
    read,
    read_clock,
    read_clock_range,
    read_day,
    read_duration,
    read_moment,
    read_weekday,
)
from bot.rules.when.reading import Reading
from bot.rules.when.refusals import (
    AmbiguousClock,
    AmbiguousTime,
    Flaw,
    ImpossibleTime,
    NoTime,
    RepeatingTime,
    TimePast,
    WhenRefusal,
)
from bot.rules.when.say import say

__all__ = [
    "AmbiguousClock",
    "AmbiguousTime",
    "Flaw",
    "ImpossibleTime",
    "NoTime",
    "Reading",
    "RepeatingTime",
    "TimePast",
    "WhenRefusal",
    "is_hour",
    "read",
    "read_clock",
    "read_clock_range",
    "read_day",
    "read_duration",
    "read_moment",
    "read_weekday",
    "say",
]
