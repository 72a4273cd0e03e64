"""What the notice on a branch's board says: scan this to join."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class JoinPoster:
    """A branch's invitation. `link` opens it; `last_day` is the last local day it works, or None."""

    branch: str
    link: str
    last_day: date | None = None
