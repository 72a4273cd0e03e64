"""An event that has taken place, for tests about who came."""

import io

from openpyxl import load_workbook
from sqlmodel import Session, col, select

from bot.models.events import Turnout
from tests.announced import FRIDAY, publish
from tests.scene import OFFICE, VILLAGE, Scene
from tests.world import Person

OVER = FRIDAY.replace(hour=16, minute=30)


def hold(pair: Scene, **more: object) -> int:
    """Let an event take place to which Mei comes and Lan does not."""
    event_id = publish(pair, **more)  # type: ignore[arg-type]
    pair.mei.taps("参加")
    pair.lan.taps("请假").taps("生病")
    pair.world.pass_to(OVER)
    return event_id


def figures(pair: Scene, event_id: int) -> dict[str, tuple[int, int, int, int]]:
    """Return 应到, 实到, 请假 and 列席 by branch."""

    def read(ledger: Session) -> dict[str, tuple[int, int, int, int]]:
        rows = ledger.exec(select(Turnout).where(Turnout.event_id == event_id).order_by(col(Turnout.branch_id)))
        names = {pair.office: OFFICE, pair.village: VILLAGE}
        return {names[row.branch_id]: (row.expected, row.came, row.excused, row.guests) for row in rows}

    return pair.world.do(read)


def sheet_of(person: Person) -> list[list[str]]:
    """Return the rows of the newest sign-in sheet in somebody's chat."""
    (sheet,) = load_workbook(io.BytesIO(person.file(".xlsx").content)).worksheets
    return [[str(cell) for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]
