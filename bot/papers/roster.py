"""Reading a roster that was sent in: finding its columns by their names, whatever their order."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.papers.tables import Lines, read_tables
from bot.rules.files import MOST_ROWS, NoNameColumn, NoRows, TooManyRows
from bot.rules.names import key, tidy
from bot.rules.roster import RawRow

DEEPEST_HEADER = 10  # lines with something in them, for a title and notes above the header

COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("姓名", "名字", "党员姓名", "name", "fullname"), "name"),
    **dict.fromkeys(("支部", "党支部", "所在支部", "所在党支部", "支部名称", "所属支部", "branch"), "branch"),
    **dict.fromkeys(("类别", "政治面貌", "人员类别", "党员类别", "身份", "category", "politicalstatus"), "category"),
    **dict.fromkeys(("角色", "职务", "党内职务", "role", "duty"), "role"),
}
PRIVATE = ("手机", "电话", "联系方式", "身份证", "证件", "住址", "出生", "微信", "邮箱",
           "phone", "mobile", "idcard", "idnumber", "address", "birth", "email", "wechat")  # fmt: skip
COUNTERS = frozenset(map(key, ("序号", "编号", "No.", "No", "#")))


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file held. `ignored` and `private` are the headings of columns that were not read.

    `private` ones (telephones, identity cards ...) are not needed here: the house keeps the least.
    """

    rows: tuple[RawRow, ...]
    ignored: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


def read_roster(content: bytes) -> Roster:
    """Read a roster from the bytes of an .xlsx or .csv file.

    The header is the first line, near the top of the first sheet that has one, with a column of names (姓名, name).
    Raises NoNameColumn, NoRows, TooManyRows, and what `bot.papers.tables.read_tables` raises.
    """
    seen: tuple[str, ...] = ()
    for lines in read_tables(content):
        for position, (_, cells) in enumerate(lines[:DEEPEST_HEADER]):
            columns = _columns(cells)
            if "name" in columns:
                return _roster(columns, cells, lines[position + 1 :])
        seen = seen or (lines[0][1] if lines else ())
    if not seen:
        raise NoRows
    raise NoNameColumn(tuple(tidy(cell)[:20] for cell in seen if cell)[:6])


def _columns(cells: tuple[str, ...]) -> dict[str, int]:
    """Return where each known column stands; the first of two wins."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = COLUMNS.get(key(cell).strip("*:："))
        if column is not None:
            found.setdefault(column, place)
    return found


def _roster(columns: Mapping[str, int], header: tuple[str, ...], lines: Lines) -> Roster:
    rows = []
    for number, cells in lines:
        values = {column: cells[place] for column, place in columns.items() if place < len(cells)}
        if any(values.values()):
            rows.append(RawRow(number, **{"name": "", **values}))
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    if not rows:
        raise NoRows
    others = [tidy(cell)[:20] for place, cell in enumerate(header) if place not in columns.values() and tidy(cell)]
    private = tuple(name for name in others if any(word in key(name) for word in PRIVATE))
    ignored = tuple(name for name in others if name not in private and key(name) not in COUNTERS)
    return Roster(tuple(rows), ignored, private)
