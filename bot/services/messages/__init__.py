"""How each kind of delivery is put together, at the moment it is sent."""

from bot.services.messages.composing import Compose, Composing
from bot.services.messages.table import FAREWELLS, MESSAGES

__all__ = ["FAREWELLS", "MESSAGES", "Compose", "Composing"]
