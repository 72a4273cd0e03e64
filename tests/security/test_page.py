"""docs/security.md says what is so: the table, and the tests it names."""

import re
from pathlib import Path

import pytest

from tests.security.table import BEGIN, END, TABLE, WHO, prose

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_page_has_the_table_as_it_is() -> None:
    assert PAGE.partition(BEGIN)[2].partition(END)[0].strip() == prose().strip(), "python -m tests.security.table"


def test_every_kind_of_yes_is_there_and_has_words() -> None:
    assert {"".join(row.values()) for row in TABLE.values()} == set(WHO)


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([\w/]+/test_\w+\.py)(?:::(\w+))?`", PAGE))))
def test_a_test_the_page_names_is_there(named: tuple[str, str]) -> None:
    file, name = named
    assert f"def {name}" in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_a_test_named_without_its_file_is_there() -> None:
    last = ""
    for file, name in re.findall(r"`([\w/]+/test_\w+\.py|…)::(\w+)`", PAGE):
        last = last if file == "…" else file
        assert f"def {name}" in (ROOT / "tests" / last).read_text(encoding="utf-8"), name
