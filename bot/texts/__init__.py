"""Every sentence the bot can say, and how facts are said in the reader's language and time zone."""

from bot.texts.facts import say_fact
from bot.texts.refusals import why
from bot.texts.sentences import LANGUAGES, has, keys, say, say_any, written
from bot.texts.speak import Spoken, SpokenButton, speak

__all__ = [
    "LANGUAGES",
    "Spoken",
    "SpokenButton",
    "has",
    "keys",
    "say",
    "say_any",
    "say_fact",
    "speak",
    "why",
    "written",
]
