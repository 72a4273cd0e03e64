"""The live card of an event in each group: which are out of date."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from bot.models.deliveries import Board


def mark_dirty(ledger: Session, event_id: int, now: datetime) -> None:
    """Note that the event's boards show less than is known; one job redraws them at its own pace."""
    ledger.exec(
        update(Board).where(col(Board.event_id) == event_id, col(Board.dirty_at).is_(None)).values(dirty_at=now)
    )


def open_boards(ledger: Session, event_id: int, group_ids: tuple[int, ...], now: datetime) -> None:
    """Give an event a board in each of these groups, to be drawn at the next beat."""
    known = set(ledger.exec(select(Board.group_id).where(Board.event_id == event_id)))
    ledger.add_all(Board(event_id=event_id, group_id=g, dirty_at=now) for g in group_ids if g not in known)
