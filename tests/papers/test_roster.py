"""Rosters as offices really send them, and files nobody should send."""

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from openpyxl import Workbook

from bot.papers.roster import read_roster
from bot.rules.files import (
    MOST_BYTES,
    EncryptedFile,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileUnreadable,
    NoNameColumn,
    NoRows,
    OldExcelFile,
    TooManyRows,
)
from bot.rules.refusals import Refusal
from bot.rules.roster import RawRow


def workbook(*rows: Sequence[object]) -> bytes:
    """Return an .xlsx of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_columns_are_found_by_name_in_any_order_below_a_title() -> None:
    content = workbook(
        ["希勤村党支部党员名册"],
        [],
        ["序号", "职务", "姓名*", "备注", "政治面貌", "联系电话", "所在党支部"],
        [1, "书记", "张三", "老党员", "正式党员", 13800000000, "希勤村党支部"],
        [None] * 7,
        [2, None, "李四", None, "预备党员", None, None],
    )
    roster = read_roster(content)
    assert roster.rows == (
        RawRow(4, "张三", "希勤村党支部", "正式党员", "书记"),
        RawRow(6, "李四", "", "预备党员", ""),
    )
    assert roster.ignored == ("备注",)
    assert roster.private == ("联系电话",)


def test_the_first_sheet_with_a_header_is_read() -> None:
    book = Workbook()
    book.worksheets[0].append(["说明：请看第二页"])
    people = book.create_sheet("名册")
    people.append(["Name", "Branch"])
    people.append(["Li Mei", "Village"])
    book.create_sheet("例子").append(["姓名", "支部", "类别"])
    assert read_roster(saved(book)).rows == (RawRow(2, "Li Mei", "Village"),)


def test_numbers_dates_and_formulas_are_plain_text() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "支部"])
    sheet.append([12.0, date(2026, 11, 27)])
    sheet.append(["+86", "-1"])
    sheet.append(["", ""])
    for column, text in enumerate(("=1+1", "@SUM(A1)"), start=1):
        cell = sheet.cell(4, column)
        cell.value = text
        cell.data_type = "s"
    assert read_roster(saved(book)).rows == (
        RawRow(2, "12", "2026-11-27T00:00:00"),
        RawRow(3, "+86", "-1"),
        RawRow(4, "=1+1", "@SUM(A1)"),
    )


TABLE = "姓名,支部,类别\r\n张三,希勤村党支部,正式党员\r\n\r\n买买提·艾力,,预备党员\r\n"
ROWS = (RawRow(2, "张三", "希勤村党支部", "正式党员"), RawRow(4, "买买提·艾力", "", "预备党员"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_the_encodings_and_delimiters_offices_use(encoding: str, delimiter: str) -> None:
    assert read_roster(TABLE.replace(",", delimiter).encode(encoding)).rows == ROWS


def test_a_list_of_nothing_but_names_is_a_roster() -> None:
    assert read_roster("姓名\n张三\n李四".encode()).rows == (RawRow(2, "张三"), RawRow(3, "李四"))


def test_quoted_cells_keep_their_commas() -> None:
    assert read_roster('姓名,支部\n张三,"一,二"\n'.encode()).rows == (RawRow(2, "张三", "一,二"),)


def test_five_thousand_rows_are_read_and_one_more_is_refused() -> None:
    names = [f"员{number}" for number in range(5001)]
    assert len(read_roster("\n".join(["姓名", *names[:5000]]).encode()).rows) == 5000
    with pytest.raises(TooManyRows):
        read_roster("\n".join(["姓名", *names]).encode())


def test_a_sheet_with_a_cell_at_its_very_bottom_is_refused_without_reading_all_of_it() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "姓名"
    book.worksheets[0]["A1048576"] = "张三"
    with pytest.raises(TooManyRows):
        read_roster(saved(book))


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip file with one entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def locked() -> bytes:
    """Return a zip file whose entry is marked as encrypted."""
    content = bytearray(zipped("xl/workbook.xml", b"<workbook/>"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"x" * (MOST_BYTES + 1), FileTooLarge),
        (zipped("xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024)), FileUnpacksTooLarge),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), OldExcelFile),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (locked(), EncryptedFile),
        (zipped("word/document.xml", b"<document/>"), FileUnreadable),
        (b"PK\x03\x04 and nothing else", FileUnreadable),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileUnreadable),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", FileUnreadable),
        (b"", NoRows),
        ("电话,地址\n1,2\n".encode(), NoNameColumn),
        ("姓名,支部\n,,\n".encode(), NoRows),
    ],
)
def test_a_file_that_is_no_roster_is_refused_by_what_it_is(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_roster(content)


def test_what_was_seen_instead_of_a_name_column_is_told() -> None:
    with pytest.raises(NoNameColumn) as refusal:
        read_roster("电话,地址\n1,2\n".encode())
    assert refusal.value.seen == ("电话", "地址")


def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_us() -> None:
    whole = workbook(["姓名", "支部"], ["张三", "希勤村党支部"])
    dice = random.Random(8)
    refused = 0
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 20)):
            content[dice.randrange(4, len(content))] = dice.randrange(256)
        try:
            read_roster(bytes(content[: dice.choice([len(content), dice.randrange(len(content))])]))
        except Refusal:
            refused += 1
    assert refused > 200
