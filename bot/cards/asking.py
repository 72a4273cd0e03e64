"""Questions: for words, which a dialogue waits for, and for a yes before something that cannot be undone."""

from bot.chat import Button, Buttons, Card, Line, Style, tap


def words(question: Line, *rows: tuple[Button, ...]) -> Card:
    """Ask for words; `rows` are answers that can be tapped instead. The last button lets it be."""
    return Card(parts=(question,), buttons=(*rows, (never_mind(),)))


def never_mind() -> Button:
    """Return the button that ends a dialogue."""
    return tap(Line("button-never-mind"), "nevermind")


def sure(question: Line, yes: Line, verb: str, *arguments: object, back: Button | None = None) -> Card:
    """Ask before something weighty; `verb` is what the yes does."""
    buttons: Buttons = ((tap(yes, verb, *arguments, style=Style.DANGER),), (back or never_mind(),))
    return Card(parts=(question,), buttons=buttons)
