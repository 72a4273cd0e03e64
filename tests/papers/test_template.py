"""The roster's template: filled in by somebody, it is a roster that can be taken."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from bot.chat import Reader
from bot.models.people import Category, Role
from bot.papers.roster import read_roster
from bot.papers.template import write_template
from bot.rules.files import NoRows
from bot.rules.roster import RosterTemplate, check

BRANCHES = ("希勤村党支部", "综合办公室党支部", "=不是公式")
READERS = [Reader(code, ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, 9, tzinfo=UTC)) for code in ("zh", "en")]


@pytest.mark.parametrize("reader", READERS, ids=["zh", "en"])
def test_every_choice_it_offers_is_understood_when_it_comes_back(reader: Reader) -> None:
    book = load_workbook(io.BytesIO(write_template(RosterTemplate(BRANCHES), reader)))
    roster, notes = book.worksheets
    offered = {}
    for picked in roster.data_validations.dataValidation:
        column = str(picked.formula1).split("$")[1]
        letter = str(picked.sqref)[0]
        offered[letter] = [str(cell.value) for cell in notes[column] if cell.value]
    assert offered["B"] == list(BRANCHES)
    categories, roles = offered["C"], offered["D"]
    for number, category in enumerate(categories):
        roster.append([f"员{'甲乙丙丁戊'[number]}", BRANCHES[number % 2], category, roles[number % 2]])
    out = io.BytesIO()
    book.save(out)
    result = check(read_roster(out.getvalue()).rows, BRANCHES, None)
    assert result.bad == ()
    assert [row.category for row in result.good] == list(Category)
    assert {row.role for row in result.good} == {Role.MEMBER, Role.SECRETARY}
    assert result.assumed == 0


@pytest.mark.parametrize("reader", READERS, ids=["zh", "en"])
def test_sent_back_empty_it_holds_nobody_and_the_examples_are_not_people(reader: Reader) -> None:
    with pytest.raises(NoRows):
        read_roster(write_template(RosterTemplate(BRANCHES), reader))


@pytest.mark.parametrize("reader", READERS, ids=["zh", "en"])
def test_a_branch_s_name_never_becomes_a_formula(reader: Reader) -> None:
    book = load_workbook(io.BytesIO(write_template(RosterTemplate(("=1+1",)), reader)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_the_header_stays_in_sight() -> None:
    book = load_workbook(io.BytesIO(write_template(RosterTemplate(()), READERS[0])))
    assert book.worksheets[0].freeze_panes == "A2"
    assert [cell.value for cell in book.worksheets[0][1]] == ["姓名", "支部", "类别", "角色"]
