"""Group chats: bound to a partnership from inside the group, opened as a page, let go."""

from sqlmodel import Session

from bot.cards import groups as cards
from bot.chat import Card, Line, Reply, Request, Verbatim
from bot.models.people import Group, Partnership
from bot.rules.people import OnlyInGroups, require_coordinator
from bot.services import binding, partnerships
from handlers.partnerships import facts_of


def bind(request: Request, ledger: Session) -> Reply:
    """Bind the group where this is said; with several partnerships, ask which one."""
    require_coordinator(request.somebody)
    if not request.in_group:
        raise OnlyInGroups
    known = partnerships.seen_by(ledger, request.somebody)
    if not known:
        raise binding.NoPartnershipYet
    if len(known) > 1:
        return Reply(card=cards.which_partnership(known))
    return _bind(request, ledger, known[0].id or 0)


def bind_to(request: Request, ledger: Session) -> Reply:
    """Bind the group to the partnership that was tapped."""
    if not request.in_group:
        raise OnlyInGroups
    return _bind(request, ledger, request.number("partnership"))


def unbind(request: Request, ledger: Session) -> Reply:
    """Let go of the group where this is said."""
    if not request.in_group:
        raise OnlyInGroups
    binding.unbind(ledger, by=request.somebody, address=request.address, now=request.at)
    return Reply(card=Card(parts=(Line("group-let-go"),)))


def of_partnership(request: Request, ledger: Session) -> Reply:
    """Show the groups of a partnership."""
    require_coordinator(request.somebody)
    partnership = partnerships.get(ledger, request.somebody, request.number("partnership"))
    return Reply(card=_card(request, ledger, partnership), replaces=True)


def open_page(request: Request, ledger: Session) -> Reply:
    """Open a group page on the web chat."""
    partnership_id = request.number("partnership")
    binding.add_web_group(ledger, by=request.somebody, partnership_id=partnership_id, now=request.at)
    partnership = partnerships.get(ledger, request.somebody, partnership_id)
    return Reply(Line("group-page-opened"), _card(request, ledger, partnership), replaces=True)


def release(request: Request, ledger: Session) -> Reply:
    """Let go of a group from afar."""
    group = binding.release(
        ledger, by=request.somebody, group_id=request.number("group"), now=request.at, configured=request.house.deaf
    )
    partnership = partnerships.get(ledger, request.somebody, group.partnership_id)
    return Reply(Line("group-let-go"), _card(request, ledger, partnership), replaces=True)


def _card(request: Request, ledger: Session, partnership: Partnership) -> Card:
    return cards.of_partnership(facts_of(ledger, partnership), request.house)


def _bind(request: Request, ledger: Session, partnership_id: int) -> Reply:
    group: Group = binding.bind(
        ledger,
        by=request.somebody,
        address=request.address,
        title=request.chat_title,
        partnership_id=partnership_id,
        now=request.at,
    )
    partnership = partnerships.get(ledger, request.somebody, group.partnership_id)
    said = Line("group-bound", partnership=Verbatim(partnership.name))
    return Reply(card=Card(parts=(said,)), replaces=bool(request.message and request.verb == "bindto"))
