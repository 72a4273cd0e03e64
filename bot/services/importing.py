"""Taking in a roster: checked first, applied when it is confirmed. A second import updates instead of doubling."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.chat import Sender
from bot.models.people import Account, Branch, Category, Member, Role, Standing
from bot.rules import roster as rules
from bot.rules.importing import Effect, Outcome, Seen, judge, raised
from bot.rules.names import key
from bot.rules.people import is_coordinator, require_coordinator, require_lead
from bot.rules.refusals import Refusal
from bot.rules.roster import BadRow, RawRow, RosterCheck, RosterRow
from bot.services import accounts, branches, headcount, rosters, trail


def check(ledger: Session, *, by: Member | None, rows: Sequence[RawRow], default: str | None = None) -> RosterCheck:
    """Sort the rows of a file. `by` is who sent it (None: the operator), `default` the branch of rows that name none.

    Raises NotAllowed.
    """
    names = [branch.name for branch in branches.in_use(ledger)]
    if by is None or is_coordinator(by):
        return rules.check(rows, names, default, may_coordinate=True)
    require_lead(by, by.branch_id)
    own = ledger.get_one(Branch, by.branch_id).name
    return rules.check(rows, names, default or own, own=[own])


def foresee(ledger: Session, rows: Sequence[RosterRow], known_on: Sequence[str] = ()) -> Outcome:
    """Say what the rows would do, and change nothing."""
    return _sort(ledger, rows, known_on)[0]


def apply(
    ledger: Session, *, by: Member | None, rows: Sequence[RosterRow], now: datetime, known_on: Sequence[str] = ()
) -> Outcome:
    """Take in rows that were checked. `by` None is the operator. Rows of branches that are gone are left out.

    Rows of a directory carry users, who are the same people on the channels `known_on`: they can be written to on the
    first of these from now on, and get the cards of what is coming.

    Raises NotAllowed when `by` may not act for a branch, or for coordinators (any more).
    """
    known = {branch.name: branch for branch in branches.in_use(ledger)}
    allowed = [row for row in rows if row.branch in known]
    for row in allowed:
        if by is not None:
            require_lead(by, known[row.branch].id)
            if row.role is Role.COORDINATOR:
                require_coordinator(by)
    outcome, matched = _sort(ledger, allowed, known_on)
    touched: dict[int, int] = {}
    for effect, found in outcome.rows.items():
        for row in found:
            branch_id = known[row.branch].id or 0
            if effect is not Effect.SAME and _may(by, matched[row.line]):
                member = _write(ledger, row, matched[row.line], branch_id, effect, now)
                if row.user and known_on:
                    _introduce(ledger, member, Sender(known_on[0], row.user), now)
                touched[branch_id] = touched.get(branch_id, 0) + 1
    for branch_id, count in touched.items():
        trail.note(ledger, by=by, what="roster-imported", now=now, branch_id=branch_id, count=count)
        headcount.changed(ledger, branch_id, now)
    return outcome


def _may(by: Member | None, member: Member | None) -> bool:
    """Say whether a row may change whom it means: nobody but a coordinator changes a coordinator."""
    return by is None or member is None or member.role is not Role.COORDINATOR or is_coordinator(by)


def _introduce(ledger: Session, member: Member, sender: Sender, now: datetime) -> None:
    if accounts.introduce(ledger, member, sender, now):
        headcount.came(ledger, member, now)


def _sort(
    ledger: Session, rows: Sequence[RosterRow], known_on: Sequence[str]
) -> tuple[Outcome, dict[int, Member | None]]:
    """Judge every row; return the outcome, and the member each line means."""
    ids = {branch.name: branch.id for branch in branches.in_use(ledger)}
    known: dict[tuple[str, str], list[Member]] = {}
    for name in {row.branch for row in rows}:
        for standing in (Standing.ACTIVE, Standing.LEFT):
            for one in rosters.of_branch(ledger, ids.get(name), standing):
                known.setdefault((name, key(one.member.name)), []).append(one.member)
    users = _Users(ledger, known_on if any(row.user for row in rows) else ())
    sorted_: dict[Effect, list[RosterRow]] = {effect: [] for effect in Effect}
    matched: dict[int, Member | None] = {}
    doubtful = []
    for row in rows:
        try:
            seen = users.seen(row, known.get((row.branch, key(row.name)), []))
            effect, matched[row.line] = judge(row, seen, ids.get(row.branch))
        except Refusal as refusal:
            doubtful.append(BadRow(row.line, row.name, (refusal.with_traceback(None),)))
        else:
            sorted_[effect].append(row)
    return Outcome({effect: tuple(found) for effect, found in sorted_.items()}, tuple(doubtful)), matched


class _Users:
    """The members behind the users of some channels."""

    def __init__(self, ledger: Session, channels: Sequence[str]) -> None:
        accounts_of = select(Account, Member).join(Member, col(Member.id) == col(Account.member_id))
        self._channels = channels
        self._behind: dict[tuple[str, str], Member] = {}
        self._users: dict[int, set[str]] = {}
        for account, member in ledger.exec(accounts_of.where(col(Account.channel).in_(channels))) if channels else ():
            self._behind[account.channel, account.user] = member
            self._users.setdefault(account.member_id, set()).add(account.user)

    def seen(self, row: RosterRow, called: Sequence[Member]) -> Seen:
        """Return what is known of the person a row names."""
        if not (row.user and self._channels):
            return Seen(called)
        there = [self._behind.get((channel, row.user)) for channel in self._channels]
        others = {one.id or 0 for one in called if self._users.get(one.id or 0, {row.user}) != {row.user}}
        behind, reached = next(filter(None, there), None), there[0]
        return Seen(called, behind, reached.id if reached else None, frozenset(others))


def _write(
    ledger: Session, row: RosterRow, member: Member | None, branch_id: int, effect: Effect, now: datetime
) -> Member:
    if member is None:
        member = Member(branch_id=branch_id, name=row.name, joined_at=now, category=row.category, role=row.role)
    if effect is Effect.RETURNED:
        member.standing, member.left_at, member.joined_at, member.role = Standing.ACTIVE, None, now, Role.MEMBER
    if not row.assumed:
        member.category = row.category
    member.role = raised(row, member) or member.role
    ledger.add(member)
    ledger.flush()
    return member


def pack(rows: Sequence[RosterRow]) -> list[list[str | int]]:
    """Write rows as plain JSON values, to be kept until they are confirmed."""
    return [[row.line, row.name, row.branch, row.category, row.role, int(row.assumed), row.user] for row in rows]


def unpack(packed: Sequence[Sequence[str | int]]) -> list[RosterRow]:
    """Read what `pack` wrote, be it by a version that knew no users."""
    return [
        RosterRow(
            int(line), str(name), str(branch), Category(str(category)), Role(str(role)), bool(assumed),
            str(user[0]) if user else "",
        )
        for line, name, branch, category, role, assumed, *user in packed
    ]  # fmt: skip
