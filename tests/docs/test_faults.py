"""The page on faults names every fault that concerns one machine, and tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("|")]


def _file(name: str) -> Path:
    return ROOT / name if "/" in name else ROOT / "tests" / "faults" / name


def test_every_fault_of_one_machine_is_on_the_page() -> None:
    named = {int(number) for row in ROWS for number in re.findall(r"\d+", row[0])}
    assert ({*range(1, 26), *range(34, 41)}) - named == set()


def test_every_test_on_the_page_is_there() -> None:
    missing = []
    for row in ROWS:
        if row[-1] in {"test", "---"}:
            continue
        file = ""
        for name in re.findall(r"`([^`]+)`", row[-1]):
            if name.endswith(".py"):
                file = _file(name).read_text(encoding="utf-8")
            elif f"def test_{name.rstrip('…')}" not in file:
                missing.append(name)
        assert file, f"no file is named for {row[1]}"
    assert missing == []
