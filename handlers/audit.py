"""The audit trail: who changed what and when."""

from sqlmodel import Session

from bot.cards import audit as cards
from bot.cards.paging import PAGE
from bot.chat import Reply, Request
from bot.services import audit


def show(request: Request, ledger: Session) -> Reply:
    """Show a page of the trail, the newest first."""
    by = request.somebody
    pages = max(1, -(-audit.count(ledger, by) // PAGE))
    number = min(request.number("page", 0), pages - 1)
    entries = [(e.at, e.by, e.what) for e in audit.read(ledger, by, start=number * PAGE, most=PAGE)]
    return Reply(card=cards.page(entries, number, pages), replaces="page" in request.arguments)
