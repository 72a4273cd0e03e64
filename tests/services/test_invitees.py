from datetime import timedelta

from bot.models.events import Event
from bot.services import invitees
from tests.scene import OFFICE, VILLAGE, Scene


def test_a_joint_event_invites_the_members_of_both_branches(pair: Scene) -> None:
    event_id = pair.event("学党史", pair.world.clock.now() + timedelta(days=4))

    def look(ledger):  # type: ignore[no-untyped-def]
        event = ledger.get_one(Event, event_id)
        return [b.name for b in invitees.branches(ledger, event)], {m.name for m in invitees.members(ledger, event)}

    names, people = pair.world.do(look)
    assert names == [OFFICE, VILLAGE]
    assert people == {"陈联络", "李书记", "王书记", "梅老师", "兰婶"}
