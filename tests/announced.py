"""An event that is announced, for tests about what people answer."""

from datetime import datetime

from sqlmodel import Session

from bot.models.events import Event
from bot.services import boards, invitees, inviting
from tests.scene import Scene
from tests.world import MONDAY

FRIDAY = MONDAY.replace(day=27, hour=15)
"""When it is, unless a test says otherwise; answers are taken until Thursday 18:00."""


def publish(pair: Scene, title: str = "学党史", starts_at: datetime = FRIDAY, **more: object) -> int:
    """Announce an event to everybody invited and to the group, and return its id."""
    event_id = pair.event(title, starts_at, **more)
    now = pair.world.clock.now()

    def announce(ledger: Session) -> None:
        event = ledger.get_one(Event, event_id)
        for member in invitees.members(ledger, event):
            inviting.invite(ledger, event, member.id or 0, now)
        boards.open_boards(ledger, event_id, (pair.group,), now)

    pair.world.do(announce)
    pair.world.settle()
    return event_id
