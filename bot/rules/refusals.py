"""The root of every "no": a type that carries facts and no words."""

from dataclasses import fields, is_dataclass
from typing import Any


class Refusal(Exception):
    """Why something was not done.

    Subclasses are dataclasses (`eq=False`, never frozen: Python writes `__traceback__` on them) whose fields
    are the facts a person needs to know what to do next.
    Their words are found in bot/texts under `refusal-` and the class's name in kebab case
    (`RsvpClosed` is `refusal-rsvp-closed`).
    """

    def facts(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)} if is_dataclass(self) else {}
