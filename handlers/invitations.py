"""Links that let people in: a branch's, one person's, and those that still open."""

from sqlmodel import Session

from bot.cards import asking
from bot.cards import branch as branch_cards
from bot.cards import invitations as cards
from bot.chat import Card, Line, Reply, Request
from bot.models.people import Branch, Member, Role
from bot.rules.people import NotFound, is_coordinator, require_lead
from bot.services import branches, dialogues, invitations, members, rosters


def invite(request: Request, ledger: Session) -> Reply:
    """Make an invitation to one's own branch; a coordinator taps which, and may invite its secretary."""
    by = request.somebody
    require_lead(by, by.branch_id)
    if "branch" not in request.arguments and is_coordinator(by):
        if not request.text:
            return Reply(card=branch_cards.choose(branches.seen_by(ledger, by), "invite"))
        branch_id = branches.find(ledger, request.text).id or 0
    else:
        branch_id = request.number("branch", by.branch_id or 0)
    role = request.choice("role", Role) if "role" in request.arguments else Role.MEMBER
    made = invitations.for_branch(ledger, by=by, branch_id=branch_id, role=role, now=request.at)
    branch = ledger.get_one(Branch, branch_id)
    zone = request.words.zone
    card = cards.of_branch(branch, made.invitation, made.code, request.house, zone, more=is_coordinator(by))
    return Reply(card=card)


def live(request: Request, ledger: Session) -> Reply:
    """List a branch's links that still open; the card that shows a fresh one stays, for it is shown only once."""
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    return Reply(card=_live_card(request, ledger, branch), replaces="page" in request.arguments)


def revoke(request: Request, ledger: Session) -> Reply:
    """Let a link open no more."""
    branch_id = invitations.revoke(
        ledger, by=request.somebody, invitation_id=request.number("invitation"), now=request.at
    )
    branch = branches.get(ledger, request.somebody, branch_id)
    return Reply(Line("link-revoked"), _live_card(request, ledger, branch), replaces=True)


def for_member(request: Request, ledger: Session) -> Reply:
    """Make a personal link for a member that was tapped."""
    return _personal(request, ledger, request.number("member"))


def named(request: Request, ledger: Session) -> Reply:
    """Make a personal link for somebody named: 链接 张三."""
    by = request.somebody
    require_lead(by, by.branch_id)
    if not request.text:
        dialogues.begin(ledger, request, "personal-link")
        return Reply(card=asking.words(Line("personal-ask-name")))
    return spelt(request, ledger)


def spelt(request: Request, ledger: Session) -> Reply:
    """Take the name a personal link is asked for. Raises NotFound, or asks which of several."""
    by = request.somebody
    found = [m for b in branches.seen_by(ledger, by) for m in rosters.called(ledger, b.id, request.text)]
    if not found:
        raise NotFound
    dialogues.end(ledger, request)
    if len(found) > 1:
        return Reply(card=_which(ledger, found))
    return _personal(request, ledger, found[0].id or 0)


def _which(ledger: Session, found: list[Member]) -> Card:
    return cards.which([(one, ledger.get_one(Branch, one.branch_id)) for one in found])


def _personal(request: Request, ledger: Session, member_id: int) -> Reply:
    made = invitations.for_member(ledger, by=request.somebody, member_id=member_id, now=request.at)
    member = members.get(ledger, request.somebody, member_id)
    return Reply(card=cards.personal(member, made.invitation, made.code, request.house))


def _live_card(request: Request, ledger: Session, branch: Branch) -> Card:
    found = invitations.live(ledger, request.somebody, branch.id or 0, request.at)
    listed = [(one, _member(ledger, one.made_by), _member(ledger, one.member_id)) for one in found]
    return cards.several(branch, listed, request.number("page", 0))


def _member(ledger: Session, member_id: int | None) -> Member | None:
    return ledger.get(Member, member_id) if member_id else None
