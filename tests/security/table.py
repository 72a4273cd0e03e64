"""Reading may.txt: the one table of who may do what."""

from pathlib import Path

from tests.security.house import COLUMNS

_FILE = Path(__file__).with_name("may.txt")
DONE, REFUSED = "y", "-"


def read() -> dict[str, dict[str, str]]:
    """Return for every line who is let and who is not: marks by column."""
    table: dict[str, dict[str, str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        name, *marks = line.partition("#")[0].split() or [""]
        if not name:
            continue
        method = [marks.pop(0)] if name in {"GET", "POST"} else []
        label = " ".join((name, *method))
        assert label not in table, f"{label} stands twice"
        assert len(marks) == len(COLUMNS), f"{label} has {len(marks)} marks"
        assert set(marks) <= {DONE, REFUSED}, f"{label} has a mark that means nothing"
        table[label] = dict(zip(COLUMNS, marks, strict=True))
    return table


TABLE = read()


def verb_of(label: str) -> str:
    """Return the verb (or topic) a line is about."""
    first, _, rest = label.partition("/")
    return f"topic/{rest}" if first == "topic" else first
