"""Whatever is sent as a roster: it is read or refused in a sentence, within seconds and within little memory."""

import io
import json
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.chat import Attachment
from bot.papers.roster import read_roster
from bot.rules.refusals import Refusal
from tests.hostile.house import Told
from tests.hostile.much import many
from tests.hostile.words import PIECES, any_text
from tests.papers.test_roster import saved, workbook

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl's, about what it meets
ROOT = Path(__file__).parents[2]
MOST_MEMORY = 300  # MiB for a whole process that read them all, openpyxl and the bombs themselves among it
MOST_SECONDS = 10  # of processor time, on a slow machine


def archive(**entries: bytes) -> bytes:
    """Return a zip with these entries; `__` stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def altered(name: str, content: bytes, *rows: list[object]) -> bytes:
    """Return a workbook with one of its parts replaced."""
    out = io.BytesIO()
    rows = rows or (["姓名", "支部"], ["张三", ""])
    with zipfile.ZipFile(io.BytesIO(workbook(*rows))) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in whole.namelist():
            file.writestr(entry, content if entry == name else whole.read(entry))
        if name not in whole.namelist():
            file.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHUT = b"</sheetData></worksheet>"
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "haha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
)
MANY_STRINGS = b"<si><t>x</t></si>" * 1_000_000
BOMBS: dict[str, bytes] = {
    "half a million cells in rows that are allowed": altered(SHEET,
    OPEN + (b"<row>" + b"<c/>" * 50_000 + b"</row>") * 11 + SHUT),
    "a million cells in a row": altered(SHEET,
    OPEN + b'<row r="1">' + b"<c><v>1</v></c>" * 1_000_000 + b"</row>" + SHUT),
    "a hundred thousand rows": altered(SHEET, OPEN + b"<row><c><v>1</v></c></row>" * 100_000 + SHUT),
    "a million empty rows": altered(SHEET, OPEN + b"<row/>" * 1_000_000 + SHUT),
    "a cell of fifty megabytes": altered(
        SHEET, OPEN + b'<row><c t="inlineStr"><is><t>' + b"a" * 50_000_000 + b"</t></is></c></row>" + SHUT
    ),
    "a million shared strings": altered("xl/sharedStrings.xml", b"<sst>" + MANY_STRINGS + b"</sst>"),
    "ten thousand sheets": altered(
        "xl/workbook.xml",
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>'
        + b"".join(b'<sheet name="s%d" sheetId="%d"/>' % (i, i) for i in range(10_000)) + b"</sheets></workbook>",
    ),
    "a billion laughs": altered(SHEET, LAUGHS + b"]>" + OPEN + b"<row><c><v>&j;</v></c></row>" + SHUT),
    "a deep tree": altered(SHEET, OPEN + b"<row>" * 500_000 + SHUT),
    "a million styles": altered("xl/styles.xml",
    b"<styleSheet><cellXfs>" + b"<xf/>" * 1_000_000 + b"</cellXfs></styleSheet>"),
    "a row far, far down": altered(SHEET, OPEN + b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>' + SHUT),
    "a row before the first": altered(SHEET, OPEN + b'<row r="-5"><c r="ZZZZZZ1"><v>1</v></c></row>' + SHUT),
    "a zip in a zip": archive(inner__zip=archive(**{f"f{i}": b"0" * 10_000_000 for i in range(6)})),
    "sixty thousand entries": archive(**{f"f{i}": b"" for i in range(20_000)}),
    "two megabytes of commas": "姓名".encode() + b"," * 2_000_000,
    "two megabytes of quotes": "姓名\n".encode() + b'"' * 2_000_000,
    "two megabytes of lines": "姓名\n".encode() + b"\n" * 2_000_000,
    "two megabytes of one cell": "姓名\n".encode() + b"a" * 2_000_000,
    "a hundred thousand names": "姓名\n".encode() + b"".join(b"a%d\n" % i for i in range(100_000)),
    "two megabytes of accents": "姓名\n张".encode() + "\u0301".encode() * 900_000,
}  # fmt: skip

ALONE = """
import json, pickle, sys, time
from pathlib import Path
from bot.papers.roster import read_roster
from bot.rules.refusals import Refusal
told = {}
for name, content in pickle.loads(sys.stdin.buffer.read()).items():
    began = time.process_time()
    try:
        what = len(read_roster(content).rows)
    except Refusal as refusal:
        what = type(refusal).__name__
    told[name] = what, time.process_time() - began
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([told, int(peak.split()[1]) // 1024]))
"""


def test_bombs_end_within_seconds_and_little_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ALONE],
        cwd=ROOT,
        input=pickle.dumps(BOMBS),
        capture_output=True,
        check=True,
        timeout=300,
    )
    told, memory = json.loads(done.stdout)
    assert set(told) == set(BOMBS)
    assert {name: seconds for name, (_, seconds) in told.items() if seconds > MOST_SECONDS} == {}
    assert memory <= MOST_MEMORY
    assert told["a hundred thousand rows"][0] == told["a hundred thousand names"][0] == "TooManyRows"


def refused_or_read(content: bytes) -> None:
    try:
        for row in read_roster(content).rows:
            assert row.line > 0
    except Refusal:
        pass


@many(80)
@given(st.one_of(st.binary(max_size=400), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
b"\xff\xfe"]).flatmap(
    lambda head: st.binary(max_size=200).map(lambda rest: head + rest))))  # fmt: skip
def test_any_bytes(content: bytes) -> None:
    refused_or_read(content)


@many(80)
@given(
    st.lists(st.lists(st.one_of(st.sampled_from(PIECES), any_text), max_size=4), max_size=5),
    st.sampled_from(
        ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5", "utf-7", "shift_jis"]
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_cells_in_any_encoding(rows: list[list[str]], encoding: str, delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [["姓名", "支部", "类别", "角色"], *rows])
    refused_or_read(text.encode(encoding, "replace"))


@many(30)
@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
                        "_rels/.rels", "xl/vbaProject.bin", "docProps/core.xml"]),
       st.one_of(st.binary(max_size=80), any_text.map(lambda text: text.encode("utf-8", "replace"))))  # fmt: skip
def test_any_part_of_a_workbook_replaced(name: str, content: bytes) -> None:
    refused_or_read(altered(name, content))


def test_a_formula_is_never_worked_out() -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名"])
    book.worksheets[0].append(['=HYPERLINK("http://x")'])
    refused_or_read(saved(book))


@pytest.mark.parametrize("content", [
    b"", b"\0" * 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", archive(word__document=b"<w/>"), archive(a=b"b"),
    b"%PDF-1.7", b"<html>",
    "姓名\n\0".encode(), "姓名,支部\n".encode("utf-16"), BOMBS["a hundred thousand names"],
    BOMBS["a million empty rows"],
], ids=range(11))  # fmt: skip
def test_a_refusal_is_a_sentence(told: Told, content: bytes) -> None:
    answered = told.words(told.scene.chen, "", file=Attachment("名册.xlsx", "x", content))
    assert answered.reply.alert
    assert answered.reply.line


@many(12)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=3), min_size=1, max_size=30))
def test_any_roster_is_shown_and_taken_in(told: Told, rows: list[list[str]]) -> None:
    lines = "\n".join(
        ",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in [["姓名", "支部", "类别"], *rows]
    )
    told.words(told.scene.chen, "", file=Attachment("名册.csv", "text/csv", lines.encode("utf-8", "replace")))
    told.tap(told.scene.chen, "importyes")
