"""A branch's roster and the card of one member of it."""

from sqlmodel import Session

from bot.cards import asking
from bot.cards import branch as branch_cards
from bot.cards import member as cards
from bot.chat import Card, Line, Reply, Request
from bot.models.people import Branch, Category, Member, Role, Standing
from bot.rules.names import tidy
from bot.rules.people import is_coordinator, require_lead
from bot.rules.roster import read_category
from bot.services import branches, dialogues, members, rosters


def several(request: Request, ledger: Session) -> Reply:
    """List a branch's members: one's own branch, or for a coordinator the one that was tapped."""
    by = request.somebody
    if "branch" not in request.arguments and is_coordinator(by):
        return Reply(card=branch_cards.choose(branches.seen_by(ledger, by), "members"))
    require_lead(by, by.branch_id)
    branch = branches.get(ledger, by, request.number("branch", by.branch_id or 0))
    return Reply(card=list_card(ledger, branch, request.number("page", 0)), replaces="branch" in request.arguments)


def former(request: Request, ledger: Session) -> Reply:
    """List those who left a branch."""
    branch = branches.get(ledger, request.somebody, request.number("branch"))
    listed = rosters.of_branch(ledger, branch.id, Standing.LEFT)
    return Reply(card=cards.roster(branch, listed, request.number("page", 0), left=True), replaces=True)


def one(request: Request, ledger: Session) -> Reply:
    """Show a member."""
    return Reply(card=card(request, ledger, request.number("member")), replaces=True)


def list_card(ledger: Session, branch: Branch, number: int = 0) -> Card:
    """Return a page of a branch's roster."""
    return cards.roster(branch, rosters.of_branch(ledger, branch.id), number)


def card(request: Request, ledger: Session, member_id: int) -> Card:
    """Return a member's card. Raises NotFound."""
    by = request.somebody
    member = members.get(ledger, by, member_id)
    return cards.one(
        member,
        ledger.get(Branch, member.branch_id) if member.branch_id else None,
        rosters.reach_of(ledger, member),
        may_change=member.role is not Role.COORDINATOR or is_coordinator(by),
        may_appoint=is_coordinator(by),
    )


def add(request: Request, ledger: Session) -> Reply:
    """Put somebody on the roster: 添加成员 张三 预备党员; or ask who."""
    by = request.somebody
    branch_id = request.number("branch", by.branch_id or 0)
    require_lead(by, branch_id or None)
    branches.get(ledger, by, branch_id)
    if not request.text or request.arguments:
        dialogues.begin(ledger, request, "addmember", branch=branch_id)
        return Reply(card=asking.words(Line("member-ask-new")))
    return _add(request, ledger, branch_id)


def named(request: Request, ledger: Session) -> Reply:
    """Take the name and category that were asked for."""
    return _add(request, ledger, request.number("branch"))


def ask_name(request: Request, ledger: Session) -> Reply:
    """Ask how a name is written."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    dialogues.begin(ledger, request, "membername", member=member.id or 0)
    return Reply(card=asking.words(Line("member-ask-name")))


def rename(request: Request, ledger: Session) -> Reply:
    """Take the name that was asked for."""
    member_id = request.number("member")
    members.rename(ledger, by=request.somebody, member_id=member_id, name=request.text, now=request.at)
    dialogues.end(ledger, request)
    return Reply(card=card(request, ledger, member_id))


def categories(request: Request, ledger: Session) -> Reply:
    """Ask for a category."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    return Reply(card=cards.choose_category(member), replaces=True)


def categorise(request: Request, ledger: Session) -> Reply:
    """Set a category."""
    member_id, category = request.number("member"), request.choice("category", Category)
    members.categorise(ledger, by=request.somebody, member_id=member_id, category=category, now=request.at)
    return _kept(request, ledger, member_id)


def moves(request: Request, ledger: Session) -> Reply:
    """Ask for the branch somebody changes to."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    others = [branch for branch in branches.in_use(ledger) if branch.id != member.branch_id]
    return Reply(card=cards.choose_branch(member, others, request.number("page", 0)), replaces=True)


def move(request: Request, ledger: Session) -> Reply:
    """Let somebody change to another branch."""
    by, branch_id = request.somebody, request.number("branch")
    member_id = request.number("member")
    left = members.to_change(ledger, by, member_id).branch_id
    members.move(ledger, by=by, member_id=member_id, branch_id=branch_id, now=request.at)
    if is_coordinator(by) or left is None:
        return _kept(request, ledger, member_id)
    return Reply(Line("said-kept"), list_card(ledger, branches.get(ledger, by, left)), replaces=True)


def cut_off(request: Request, ledger: Session) -> Reply:
    """Take somebody's accounts, after one more yes."""
    member = members.to_change(ledger, request.somebody, request.number("member"))
    if request.arguments.get("sure") != "yes":
        return Reply(card=cards.sure_to_cut_off(member), replaces=True)
    members.cut_off(ledger, by=request.somebody, member_id=member.id or 0, now=request.at)
    return _kept(request, ledger, member.id or 0)


def _add(request: Request, ledger: Session, branch_id: int) -> Reply:
    name, category = _read(request.text)
    member: Member = members.add(
        ledger, by=request.somebody, branch_id=branch_id, name=name, category=category, now=request.at
    )
    dialogues.end(ledger, request)
    return Reply(card=card(request, ledger, member.id or 0))


def _read(text: str) -> tuple[str, Category]:
    """Read a name with or without a category behind it."""
    name, _, last = text.strip().replace("，", " ").replace(",", " ").rpartition(" ")
    category = read_category(last) if name.strip() else None
    return (tidy(name), category) if category else (tidy(text), Category.FULL)


def _kept(request: Request, ledger: Session, member_id: int) -> Reply:
    return Reply(Line("said-kept"), card(request, ledger, member_id), replaces=True)
