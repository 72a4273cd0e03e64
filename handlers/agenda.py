"""日程: what comes; 往期: what has been."""

from sqlmodel import Session

from bot.cards import agenda as cards
from bot.chat import Reply, Request
from bot.rules.people import NotFound, leads, require_lead
from bot.services import accounts, agenda


def coming(request: Request, ledger: Session) -> Reply:
    """List what comes: one's own with one's answers; in a group, what its partnership does, and nobody's answers."""
    if request.in_group:
        group = accounts.group_at(ledger, request.address)
        if group is None:
            raise NotFound
        return Reply(card=cards.for_group(agenda.of_group(ledger, group.partnership_id, request.at)))
    member = request.somebody
    items = agenda.coming(ledger, member, request.at)
    return Reply(
        card=cards.coming(items, _page(request), schedules=leads(member, member.branch_id)), replaces=_turned(request)
    )


def been(request: Request, ledger: Session) -> Reply:
    """List what has been, for secretaries and the coordinator. Raises NotAllowed for others."""
    require_lead(request.somebody, request.somebody.branch_id)
    events = agenda.been(ledger, request.somebody, request.at)
    return Reply(card=cards.been(events, _page(request)), replaces=_turned(request))


def _page(request: Request) -> int:
    return request.number("page") if _turned(request) else 0


def _turned(request: Request) -> bool:
    return "page" in request.arguments
