from datetime import UTC, date, datetime, time

from sqlmodel import Session, select

from bot.chat import Verbatim
from bot.models.people import Category, Member, Trail
from bot.services import trail
from tests.scene import Scene
from tests.world import World

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def test_the_facts_of_a_note_come_back_as_they_were_given(world: World) -> None:
    def unit(ledger: Session) -> dict[str, object]:
        trail.note(
            ledger,
            by=None,
            what="member-changed",
            now=NOON,
            category=Category.PROSPECT,
            at=NOON,
            day=date(2026, 11, 23),
            clock=time(17, 30),
            words="友谊渠",
            number=3,
            nothing=None,
        )
        ledger.flush()
        return dict(trail.read_facts(ledger.exec(select(Trail)).one()))

    assert world.do(unit) == {
        "category": Category.PROSPECT,
        "at": NOON,
        "day": date(2026, 11, 23),
        "clock": time(17, 30),
        "words": Verbatim("友谊渠"),
        "number": 3,
        "nothing": None,
    }


def test_a_note_says_who_did_it_and_to_whom(pair: Scene) -> None:
    def unit(ledger: Session) -> Trail:
        by = ledger.get_one(Member, pair.ids["李书记"])
        trail.note(ledger, by=by, what="x", now=NOON, branch_id=pair.office, member_id=pair.ids["梅老师"])
        ledger.flush()
        return ledger.exec(select(Trail)).one()

    row = pair.world.do(unit)
    assert (row.by_id, row.branch_id, row.member_id) == (pair.ids["李书记"], pair.office, pair.ids["梅老师"])


def test_a_choice_nobody_knows_any_more_is_said_as_it_was_written(world: World) -> None:
    row = Trail(at=NOON, what="x", facts={"colour": {"choice": "Colour", "value": "red"}})
    assert trail.read_facts(row) == {"colour": Verbatim("red")}
