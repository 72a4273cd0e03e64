"""What members are told about joining, roles and branches; the person concerned is the fact `member`."""

from sqlmodel import Session

from bot.cards import joining as cards
from bot.chat import Card, Line, Verbatim
from bot.models.people import Branch, Member, Standing
from bot.services import admission
from bot.services.messages.composing import Composing


def approval(ledger: Session, composing: Composing) -> Card | None:
    """Ask a secretary about somebody who waits; where that is settled, an old card says so and a new one is dropped."""
    member = _about(ledger, composing)
    if member is None or member.standing is not Standing.WAITING:
        return cards.settled() if composing.delivery.edits_id is not None else None
    return admission_card(ledger, member)


def admission_card(ledger: Session, member: Member) -> Card:
    """Return the card that asks about somebody who waits."""
    branch = ledger.get_one(Branch, member.branch_id)
    roster = admission.nameless(ledger, member)
    return cards.approval(member, branch, admission.candidates(ledger, member), roster=bool(roster))


def admitted(ledger: Session, composing: Composing) -> Card | None:
    """Welcome somebody a secretary let in."""
    member = _about(ledger, composing)
    if member is None or member.standing is not Standing.ACTIVE:
        return None
    return cards.welcome(member, _branch(ledger, member))


def turned_away(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody that a secretary did not know them."""
    return _line(ledger, composing, "told-turned-away")


def removed(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody that they were taken off a roster."""
    return _line(ledger, composing, "told-removed")


def appointed(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody their new role."""
    return _line(ledger, composing, "told-appointed")


def moved_branch(ledger: Session, composing: Composing) -> Card | None:
    """Tell somebody their new branch."""
    return _line(ledger, composing, "told-moved-branch")


def came_by_move(ledger: Session, composing: Composing) -> Card | None:
    """Tell a secretary who has come to their branch."""
    return _line(ledger, composing, "told-came-by-move")


def transfer(ledger: Session, composing: Composing) -> Card | None:
    """Ask a secretary whether somebody of theirs may change to another branch."""
    member, there = _about(ledger, composing), ledger.get(Branch, composing.delivery.facts.get("to"))
    if member is None or there is None or there.closed_at or member.branch_id == there.id:
        return None
    return cards.may_move(member, there)


def _line(ledger: Session, composing: Composing, key: str) -> Card | None:
    member = _about(ledger, composing)
    if member is None:
        return None
    branch = _branch(ledger, member)
    return Card(
        parts=(Line(key, name=Verbatim(member.name), branch=Verbatim(branch.name if branch else ""), role=member.role),)
    )


def _about(ledger: Session, composing: Composing) -> Member | None:
    return ledger.get(Member, composing.delivery.facts["member"])


def _branch(ledger: Session, member: Member) -> Branch | None:
    return ledger.get(Branch, member.branch_id) if member.branch_id else None
