"""What is no longer true when it would be sent is not said."""

import pytest
from sqlmodel import Session

from bot.chat import Card, Reader
from bot.models.deliveries import Delivery
from bot.models.people import Member, Standing
from bot.services.messages import MESSAGES, Composing
from tests.scene import Scene


def _composed(pair: Scene, what: str, about: int, standing: Standing, **facts: int) -> Card | None:
    def unit(ledger: Session) -> Card | None:
        member = ledger.get(Member, about)
        if member:
            member.standing = standing
            ledger.add(member)
        now = pair.world.clock.now()
        row = Delivery(
            key="k", what=what, member_id=about, facts={"member": about, **facts}, due_at=now, planned_at=now
        )
        house = pair.world.app.house
        return MESSAGES[what](ledger, Composing(row, Reader("zh", house.zone, now), house))

    return pair.world.do(unit)


@pytest.mark.parametrize(
    ("what", "standing"),
    [("approval", Standing.ACTIVE), ("approval", Standing.REFUSED), ("admitted", Standing.LEFT)],
)
def test_what_is_settled_is_not_told(pair: Scene, what: str, standing: Standing) -> None:
    assert _composed(pair, what, pair.ids["兰婶"], standing) is None


@pytest.mark.parametrize("what", ["removed", "turned-away", "appointed", "moved-branch", "came-by-move", "admitted"])
def test_nothing_is_told_about_somebody_who_is_gone(pair: Scene, what: str) -> None:
    assert _composed(pair, what, 999, Standing.ACTIVE) is None


def test_a_move_that_has_been_made_is_not_asked_for(pair: Scene) -> None:
    assert _composed(pair, "transfer", pair.ids["兰婶"], Standing.ACTIVE, to=pair.village) is None
    assert _composed(pair, "transfer", pair.ids["兰婶"], Standing.ACTIVE, to=pair.office) is not None
