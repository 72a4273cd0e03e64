"""Who can hold an activity, and with whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from bot.models.events import Event, Kind
from bot.models.people import Branch, Member, Partner, Partnership
from bot.rules import kinds
from bot.rules.people import is_coordinator
from bot.rules.refusals import Refusal
from bot.rules.scheduling.sheet import Sheet


@dataclass(eq=False)
class NoCommonPartnership(Refusal):
    """The branches named are not all partners of the host in one partnership."""


@dataclass(eq=False)
class NoBranchYet(Refusal):
    """There is no branch that could hold an activity."""


@dataclass(frozen=True, slots=True)
class Company:
    """A host with its partnership (None: the branch has none) and the branches invited, the host first."""

    host: Branch
    partnership: Partnership | None
    invited: tuple[Branch, ...]


def hosts(ledger: Session, member: Member) -> Sequence[Branch]:
    """Return the branches a member may schedule for: a secretary's own, any for a coordinator."""
    wanted = select(Branch).where(col(Branch.closed_at).is_(None)).order_by(col(Branch.id))
    if not is_coordinator(member):
        wanted = wanted.where(Branch.id == member.branch_id)
    return ledger.exec(wanted).all()


def partnerships(ledger: Session, host_id: int) -> Sequence[Partnership]:
    """Return the open partnerships of a branch, the oldest first."""
    return ledger.exec(
        select(Partnership)
        .join(Partner, col(Partner.partnership_id) == col(Partnership.id))
        .where(Partner.branch_id == host_id, col(Partnership.closed_at).is_(None))
        .order_by(col(Partnership.id))
    ).all()


def partners(ledger: Session, partnership_ids: Sequence[int]) -> Sequence[Branch]:
    """Return the branches of these partnerships, each once, in the order they were made."""
    return ledger.exec(
        select(Branch)
        .join(Partner, col(Partner.branch_id) == col(Branch.id))
        .where(col(Partner.partnership_id).in_(partnership_ids), col(Branch.closed_at).is_(None))
        .order_by(col(Branch.id))
        .distinct()
    ).all()


def possible(ledger: Session, sheet: Sheet) -> tuple[Partnership, ...]:
    """Return the partnerships a draft can belong to: those with every branch it names.

    None where the host has none. A draft for the host alone belongs to the oldest, nobody is asked.
    Raises NoCommonPartnership.
    """
    found = partnerships(ledger, sheet.host_id or 0)
    if not found:
        return ()
    if sheet.partnership_id is not None:
        chosen = tuple(p for p in found if p.id == sheet.partnership_id)
        return chosen or tuple(found[:1])
    if is_alone(sheet):
        return (found[0],)
    named = set(sheet.invited or ())
    fitting = tuple(p for p in found if named <= {b.id for b in partners(ledger, [p.id or 0])})
    if not fitting:
        raise NoCommonPartnership
    return fitting


def is_alone(sheet: Sheet) -> bool:
    """Say whether nobody but the host is invited."""
    if sheet.invited is not None:
        return set(sheet.invited) <= {sheet.host_id}
    return not kinds.is_joint_by_nature(sheet.kind or Kind.OTHER)


def company(ledger: Session, sheet: Sheet) -> Company:
    """Return with whom a draft is held whose host and partnership are settled."""
    host = ledger.get_one(Branch, sheet.host_id)
    around = possible(ledger, sheet)
    partnership = around[0] if around else None
    others = partners(ledger, [partnership.id or 0]) if partnership else ()
    if sheet.invited is not None:
        others = [branch for branch in others if branch.id in sheet.invited]
    elif is_alone(sheet):
        others = ()
    return Company(host, partnership, (host, *(branch for branch in others if branch.id != host.id)))


def around(ledger: Session, company: Company) -> Sequence[Branch]:
    """Return the branches that can be invited within the partnership of a company, the host too."""
    return partners(ledger, [company.partnership.id or 0]) if company.partnership else (company.host,)


def recent_places(ledger: Session, host_id: int, most: int = 6) -> Sequence[Event]:
    """Return the branch's last events that each have another place, the newest first."""
    seen: dict[str, Event] = {}
    held = select(Event).where(Event.host_id == host_id, Event.place != "").order_by(col(Event.id).desc()).limit(60)
    for event in ledger.exec(held):
        seen.setdefault(event.place, event)
    return tuple(seen.values())[:most]
