"""Tables that are sent to us, as lines of plain text: .xlsx by openpyxl, .csv in the encodings Chinese offices use.

Nothing in a file is believed: its size, its unpacked size and its length are bounded before and while reading, and
whatever a cell holds, a formula too, is text.
"""

import csv
import io
import itertools
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.rules.files import (
    MOST_BYTES,
    MOST_LINES,
    MOST_UNPACKED_BYTES,
    EncryptedFile,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileUnreadable,
    OldExcelFile,
    TooManyRows,
)

Lines = list[tuple[int, tuple[str, ...]]]
"""The lines of one sheet that hold something: the number as the spreadsheet shows it (from 1), and the cells."""

WIDEST = 64  # columns read of a sheet
LONGEST = 200  # characters read of a cell: no name has as many
DELIMITERS = (",", "\t", ";")

_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|(_rels|xl/_rels)/[^/]+|xl/(workbook|sharedStrings|styles)\.xml|xl/worksheets/[^/]+", re.I
)
_MOST_TAGS = 600_000  # five thousand rows of twenty cells have two thirds of that
_MOST_STYLES = 256 * 1024
_LONGEST_ROW = 256 * 1024

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and every office file behind a password
_ZIP = b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, EOFError, OSError, LookupError,
           ValueError, TypeError, AttributeError, NotImplementedError)  # fmt: skip


def read_tables(content: bytes) -> Iterator[Lines]:
    """Give the sheets of a workbook, or the one table of a csv, each when asked for.

    Raises FileTooLarge, FileUnpacksTooLarge, TooManyRows, OldExcelFile, EncryptedFile or FileUnreadable; the name of a
    file plays no part.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    if content.startswith(_OLE):
        raise EncryptedFile if "EncryptedPackage".encode("utf-16-le") in content else OldExcelFile
    if content.startswith(_ZIP):
        yield from _sheets(content)
    else:
        yield _delimited(_decoded(content))


def _sheets(content: bytes) -> Iterator[Lines]:
    try:
        book = load_workbook(_lean(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its own size is not to be trusted
            yield _bounded(sheet.iter_rows(max_col=WIDEST, values_only=True))
    except _BROKEN as error:
        raise FileUnreadable from error


def _lean(content: bytes) -> io.BytesIO:
    """Return the workbook with nothing in it but what is read, after a look at how much that is.

    openpyxl makes objects of all it meets: half a gigabyte of a file of thirty kilobytes. What is counted here bounds
    its time (all tags) and its memory (those of one row). Styles tell dates from numbers; without them both are read.
    """
    lean, tags = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(lean, "w") as kept:
        entries = [entry for entry in archive.infolist() if _NEEDED.fullmatch(entry.filename)]
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
            raise FileUnpacksTooLarge
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedFile
        for entry in entries:
            part = archive.read(entry)
            tags += part.count(b"<")
            if entry.filename == "xl/styles.xml" and len(part) > _MOST_STYLES:
                continue
            in_sheet = "sheets/" in entry.filename
            if tags > _MOST_TAGS:
                raise TooManyRows if in_sheet else FileUnpacksTooLarge
            if in_sheet and max(map(len, part.split(b"row>"))) > _LONGEST_ROW:
                raise FileUnreadable
            kept.writestr(entry.filename, part)
    return lean


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n" for sign in text):
            return text
    raise FileUnreadable


def _delimited(text: str) -> Lines:
    """Read a csv by the delimiter that cuts its first lines into the most cells."""
    try:
        delimiter = max(DELIMITERS, key=lambda sign: sum(len(row) for row in itertools.islice(_cut(text, sign), 10)))
        return _bounded(row[:WIDEST] for row in _cut(text, delimiter))
    except csv.Error as error:
        raise FileUnreadable from error


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _bounded(rows: Iterable[Iterable[object]]) -> Lines:
    lines: Lines = []
    for number, row in enumerate(itertools.islice(rows, MOST_LINES + 1), start=1):
        if number > MOST_LINES:
            raise TooManyRows
        cells = tuple(_text(cell) for cell in row)
        if any(cells):
            lines.append((number, cells))
    return lines


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        cell = cell.isoformat()
    return "" if cell is None else str(cell)[:LONGEST].strip()
