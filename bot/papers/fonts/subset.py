#!/usr/bin/env python3
"""Make the font the bot draws with: Noto Sans CJK SC, cut down to the characters it needs and renamed.

    python bot/papers/fonts/subset.py NotoSansCJK-Regular.ttc Unihan_OtherMappings.txt.bz2

The first file comes from Debian's package `fonts-noto-cjk`, the second from `unicode-data`
(its property kTGH is the 通用规范汉字表, the 8,105 characters of the 2013 standard).
The same input gives the same bytes. Needs fonttools, a development dependency.
"""

import bz2
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

TARGET = Path(__file__).parent / "JieduiSans-Regular.otf"
FAMILY = "Jiedui Sans"
VERSION = "Version 1.0; a subset of Noto Sans CJK SC 2.004"
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
SIGNS = "‐–—―‘’“”„†‡•…‰′″‹›€№™←↑→↓↔−×÷≈≠≤≥■□▲△▼▽◆◇○●◎★☆✓✔✕✗〇㎡"


def needed(mappings: Path) -> set[int]:
    """Return the code points to keep: the standard's characters, all of GB 2312, Latin, widths, signs."""
    lines = bz2.decompress(mappings.read_bytes()).decode().splitlines()
    standard = {int(line.split("\t")[0][2:], 16) for line in lines if line.startswith("U+") and "\tkTGH\t" in line}
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    national = {ord(character) for character in b"".join(pairs).decode("gb2312", "ignore")}
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180))
    wide = set(range(0x3000, 0x3030)) | set(range(0xFF01, 0xFF5F)) | set(range(0xFFE0, 0xFFE7))
    return standard | national | latin | wide | {ord(sign) for sign in PINYIN + SIGNS}


def rename(font: TTFont) -> None:
    """Give the subset its own name and a version that says where it comes from; keep copyright and licence."""
    names = font["name"]
    names.names = [record for record in names.names if record.langID == 0x409 and record.nameID not in {7, 16, 17}]
    postscript = f"{FAMILY.replace(' ', '')}-Regular"
    given = {1: FAMILY, 2: "Regular", 3: postscript, 4: FAMILY, 5: VERSION, 6: postscript}
    for number, text in given.items():
        names.setName(text, number, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    top = outlines.topDictIndex[0]
    top.FullName, top.FamilyName = FAMILY, FAMILY


def main(collection: Path, mappings: Path) -> None:
    """Write the subset to `bot/papers/fonts`."""
    fonts = TTCollection(collection, lazy=True).fonts
    font = next(font for font in fonts if font["name"].getDebugName(4) == "Noto Sans CJK SC")
    font.recalcTimestamp = False
    options = Options(
        hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True, desubroutinize=False,
        drop_tables=["BASE", "DSIG", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx"],
    )  # fmt: skip
    cutter = Subsetter(options)
    cutter.populate(unicodes=needed(mappings))
    cutter.subset(font)
    rename(font)
    font.save(TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
