"""The weekly digest as it is when it goes out, and its preview."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.cards import digest as cards
from bot.chat import Card
from bot.models.deliveries import Digest
from bot.models.people import Partnership
from bot.services import digests, partnerships, weeks
from bot.services.messages.composing import Composing


def digest(ledger: Session, composing: Composing) -> Card:
    """Put a digest together for a group, its figures as they are now."""
    partnership, row = _of(ledger, composing)
    return shown(ledger, partnership, row)


def preview(ledger: Session, composing: Composing) -> Card | None:
    """Show a digest to a coordinator; nothing once something became of it."""
    partnership, row = _of(ledger, composing)
    return None if row.closed_at else previewed(ledger, partnership, row)


def previewed(ledger: Session, partnership: Partnership, row: Digest) -> Card:
    """Show a digest with what a coordinator may do to it."""
    groups, skipped = len(partnerships.groups_of(ledger, partnership.id or 0)), row.skipped_by is not None
    card = shown(ledger, partnership, row)
    return cards.preview(card, partnership.id or 0, row.week, at=row.due_at, groups=groups, skipped=skipped)


def shown(ledger: Session, partnership: Partnership, row: Digest) -> Card:
    """Show a digest."""
    week = digests.stretch(ledger, partnership, row.due_at, row.note)
    return cards.digest(week, ZoneInfo(partnership.zone), weeks.chart(ledger, partnership, row.due_at))


def _of(ledger: Session, composing: Composing) -> tuple[Partnership, Digest]:
    facts = composing.delivery.facts
    partnership = ledger.get_one(Partnership, facts["partnership"])
    return partnership, ledger.get_one(Digest, (partnership.id, date.fromisoformat(facts["week"])))
