"""Who may do what, and why not."""

from dataclasses import dataclass

from bot.models.people import Member, Role, Standing
from bot.rules.refusals import Refusal


@dataclass(eq=False)
class NotKnown(Refusal):
    """Somebody without an account asked for what only members may have."""


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The verb needs another role; `needs` names it."""

    needs: Role


@dataclass(eq=False)
class NotFound(Refusal):
    """What was asked for does not exist, or not for this person: the two look the same."""


@dataclass(eq=False)
class OnlyInPrivate(Refusal):
    """The verb may not be used where others read along."""


@dataclass(eq=False)
class OnlyInGroups(Refusal):
    """The verb is about the group it is said in."""


@dataclass(eq=False)
class StillWaiting(Refusal):
    """Their secretary has not confirmed them yet."""


@dataclass(eq=False)
class CardTooOld(Refusal):
    """A tap on a card whose verb or arguments nobody understands any more."""


def is_coordinator(member: Member) -> bool:
    """Say whether they run the partnerships."""
    return member.standing is Standing.ACTIVE and member.role is Role.COORDINATOR


def leads(member: Member, branch_id: int | None) -> bool:
    """Say whether they may act for a branch: its own secretary, or a coordinator for any."""
    own = member.role is Role.SECRETARY and member.branch_id is not None and member.branch_id == branch_id
    return member.standing is Standing.ACTIVE and (own or is_coordinator(member))


def require_coordinator(member: Member) -> None:
    """Raise NotAllowed unless they run the partnerships."""
    if not is_coordinator(member):
        raise NotAllowed(Role.COORDINATOR)


def require_lead(member: Member, branch_id: int | None) -> None:
    """Raise NotAllowed unless they may act for the branch."""
    if not leads(member, branch_id):
        raise NotAllowed(Role.SECRETARY)
