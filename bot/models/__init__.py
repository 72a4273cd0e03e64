"""The tables. One file a topic; importing this package knows them all."""

from bot.models import deliveries, events, guesses, people, web, wecom

__all__ = ["deliveries", "events", "guesses", "people", "web", "wecom"]
