"""Rosters sent as a file: read, shown with what they would do, taken in on a yes."""

import json
from collections.abc import Sequence

from sqlmodel import Session

from bot import papers
from bot.cards import roster as cards
from bot.chat import Attachment, Card, Line, Reply, Request
from bot.models.people import Branch
from bot.rules.people import CardTooOld, is_coordinator, require_lead
from bot.rules.roster import BadRow, RawRow, RosterTemplate
from bot.services import branches, dialogues, importing
from bot.texts import say, why
from handlers import start


def ask(request: Request, ledger: Session) -> Reply:
    """Ask for the file, for one's own branch or the one that was tapped."""
    by = request.somebody
    require_lead(by, by.branch_id)
    given = request.number("branch", 0)
    branch_id = branches.get(ledger, by, given).id if given else None
    dialogues.begin(ledger, request, "roster-file", branch=branch_id or 0)
    return Reply(card=_ask_file(request, branch_id or 0))


def awaited(request: Request, ledger: Session) -> Reply:
    """Take the file that was asked for; words instead ask again."""
    branch_id = request.number("branch")
    if request.file is None:
        return Reply(card=_ask_file(request, branch_id))
    return _check(request, ledger, branch_id)


def file(request: Request, ledger: Session) -> Reply:
    """Take a file nobody asked for: a roster, if a secretary sent it."""
    if request.member is None or request.file is None:
        return start.words(request, ledger)
    require_lead(request.member, request.member.branch_id)
    return _check(request, ledger, 0)


def template(request: Request, ledger: Session) -> Reply:
    """Hand over a template to fill in."""
    by = request.somebody
    require_lead(by, by.branch_id)
    given = request.number("branch", 0)
    listed = [branches.get(ledger, by, given)] if given else branches.seen_by(ledger, by)
    values = RosterTemplate(tuple(branch.name for branch in listed))
    return Reply(card=cards.template(values, say(Line("roster-tab"), request.words)))


def confirm(request: Request, ledger: Session) -> Reply:
    """Take in what was shown."""
    found = dialogues.current(ledger, request)
    if found is None or found.topic != "roster-checked":
        raise CardTooOld
    rows = importing.unpack(json.loads(str(found.facts["rows"])))
    dialogues.end(ledger, request)
    known_on = channels_of(request)
    outcome = importing.apply(ledger, by=request.somebody, rows=rows, now=request.at, known_on=known_on)
    there = request.house.called.get(known_on[0], "") if known_on and any(row.user for row in rows) else ""
    return Reply(card=cards.done(outcome, there), replaces=True)


def _check(request: Request, ledger: Session, branch_id: int) -> Reply:
    by = request.somebody
    require_lead(by, by.branch_id)
    roster = request.read(papers.read_roster)
    return show(request, ledger, roster.rows, _default(request, ledger, branch_id), roster.ignored, roster.private)


def show(
    request: Request, ledger: Session, rows: Sequence[RawRow], default: str | None, ignored: tuple[str, ...] = (),
    private: tuple[str, ...] = (), *, has_lines: bool = True,
) -> Reply:  # fmt: skip
    """Show what rows would do, and keep them until the yes. `default` is the branch of rows that name none."""
    check = importing.check(ledger, by=request.somebody, rows=rows, default=default)
    outcome = importing.foresee(ledger, check.good, channels_of(request))
    dialogues.begin(ledger, request, "roster-checked", rows=json.dumps(importing.pack(check.good)))
    flawed = [_flawed(row) for row in sorted((*check.bad, *outcome.doubtful), key=lambda row: row.line)]
    shown = cards.Checked(outcome, flawed, check.assumed, ignored, private, has_lines)
    return Reply(card=cards.checked(shown, _report(request, flawed, has_lines)))


def channels_of(request: Request) -> tuple[str, ...]:
    """Return where the people of the directory are known by their users; nowhere without one."""
    return request.house.directory.channels if request.house.directory else ()


def _ask_file(request: Request, branch_id: int) -> Card:
    asks = request.house.directory is not None and is_coordinator(request.somebody)
    return cards.ask_file(branch_id or None, directory=asks)


def _default(request: Request, ledger: Session, branch_id: int) -> str | None:
    """Return the branch of rows that name none: the one tapped, else one's own, else the only one there is."""
    by = request.somebody
    if branch_id:
        return branches.get(ledger, by, branch_id).name
    if by.branch_id:
        return ledger.get_one(Branch, by.branch_id).name
    only = branches.in_use(ledger)
    return only[0].name if len(only) == 1 else None


def _flawed(row: BadRow) -> cards.Flawed:
    return cards.Flawed(row.line, row.name, tuple(why(reason) for reason in row.reasons))


def _report(request: Request, flawed: list[cards.Flawed], has_lines: bool) -> Attachment | None:
    """Return all bad rows as a text file where the card cannot hold them."""
    if len(flawed) <= cards.SHOWN:
        return None
    text = "\r\n".join(say(cards.flaw(one, has_lines), request.words) for one in flawed)
    name = say(Line("roster-report-name"), request.words)
    return Attachment(f"{name}.txt", "text/plain; charset=utf-8", text.encode("utf-8-sig"))
