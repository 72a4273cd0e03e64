"""订阅: the private calendar address of a member."""

from sqlmodel import Session

from bot.cards import calendars as cards
from bot.chat import Card, Line, Reply, Request
from bot.services import feeds


def show(request: Request, ledger: Session) -> Reply:
    """Say whether there is an address, and offer one."""
    return Reply(card=cards.kept() if feeds.has_one(ledger, request.somebody) else cards.none())


def renew(request: Request, ledger: Session) -> Reply:
    """Make a new address and show it, this once."""
    code = feeds.renew(ledger, request.somebody, request.at)
    return Reply(card=cards.address(f"{request.house.web}/feed/{code}.ics"), replaces=True)


def revoke(request: Request, ledger: Session) -> Reply:
    """Take the address back."""
    feeds.revoke(ledger, request.somebody, request.at)
    return Reply(card=Card(Line("feed-title"), (Line("feed-revoked"),)), replaces=True)
