"""The first words: /start with or without a code, and what a stranger says."""

from sqlmodel import Session

from bot.cards import hello
from bot.chat import Reply, Request
from bot.services import joining


def start(request: Request, ledger: Session) -> Reply:
    """Open a code (a claim, an invitation, a personal link), or greet.

    Refusals (expired, used up, revoked, unknown) pass through.
    """
    code = request.text.strip()
    if not code:
        return words(request, ledger)
    opened = joining.open_code(
        ledger,
        code=code,
        sender=request.sender,
        chat=request.address.chat,
        member=request.member,
        now=request.at,
        house=request.house,
    )
    return Reply(card=hello.claimed(opened.member))


def words(request: Request, ledger: Session) -> Reply:
    """Answer words that no command took: say what can be said."""
    if request.member is None:
        return Reply(card=hello.stranger())
    return Reply(card=hello.lost(request.member.role))


def arrived(request: Request, ledger: Session) -> Reply:
    """Greet the group the bot was just added to, and say what connects it to a partnership."""
    return Reply(card=hello.arrived())
