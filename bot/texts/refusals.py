"""Where the words of a refusal are."""

from bot.chat import Line
from bot.rules.refusals import Refusal
from bot.texts.facts import kebab


def why(refusal: Refusal) -> Line:
    """Return the sentence that says a refusal: `refusal-` and its class's name, with its facts."""
    return Line(f"refusal-{kebab(type(refusal).__name__)}", **refusal.facts())
