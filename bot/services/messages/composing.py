"""What a composer works with."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from bot.chat import Card, House, Reader
from bot.models.deliveries import Delivery


@dataclass(frozen=True, slots=True)
class Composing:
    """What is at hand when a message is put together: the row, who will read it, and the house."""

    delivery: Delivery
    reader: Reader
    house: House


Compose = Callable[[Session, Composing], Card | None]
"""Returns None when there is nothing to say any more: the delivery is then dropped."""
