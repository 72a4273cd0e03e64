"""Appointing, handing over, leaving, being taken off a roster and coming back."""

from sqlmodel import Session

from bot.cards import asking
from bot.cards import member as cards
from bot.chat import Card, Line, Reply, Request, Verbatim
from bot.models.people import Branch, Role
from bot.rules.people import NotFound, is_coordinator
from bot.services import leaving, members, roles
from handlers.members import card


def choices(request: Request, ledger: Session) -> Reply:
    """Ask for a role: a secretary may make another secretary, a coordinator anything."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    offered = list(Role) if is_coordinator(request.somebody) else [Role.SECRETARY]
    if member.branch_id is None:
        offered.remove(Role.SECRETARY)
    return Reply(card=cards.choose_role(member, offered), replaces=True)


def appoint(request: Request, ledger: Session) -> Reply:
    """Give somebody a role."""
    member_id, role = request.number("member"), request.choice("role", Role)
    member = roles.appoint(ledger, by=request.somebody, member_id=member_id, role=role, now=request.at)
    said = Line("said-appointed", name=Verbatim(member.name), role=member.role)
    return Reply(said, _after(request, ledger, member_id), replaces=True)


def hand_over(request: Request, ledger: Session) -> Reply:
    """Ask to whom one's own role goes."""
    found, number = roles.successors(ledger, request.somebody), request.number("page", 0)
    return Reply(card=cards.successors(found, number, request.somebody.role), replaces="page" in request.arguments)


def hand_to(request: Request, ledger: Session) -> Reply:
    """Hand one's own role to somebody, after one more yes."""
    by, role = request.somebody, request.somebody.role
    member_id = request.number("member")
    if request.arguments.get("sure") != "yes":
        successor = next((one for one in roles.successors(ledger, by) if one.id == member_id), None)
        if successor is None:
            raise NotFound
        return Reply(card=cards.sure_to_hand_over(successor, role), replaces=True)
    successor = roles.hand_over(ledger, by=by, member_id=member_id, now=request.at)
    said = Line("handover-done", name=Verbatim(successor.name), role=role)
    return Reply(card=Card(parts=(said,)), replaces=True)


def remove(request: Request, ledger: Session) -> Reply:
    """Take somebody off the roster, after one more yes."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    if request.arguments.get("sure") != "yes":
        return Reply(card=cards.sure_to_remove(member), replaces=True)
    leaving.remove(ledger, by=request.somebody, member_id=member.id or 0, now=request.at)
    return Reply(
        Line("said-removed", name=Verbatim(member.name)), _after(request, ledger, member.id or 0), replaces=True
    )


def bring_back(request: Request, ledger: Session) -> Reply:
    """Put somebody on the roster again."""
    member = leaving.bring_back(ledger, by=request.somebody, member_id=request.number("member"), now=request.at)
    return Reply(
        Line("said-brought-back", name=Verbatim(member.name)), card(request, ledger, member.id or 0), replaces=True
    )


def leave(request: Request, ledger: Session) -> Reply:
    """Leave one's branch, after one more yes."""
    member = request.somebody
    roles.require_another(ledger, member)
    branch = ledger.get(Branch, member.branch_id) if member.branch_id else None
    name = Verbatim(branch.name if branch else "")
    if request.arguments.get("sure") != "yes":
        return Reply(card=asking.sure(Line("leave-sure", branch=name), Line("button-leave"), "quit", "yes"))
    leaving.leave(ledger, member=member, now=request.at)
    return Reply(card=Card(parts=(Line("leave-done", branch=name),)), replaces=True)


def _after(request: Request, ledger: Session, member_id: int) -> Card:
    """Return the member's card, where it may still be seen: a coordinator may just have given up the right."""
    try:
        return card(request, ledger, member_id)
    except NotFound:
        return Card(parts=(Line("said-kept"),))
