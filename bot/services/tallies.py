"""How many answered what, per invited branch; how many came, once that is confirmed."""

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from bot.models.events import Answer, Event, Rsvp, Turnout
from bot.models.people import Branch, Member, Standing
from bot.rules import kinds
from bot.rules.tally import Came, Tally, tally
from bot.services import invitees


def answers(ledger: Session, event: Event) -> list[Tally]:
    """Count the answers that hold, the host's branch first."""
    waits = col(Rsvp.waits_since).is_not(None)
    counted = ledger.exec(
        select(Member.branch_id, Rsvp.answer, waits, func.count())
        .select_from(Member)
        .join(
            Rsvp,
            and_(
                col(Rsvp.member_id) == col(Member.id),
                col(Rsvp.event_id) == event.id,
                col(Rsvp.revision) == event.revision,
            ),
            isouter=True,
        )
        .where(Member.standing == Standing.ACTIVE, col(Member.category).in_(kinds.called(event.kind)))
        .group_by(col(Member.branch_id), col(Rsvp.answer), waits)
    ).all()
    by_branch: dict[int | None, dict[tuple[Answer | None, bool], int]] = {}
    for branch_id, answer, waiting, count in counted:
        by_branch.setdefault(branch_id, {})[Answer(answer) if answer else None, bool(waiting)] = count
    return [
        tally(branch.id or 0, branch.name, by_branch.get(branch.id, {})) for branch in invitees.branches(ledger, event)
    ]


def turnout(ledger: Session, event: Event) -> list[Came]:
    """Return who came of each invited branch in counts, the host's first; empty until it is confirmed."""
    rows = ledger.exec(
        select(Turnout, Branch)
        .join(Branch, col(Branch.id) == col(Turnout.branch_id))
        .where(Turnout.event_id == event.id)
    ).all()
    ordered = sorted(rows, key=lambda pair: (pair[1].id != event.host_id, pair[1].id or 0))
    return [
        Came(row.branch_id, branch.name, row.came, row.expected, row.excused, row.guests) for row, branch in ordered
    ]
