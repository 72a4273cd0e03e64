"""What did not get there: how a message is called, and the question whether one in doubt has arrived."""

from datetime import datetime

from bot.chat import Card, Line, Style, Verbatim, tap
from bot.models.deliveries import Delivery
from bot.models.events import Event
from bot.models.people import Group, Member
from bot.rules import deliveries as rules
from bot.rules.deliveries import Decision

KINDS = {
    "admitted": Line("sort-admitted"),
    "answer-lost": Line("sort-answer-lost"),
    "appointed": Line("sort-appointed"),
    "approval": Line("sort-approval"),
    "attendance": Line("sort-attendance"),
    "board": Line("sort-board"),
    "came-by-move": Line("sort-came-by-move"),
    "cancelled": Line("sort-cancelled"),
    "changed": Line("sort-changed"),
    "digest": Line("sort-digest"),
    "digest-preview": Line("sort-digest-preview"),
    "group-lost": Line("sort-group-lost"),
    "invitation": Line("sort-invitation"),
    "makeup": Line("sort-makeup"),
    "moved": Line("sort-moved"),
    "moved-branch": Line("sort-moved-branch"),
    "promoted": Line("sort-promoted"),
    "recorded": Line("sort-recorded"),
    "reminder": Line("sort-reminder"),
    "removed": Line("sort-removed"),
    "restored": Line("sort-restored"),
    "transfer": Line("sort-transfer"),
    "turned-away": Line("sort-turned-away"),
    "uninvited": Line("sort-uninvited"),
    "unreachable": Line("sort-unreachable"),
    "unsure": Line("sort-unsure"),
}
"""How each kind of delivery is called."""


def called(what: str, event: str | None) -> Line:
    """Name a message without a word of what it says."""
    kind = KINDS.get(what, Line("sort-other"))
    return Line("sort-of-event", event=Verbatim(event), sort=kind) if event else kind


def unsure(delivery: Delivery, group: Group, event: Event | None) -> Card:
    """Ask a coordinator to look whether a message is in its group."""
    parts = [Line("unsure-why", trouble=rules.trouble(delivery))]
    if delivery.what == "board":
        parts.append(Line("unsure-board"))
    held = delivery.id, rules.turns(delivery)
    return Card(
        Line("unsure-title", what=called(delivery.what, event.title if event else None), group=Verbatim(group.title)),
        tuple(parts),
        (
            (
                tap(Line("button-send-again"), "deliver_again", *held, style=Style.PRIMARY),
                tap(Line("button-arrived"), "deliver_arrived", *held),
            ),
        ),
    )


def settled(delivery: Delivery, group: Group, event: Event | None, said: Line) -> Card:
    """Say what became of a message that was asked about; `said` is what was decided."""
    what = called(delivery.what, event.title if event else None)
    return Card(Line("unsure-settled", what=what, group=Verbatim(group.title)), (said,))


def outcome(how: Decision | None, by: Member | None, later: datetime | None) -> Line:
    """Say what was decided, and by whom; `later` is when it is sent, if not at once."""
    if how is None:
        return Line("decided-itself")
    name = Verbatim(by.name if by else "")
    return Line("decided-later", at=later, by=name) if later else Line("decided", how=how, by=name)
