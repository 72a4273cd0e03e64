"""Messages that did not get there, put straight into the ledger."""

from typing import Any

from bot.models.deliveries import Delivery, State
from tests.scene import Scene


def fail(pair: Scene, name: str, event: int | None = None, state: State = State.FAILED, **more: Any) -> int:
    """Leave an invitation to a member where it failed (or stands otherwise) and return its id."""
    now = pair.world.clock.now()
    values: dict[str, Any] = {
        "key": f"invitation:{event}:{name}",
        "what": "invitation",
        "member_id": pair.ids[name],
        "event_id": event,
        "due_at": now,
        "planned_at": now,
        "too_late_at": now,
        "state": state,
        "attempts": 3,
        "error": "Bad Request: something",
        "doubts": 2 if state is State.UNKNOWN else 0,
        "done_at": now,
    }
    row = Delivery(**{**values, **more})
    pair.world.do(lambda ledger: ledger.add(row))
    return row.id or 0


def row(pair: Scene, delivery_id: int) -> Delivery:
    """Return a message as it stands."""
    return pair.world.do(lambda ledger: ledger.get_one(Delivery, delivery_id))
