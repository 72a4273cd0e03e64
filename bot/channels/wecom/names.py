"""How WeCom's channels are called, and how their messages and cards are named."""

import secrets

ROBOT = "wecom"
"""The smart robot over its long connection."""

APP = "wecom-app"
"""The self-built app."""

HOOK = "wecom-hook"
"""Robots of groups, which only post."""

_PAGE = "@"


def new_task() -> str:
    """Return a name no card had before: 22 of the letters, digits, - and _ that a `task_id` may have (128 at most)."""
    return secrets.token_urlsafe(16)


def page_of(task: str, number: int) -> str:
    """Return the name of a message's card `number`, counted from 0: the first is named like the message itself."""
    return f"{task}{_PAGE}{number + 1}" if number else task


def message_of(task: str) -> str:
    """Return the id of the message a card belongs to, whichever of its cards it is."""
    return task.partition(_PAGE)[0]
