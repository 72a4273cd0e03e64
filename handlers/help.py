"""Help: what can be said, out of the table of routes itself."""

from collections.abc import Sequence

from sqlmodel import Session

from bot.cards import hello
from bot.cards import help as cards
from bot.chat import Handler, Line, Reply, Request, Route
from bot.models.people import Role, Standing
from bot.rules.people import StillWaiting
from bot.texts import has

_IN_GROUPS = {"bind", "unbind"}
"""Commands that are for groups only, and written there as Telegram lets a bot hear them: with a slash."""


def help_over(table: Sequence[Route]) -> Handler:
    """Return the handler that explains these routes."""

    def show(request: Request, ledger: Session) -> Reply:
        """Show what the reader may say."""
        member = request.member
        if member is None:
            return Reply(card=hello.stranger())
        if member.standing is not Standing.ACTIVE:
            raise StillWaiting
        roles = list(Role)[: list(Role).index(member.role) + 1]
        listed = {
            role: [_entry(route, request.words.language) for route in table if route.menu is role] for role in roles
        }
        return Reply(card=cards.whole(listed))

    return show


def _entry(route: Route, language: str) -> cards.Entry:
    wanted = [alias for alias in route.aliases if alias.isascii() == (language == "en")]
    in_group = route.verb in _IN_GROUPS
    word = f"/{route.verb}" if in_group else (wanted or [route.verb])[0]
    key = route.verb.replace("_", "-")
    example = f"example-{key}"
    return cards.Entry(
        verb=route.verb,
        word=word,
        about=Line(f"menu-{key}"),
        example=Line(example) if has(example) else None,
        tapped=not in_group,
    )
