"""Reading may.txt: the one table of who may do what."""

from pathlib import Path

from tests.security.house import COLUMNS

_FILE = Path(__file__).with_name("may.txt")
DONE, REFUSED = "y", "-"
BEGIN, END = "<!-- python -m tests.security.table writes what follows -->", "<!-- as far as here -->"


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

WHO = {
    "yyyyyyyyyy": "anybody, strangers too",
    "y-yyyyyyyy": "anybody but those who still wait to be let in",
    "yy-yyyyyyy": "anybody with a browser that is signed in; who left is signed out",
    "yyy--yyyy-": "whoever holds it and is not of the branch yet",
    "yyy-------": "whoever is not in yet",
    "--y-------": "whoever left",
    "---yyyyyyy": "every member, about themself and their own branch",
    "---yyyy--y": "members of the branch and of its partners, coordinators",
    "---y------": "the member whose it is, nobody else",
    "----y-y-yy": "secretaries, about their own branch; coordinators",
    "----y-y--y": "secretaries of the branch and of its partners; coordinators",
    "----y----y": "the branch's secretaries; coordinators",
    "---------y": "coordinators",
    "----------": "nobody",
}
"""What the marks of a line come to, in words."""


def prose() -> str:
    """Return the table as docs/security.md has it: a row for each kind of yes, with the lines it holds for."""
    rows: dict[str, list[str]] = {marks: [] for marks in WHO}
    for label, row in TABLE.items():
        rows["".join(row.values())].append(f"`{label.replace('|', ': ')}`")
    told = "\n".join(f"| {WHO[marks]} | {', '.join(labels)} |" for marks, labels in rows.items())
    return f"| who | what |\n|---|---|\n{told}\n"


if __name__ == "__main__":
    page = Path("docs/security.md")
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{prose()}{END}{rest.partition(END)[2]}", encoding="utf-8")


def verb_of(label: str) -> str:
    """Return the verb (or topic) a line is about."""
    first, _, rest = label.partition("/")
    return f"topic/{rest}" if first == "topic" else first
