"""A roster that was sent in: what it would do, what is wrong with it, and what it did."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import asking
from bot.chat import Attachment, Button, Card, Drawing, Line, Style, Verbatim, tap
from bot.rules.importing import Effect, Outcome
from bot.rules.roster import RosterTemplate

SHOWN = 12
"""Bad rows named on the card; more of them come as a file too."""


@dataclass(frozen=True, slots=True)
class Flawed:
    """A row that is left out, and why."""

    line: int
    name: str
    reasons: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A roster as it was checked. `ignored` and `private` are headings of columns that were not read.

    Without `has_lines` it was no file: rows go by their names.
    """

    outcome: Outcome
    flawed: Sequence[Flawed]
    assumed: int
    ignored: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    has_lines: bool = True


def ask_file(branch_id: int | None, *, directory: bool = False) -> Card:
    """Ask for the file; with a `directory`, offer that instead."""
    about = [branch_id] if branch_id else []
    rows = [(tap(Line("button-template"), "template", *about),)]
    if directory:
        rows.append((tap(Line("button-directory"), "directory", *about),))
    return asking.words(Line("roster-ask-file"), *rows)


def template(values: RosterTemplate, name: str) -> Card:
    """Hand over the template."""
    return Card(parts=(Line("roster-template-hint"),), files=(Drawing("roster-template", values, name),))


def checked(found: Checked, report: Attachment | None) -> Card:
    """Show what the roster would do, and every row that is left out; `report` names them all where there are many."""
    parts = [counts(found.outcome)]
    if found.assumed:
        parts.append(Line("roster-assumed", count=found.assumed))
    if found.private:
        parts.append(Line("roster-private", columns=tuple(Verbatim(one) for one in found.private)))
    if found.ignored:
        parts.append(Line("roster-ignored", columns=tuple(Verbatim(one) for one in found.ignored)))
    if found.flawed:
        parts.append(Line("roster-flawed" if found.has_lines else "roster-left-out", count=len(found.flawed)))
        parts += [flaw(one, found.has_lines) for one in found.flawed[:SHOWN]]
    if report:
        parts.append(Line("roster-more-flawed", count=len(found.flawed) - SHOWN))
    confirm: tuple[Button, ...] = ()
    if found.outcome.changes:
        count = found.outcome.changes
        confirm = (tap(Line("button-confirm-import", count=count), "importyes", style=Style.PRIMARY),)
    else:
        parts.append(Line("roster-nothing-new"))
    return Card(
        Line("roster-checked"), tuple(parts), (confirm, (asking.never_mind(),)), files=(report,) if report else ()
    )


def flaw(one: Flawed, has_lines: bool = True) -> Line:
    """Say what is wrong with a row."""
    if not has_lines and not one.name:
        return Line("roster-flaw-unnamed", reasons=one.reasons)
    if not has_lines:
        return Line("roster-flaw-there", name=Verbatim(one.name), reasons=one.reasons)
    if not one.name:
        return Line("roster-flaw-nameless", line=one.line, reasons=one.reasons)
    return Line("roster-flaw", line=one.line, name=Verbatim(one.name), reasons=one.reasons)


def done(outcome: Outcome, there: str = "") -> Card:
    """Say what was taken in. `there` is what the bot is called where all of them can be written to by now."""
    following = Line("roster-next-there", robot=Verbatim(there)) if there else Line("roster-next")
    return Card(Line("roster-done"), (counts(outcome), following), ((tap(Line("button-members"), "members"),),))


def counts(outcome: Outcome) -> Line:
    """Say how many rows do what."""
    return Line(
        "roster-counts",
        added=outcome.count(Effect.ADDED),
        updated=outcome.count(Effect.UPDATED),
        returned=outcome.count(Effect.RETURNED),
        same=outcome.count(Effect.SAME),
    )
