"""How the house is watched: what it tells as it works, in the log, in figures, and about its health.

Every room may tell; nothing here knows any of them. `logs` and `figures` bring libraries with them and are imported
only where they are wanted.
"""

from bot.watch.condition import Condition, Part
from bot.watch.pulse import Beating, Pulse
from bot.watch.watch import CHANNEL, JOB, Figures, Watch

__all__ = ["CHANNEL", "JOB", "Beating", "Condition", "Figures", "Part", "Pulse", "Watch"]
