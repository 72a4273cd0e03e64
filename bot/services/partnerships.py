"""Partnerships: founded, changed and dissolved by a coordinator; seen by the secretaries of their branches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.chat import House
from bot.models.deliveries import Rung
from bot.models.events import Event, Phase
from bot.models.people import Branch, Group, Member, Partner, Partnership, PartnershipKind
from bot.rules import founding
from bot.rules.branches import LONGEST_TITLE, check_title
from bot.rules.people import NotFound, is_coordinator, leads, require_coordinator
from bot.rules.refusals import Refusal
from bot.services import branches, trail


@dataclass(eq=False)
class PartnershipHasEvents(Refusal):
    """So many events of the partnership are still to come."""

    count: int


@dataclass(eq=False)
class LeadMustStay(Refusal):
    """The lead branch cannot be taken out; another one has to lead first."""

    branch: str


def found(
    ledger: Session,
    *,
    by: Member,
    kind: PartnershipKind,
    name: str,
    branch_names: Sequence[str],
    now: datetime,
    house: House,
) -> Partnership:
    """Found a partnership of branches that are there or are made for it, the first in the lead.

    It begins with the house's language, zone and rhythm, and the default ladder. Without a name it is called by its
    branches' names. Raises NotAllowed, PairTakesTwo, TooFewBranches, NameMissing or NameTooLong.
    """
    require_coordinator(by)
    founding.check_founding(kind, len(branch_names))
    joined = [branches.named(ledger, by=by, name=one, now=now) for one in branch_names]
    partnership = Partnership(
        kind=kind,
        name=check_title(name or "–".join(branch.name for branch in joined)[:LONGEST_TITLE]),
        zone=house.zone.key,
        language=house.language,
        lead_branch_id=joined[0].id,
        quiet_from=house.quiet_from,
        quiet_to=house.quiet_to,
        daily_cap=house.daily_cap,
        digest_weekday=house.digest_weekday,
        digest_at=house.digest_at,
        created_at=now,
    )
    ledger.add(partnership)
    ledger.flush()
    for minutes, seeks in founding.DEFAULT_LADDER:
        ledger.add(Rung(partnership_id=partnership.id or 0, minutes_before=minutes, seeks=seeks))
    for branch in joined:
        ledger.add(Partner(partnership_id=partnership.id or 0, branch_id=branch.id or 0, joined_at=now))
    ledger.flush()
    trail.note(ledger, by=by, what="partnership-founded", now=now, partnership=partnership.name, kind=kind)
    return partnership


def seen_by(ledger: Session, by: Member) -> Sequence[Partnership]:
    """Return the open partnerships somebody may look at: all for a coordinator, their branch's for a secretary."""
    if is_coordinator(by):
        return ledger.exec(
            select(Partnership).where(col(Partnership.closed_at).is_(None)).order_by(col(Partnership.id))
        ).all()
    return branches.partnerships(ledger, by.branch_id or 0) if leads(by, by.branch_id) else []


def get(ledger: Session, by: Member, partnership_id: int) -> Partnership:
    """Return an open partnership somebody may look at. Raises NotFound."""
    partnership = next((one for one in seen_by(ledger, by) if one.id == partnership_id), None)
    if partnership is None:
        raise NotFound
    return partnership


def members_of(ledger: Session, partnership: Partnership) -> Sequence[Branch]:
    """Return the branches of a partnership, the lead first, then as they joined."""
    found = ledger.exec(
        select(Branch)
        .join(Partner, col(Partner.branch_id) == col(Branch.id))
        .where(Partner.partnership_id == partnership.id)
        .order_by(col(Partner.joined_at), col(Branch.id))
    ).all()
    return sorted(found, key=lambda branch: branch.id != partnership.lead_branch_id)


def groups_of(ledger: Session, partnership_id: int) -> Sequence[Group]:
    """Return the groups bound to a partnership."""
    return ledger.exec(
        select(Group)
        .where(Group.partnership_id == partnership_id, col(Group.closed_at).is_(None))
        .order_by(col(Group.id))
    ).all()


def rename(ledger: Session, *, by: Member, partnership_id: int, name: str, now: datetime) -> Partnership:
    """Give a partnership another name. Raises NotAllowed, NotFound, NameMissing or NameTooLong."""
    partnership = _change(ledger, by, partnership_id)
    old, partnership.name = partnership.name, check_title(name)
    trail.note(ledger, by=by, what="partnership-renamed", now=now, old=old, new=partnership.name)
    return partnership


def set_term(
    ledger: Session,
    *,
    by: Member,
    partnership_id: int,
    now: datetime,
    agreed_on: date | None,
    ends_on: date | None,
) -> Partnership:
    """Set the day of the agreement and the day it ends (None: unsaid).

    Raises NotAllowed, NotFound or AgreementBackwards.
    """
    partnership = _change(ledger, by, partnership_id)
    founding.check_agreement(agreed_on, ends_on)
    partnership.agreed_on, partnership.ends_on = agreed_on, ends_on
    name = partnership.name
    trail.note(ledger, by=by, what="partnership-term", now=now, partnership=name, agreed=agreed_on, ends=ends_on)
    return partnership


def set_lead(ledger: Session, *, by: Member, partnership_id: int, branch_id: int, now: datetime) -> Partnership:
    """Let one of its branches lead. Raises NotAllowed or NotFound."""
    partnership = _change(ledger, by, partnership_id)
    branch = next((one for one in members_of(ledger, partnership) if one.id == branch_id), None)
    if branch is None:
        raise NotFound
    partnership.lead_branch_id = branch_id
    trail.note(ledger, by=by, what="partnership-lead", now=now, partnership=partnership.name, branch_id=branch_id)
    return partnership


def set_zone(ledger: Session, *, by: Member, partnership_id: int, zone: ZoneInfo, now: datetime) -> Partnership:
    """Set the zone its times are said in. Raises NotAllowed or NotFound."""
    partnership = _change(ledger, by, partnership_id)
    partnership.zone = zone.key
    trail.note(ledger, by=by, what="partnership-zone", now=now, partnership=partnership.name, zone=zone.key)
    return partnership


def set_language(ledger: Session, *, by: Member, partnership_id: int, language: str, now: datetime) -> Partnership:
    """Set the language its groups are spoken to in. Raises NotAllowed or NotFound."""
    partnership = _change(ledger, by, partnership_id)
    partnership.language = language
    trail.note(ledger, by=by, what="partnership-language", now=now, partnership=partnership.name, language=language)
    return partnership


def add_branch(ledger: Session, *, by: Member, partnership_id: int, name: str, now: datetime) -> Partnership:
    """Let a branch take part, making it where there is none of the name; one that does already stays.

    Raises NotAllowed, NotFound, PairTakesTwo, NameMissing or NameTooLong.
    """
    partnership = _change(ledger, by, partnership_id)
    there = members_of(ledger, partnership)
    branch = branches.named(ledger, by=by, name=name, now=now)
    if branch in there:
        return partnership
    founding.check_founding(partnership.kind, len(there) + 1)
    ledger.add(Partner(partnership_id=partnership_id, branch_id=branch.id or 0, joined_at=now))
    ledger.flush()
    trail.note(ledger, by=by, what="branch-joined", now=now, partnership=partnership.name, branch_id=branch.id)
    return partnership


def remove_branch(ledger: Session, *, by: Member, partnership_id: int, branch_id: int, now: datetime) -> Partnership:
    """Take a branch out; a pair then waits for another. Raises NotAllowed, NotFound or LeadMustStay."""
    partnership = _change(ledger, by, partnership_id)
    partner = ledger.get(Partner, (partnership_id, branch_id))
    if partner is None:
        raise NotFound
    if partnership.lead_branch_id == branch_id:
        raise LeadMustStay(ledger.get_one(Branch, branch_id).name)
    ledger.delete(partner)
    ledger.flush()
    trail.note(ledger, by=by, what="branch-left", now=now, partnership=partnership.name, branch_id=branch_id)
    return partnership


def dissolve(ledger: Session, *, by: Member, partnership_id: int, now: datetime) -> Partnership:
    """Close a partnership and let go of its groups. Raises NotAllowed, NotFound or PartnershipHasEvents."""
    partnership = _change(ledger, by, partnership_id)
    coming = ledger.exec(
        select(func.count(col(Event.id))).where(
            Event.partnership_id == partnership_id, Event.phase == Phase.PUBLISHED, Event.starts_at > now
        )
    ).one()
    if coming:
        raise PartnershipHasEvents(coming)
    for group in groups_of(ledger, partnership_id):
        group.closed_at = now
        ledger.add(group)
    partnership.closed_at = now
    trail.note(ledger, by=by, what="partnership-dissolved", now=now, partnership=partnership.name)
    return partnership


def _change(ledger: Session, by: Member, partnership_id: int) -> Partnership:
    """Return a partnership to be changed by a coordinator."""
    require_coordinator(by)
    partnership = get(ledger, by, partnership_id)
    ledger.add(partnership)
    return partnership
