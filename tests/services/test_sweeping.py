from datetime import timedelta

from sqlmodel import Session, select

from bot.models.deliveries import Update
from bot.models.events import Dialogue, Draft
from bot.models.web import WebSession
from bot.services import sweeping
from tests.scene import Scene
from tests.world import MONDAY


def test_what_has_served_its_time_is_cleared_away_and_the_rest_stays(pair: Scene) -> None:
    def fill(ledger: Session) -> None:
        for days in (1, 30):
            at = MONDAY - timedelta(days=days)
            ledger.add(Update(channel="web", update=f"{days}", at=at))
            ledger.add(Dialogue(channel="web", user=f"{days}", chat="c", topic="t", at=at))
            ledger.add(Draft(made_by=pair.ids["李书记"], made_at=at, changed_at=at))
            ledger.add(
                WebSession(
                    token_hash=f"{days}", user="u", language="", opened_at=at, seen_at=at,
                    expires_at=at + timedelta(days=7),
                )
            )  # fmt: skip

    def left(ledger: Session) -> list[int]:
        return [len(ledger.exec(select(table)).all()) for table in (Update, Dialogue, Draft, WebSession)]

    pair.world.do(fill)
    assert pair.world.do(lambda ledger: sweeping.sweep(ledger, MONDAY))
    assert pair.world.do(left) == [1, 1, 1, 1]
    assert not pair.world.do(lambda ledger: sweeping.sweep(ledger, MONDAY))


def test_the_house_sweeps_by_itself(pair: Scene) -> None:
    pair.world.do(lambda ledger: ledger.add(Update(channel="web", update="1", at=MONDAY)))
    pair.world.pass_to(MONDAY + timedelta(days=8))
    assert pair.world.do(lambda ledger: ledger.exec(select(Update)).all()) == []
