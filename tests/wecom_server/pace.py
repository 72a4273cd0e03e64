"""How much a chat takes in a minute and in an hour. What is more is dropped without a word."""

from collections import deque


class Counts:
    """Sliding windows over the times of what was let through."""

    def __init__(self, per_minute: int, per_hour: int) -> None:
        self._bounds = ((60.0, per_minute), (3600.0, per_hour))
        self._times: deque[float] = deque()

    def take(self, now: float) -> bool:
        """Count one more at `now` (seconds), unless it is one too many."""
        while self._times and self._times[0] <= now - 3600:
            self._times.popleft()
        if any(sum(at > now - span for at in self._times) >= most for span, most in self._bounds):
            return False
        self._times.append(now)
        return True
