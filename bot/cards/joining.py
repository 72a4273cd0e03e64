"""Coming in: what is asked of a person, what is asked of their secretary, and how it ends."""

from collections.abc import Sequence

from bot.cards import asking, paging
from bot.cards.naming import told_apart
from bot.chat import Button, Card, Line, Row, Style, Verbatim, tap
from bot.models.people import Branch, Member, Role


def ask_name(branch: Branch, known: str = "") -> Card:
    """Ask somebody who opened a branch's link for their name; `known` is a roster's name their chat shows too."""
    its_me = ((tap(Line("button-i-am", name=Verbatim(known)), "joinme", style=Style.PRIMARY),),) if known else ()
    return Card(Line("join-title", branch=Verbatim(branch.name)), (Line("join-ask-name"),), its_me)


def ask_both() -> Card:
    """Ask somebody from a partnership's group for name and branch."""
    return Card(parts=(Line("join-ask-both"),))


def sure(name: str, branch: Branch, question: Line) -> Card:
    """Let somebody check their name and branch."""
    return Card(
        parts=(
            Row(Line("label-name"), Verbatim(name)),
            Row(Line("label-branch"), Verbatim(branch.name)),
            question,
        ),
        buttons=((tap(Line("button-its-me"), "itsme", style=Style.PRIMARY), tap(Line("button-not-me"), "notme")),),
    )


def welcome(member: Member, branch: Branch | None) -> Card:
    """Greet somebody who is in."""
    title = Line("welcome-title", name=Verbatim(member.name), branch=Verbatim(branch.name if branch else ""))
    secretary = (Line("welcome-secretary"),) if member.role is Role.SECRETARY else ()
    return Card(title, (Line("welcome-next"), *secretary), ((tap(Line("button-me"), "me"),),))


def asked(branch: Branch) -> Card:
    """Say that a secretary was asked."""
    return Card(parts=(Line("join-asked", branch=Verbatim(branch.name)),))


def approval(member: Member, branch: Branch, candidates: Sequence[Member], *, roster: bool) -> Card:
    """Ask a secretary about somebody who waits; `candidates` are members of the roster who may be meant."""
    called = told_apart(candidates)
    same: list[tuple[Button, ...]] = [
        (tap(Line("button-same-as", name=called[one.id]), "sameas", member.id, one.id),) for one in candidates[:3]
    ]
    if roster:
        same.append((tap(Line("button-same-as-other"), "sameaslist", member.id, 0),))
    return Card(
        Line("approval-title", name=Verbatim(member.name), branch=Verbatim(branch.name)),
        (Line("approval-hint-same") if candidates else Line("approval-hint"),),
        (
            (
                tap(Line("button-admit"), "admit", member.id, style=Style.PRIMARY),
                tap(Line("button-turn-away"), "turnaway", member.id, style=Style.DANGER),
            ),
            *same,
        ),
    )


def settled() -> Card:
    """Take the place of an approval somebody else has answered."""
    return Card(parts=(Line("approval-settled"),))


def choose_same(member: Member, roster: Sequence[Member], number: int) -> Card:
    """List the roster for saying who somebody is."""
    page = paging.cut(roster, number)
    called = told_apart(roster)
    rows = tuple((tap(Line("button-name", name=called[one.id]), "sameas", member.id, one.id),) for one in page.items)
    back = (tap(Line("button-back"), "approval", member.id),)
    return Card(
        parts=(Line("approval-who", name=Verbatim(member.name)),),
        buttons=(*rows, *paging.turns(page, "sameaslist", member.id), back),
    )


def waiting(branch: Branch, members: Sequence[Member]) -> Card:
    """List those who wait."""
    rows = tuple((tap(Line("label-verbatim", text=Verbatim(m.name)), "approval", m.id),) for m in members)
    return Card(
        Line("waiting-title", branch=Verbatim(branch.name), count=len(members)),
        buttons=(*rows, (tap(Line("button-back"), "branch", branch.id),)),
    )


def elsewhere(here: Branch, there: Branch) -> Card:
    """Answer a member of one branch who opened another's link."""
    question = Line("move-ask", here=Verbatim(here.name), there=Verbatim(there.name))
    return Card(
        parts=(question,),
        buttons=((tap(Line("button-ask-move", branch=Verbatim(there.name)), "askmove", there.id),),
                 (asking.never_mind(),)),
    )  # fmt: skip


def may_move(member: Member, there: Branch) -> Card:
    """Ask a secretary whether their member may change to another branch."""
    return Card(
        parts=(Line("move-request", name=Verbatim(member.name), branch=Verbatim(there.name)),),
        buttons=(
            (
                tap(Line("button-let-move"), "moveto", member.id, there.id, style=Style.PRIMARY),
                tap(Line("button-never-mind"), "nevermind"),
            ),
        ),
    )


def come_back(branch: Branch) -> Card:
    """Greet somebody who left."""
    return Card(
        parts=(Line("come-back", branch=Verbatim(branch.name)),),
        buttons=((tap(Line("button-come-back"), "comeback"),),),
    )
