"""A branch's roster, and the card of one member of it."""

from collections.abc import Sequence

from bot.cards import asking, paging
from bot.chat import Button, Card, Line, Row, Style, Verbatim, tap
from bot.models.people import Branch, Category, Member, Role, Standing
from bot.rules.reach import Listed, Reach


def roster(branch: Branch, listed: Sequence[Listed], number: int, *, left: bool = False) -> Card:
    """List a branch's members, each to be opened: with category and whether they can be reached."""
    page = paging.cut(listed, number)
    rows = tuple((_entry(one),) for one in page.items)
    joined = sum(one.reach is Reach.JOINED for one in listed)
    if left:
        back = (tap(Line("button-members"), "members", branch.id, 0),)
        title = Line("roster-left-title", branch=Verbatim(branch.name), count=len(listed))
        return Card(title, (), (*rows, *paging.turns(page, "formermembers", branch.id), back))
    more = (
        (tap(Line("button-invite"), "invite", branch.id), tap(Line("button-add-member"), "addmember", branch.id)),
        (
            tap(Line("button-import"), "import", branch.id),
            tap(Line("button-former-members"), "formermembers", branch.id, 0),
        ),
        (tap(Line("button-back"), "branch", branch.id),),
    )
    return Card(
        Line("roster-title", branch=Verbatim(branch.name), count=len(listed), joined=joined),
        () if listed else (Line("roster-empty"),),
        (*rows, *paging.turns(page, "members", branch.id), *more),
    )


def _entry(one: Listed) -> Button:
    name, member = Verbatim(one.member.name), one.member
    return tap(
        Line("roster-entry", name=name, category=member.category, reach=one.reach, role=member.role),
        "member",
        member.id,
    )


def one(member: Member, branch: Branch | None, reach: Reach, *, may_change: bool, may_appoint: bool) -> Card:
    """Show a member to those who act for their branch."""
    parts = (
        Row(Line("label-branch"), Verbatim(branch.name) if branch else Line("said-none")),
        Row(Line("label-category"), member.category),
        Row(Line("label-role"), member.role),
        Row(Line("label-account"), reach),
    )
    back = (tap(Line("button-members"), "members", branch.id, 0),) if branch else ()
    title = Line("member-title", name=Verbatim(member.name))
    if member.standing is Standing.LEFT:
        again = (tap(Line("button-bring-back"), "bringback", member.id, style=Style.PRIMARY),)
        forget = (tap(Line("button-forget"), "forget", member.id, style=Style.DANGER),)
        return Card(title, (*parts, Line("member-has-left")), (again, forget, back))
    return Card(title, parts, (*(_changes(member, reach, may_appoint) if may_change else ()), back))


def _changes(member: Member, reach: Reach, may_appoint: bool) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        tap(Line("button-rename"), "membername", member.id),
        tap(Line("button-category"), "categories", member.id),
        tap(Line("button-personal-link"), "linkfor", member.id),
        tap(Line("button-move-branch"), "moves", member.id),
    ]
    if may_appoint or member.role is Role.MEMBER:
        buttons.append(tap(Line("button-role"), "roles", member.id))
    if reach is not Reach.NOT_YET:
        buttons.append(tap(Line("button-cut-off"), "cutoff", member.id))
    return (*paging.in_rows(buttons), (tap(Line("button-remove"), "remove", member.id, style=Style.DANGER),))


def _back(member: Member) -> tuple[Button, ...]:
    return (tap(Line("button-back"), "member", member.id),)


def choose_category(member: Member) -> Card:
    """Ask for a category."""
    options = [
        tap(Line("choice", value=category, chosen=int(category is member.category)), "category", member.id, category)
        for category in Category
    ]
    question = Line("member-ask-category", name=Verbatim(member.name))
    return Card(parts=(question,), buttons=(*paging.in_rows(options), _back(member)))


def choose_role(member: Member, roles: Sequence[Role]) -> Card:
    """Ask for a role."""
    options = [
        tap(Line("choice", value=role, chosen=int(role is member.role)), "role", member.id, role) for role in roles
    ]
    question = Line("member-ask-role", name=Verbatim(member.name))
    return Card(parts=(question,), buttons=(*paging.in_rows(options, 1), _back(member)))


def choose_branch(member: Member, branches: Sequence[Branch], number: int) -> Card:
    """Ask for the branch somebody changes to."""
    page = paging.cut(branches, number)
    rows = tuple((tap(Line("label-verbatim", text=Verbatim(b.name)), "moveto", member.id, b.id),) for b in page.items)
    return Card(
        parts=(Line("member-ask-branch", name=Verbatim(member.name)),),
        buttons=(*rows, *paging.turns(page, "moves", member.id), _back(member)),
    )


def sure_to_remove(member: Member) -> Card:
    """Ask before somebody is taken off the roster."""
    question, yes = Line("member-ask-remove", name=Verbatim(member.name)), Line("button-remove")
    return asking.sure(question, yes, "remove", member.id, "yes", back=_back(member)[0])


def sure_to_forget(member: Member) -> Card:
    """Ask before somebody who left is erased."""
    question, yes = Line("member-ask-forget", name=Verbatim(member.name)), Line("button-forget")
    return asking.sure(question, yes, "forget", member.id, "yes", back=_back(member)[0])


def sure_to_cut_off(member: Member) -> Card:
    """Ask before somebody's accounts are taken."""
    question, yes = Line("member-ask-cut-off", name=Verbatim(member.name)), Line("button-cut-off")
    return asking.sure(question, yes, "cutoff", member.id, "yes", back=_back(member)[0])


def successors(members: Sequence[Member], number: int, role: Role) -> Card:
    """Ask to whom a role is handed over."""
    page = paging.cut(members, number)
    rows = tuple((tap(Line("label-verbatim", text=Verbatim(m.name)), "handto", m.id),) for m in page.items)
    question = Line("handover-ask", role=role) if members else Line("handover-nobody", role=role)
    return Card(parts=(question,), buttons=(*rows, *paging.turns(page, "handover"), (asking.never_mind(),)))


def sure_to_hand_over(member: Member, role: Role) -> Card:
    """Ask before a role is handed over."""
    question = Line("handover-sure", name=Verbatim(member.name), role=role)
    return asking.sure(question, Line("button-hand-over"), "handto", member.id, "yes")
