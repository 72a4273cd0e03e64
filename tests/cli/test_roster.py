"""`jiedui import-roster`."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli

ROSTER = """姓名,支部,类别
兰秀英,希勤村党支部,正式党员
石大山,希勤村党支部,群众
,希勤村党支部,正式党员
赵长河,东村党支部,
"""


@pytest.fixture
def jiedui(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in a folder with a database that knows one branch, and a roster file in GBK."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str, types: str = "") -> Result:
        return CliRunner().invoke(cli, list(words), input=types)

    run("claim")
    with closing(sqlite3.connect("data/jiedui.db")) as database:
        database.execute(
            "INSERT INTO branch (id, name, organisation, level, created_at)"
            " VALUES (1, '希勤村党支部', '', 'branch', '2026-01-02 03:04:05.000000')"
        )
        database.commit()
    Path("roster.csv").write_bytes(ROSTER.encode("gbk"))
    return run


def members() -> list[tuple[str, str]]:
    with closing(sqlite3.connect("data/jiedui.db")) as database:
        return database.execute("SELECT name, category FROM member ORDER BY id").fetchall()


def test_good_rows_are_taken_in_and_bad_ones_named_with_their_reason(jiedui: Callable[..., Result]) -> None:
    result = jiedui("import-roster", "roster.csv", "--yes")
    assert result.exit_code == 0, result.output
    assert members() == [("兰秀英", "full"), ("石大山", "public")]
    assert "赵长河" in result.stderr
    assert "4" in result.stderr


def test_a_second_import_doubles_nobody(jiedui: Callable[..., Result]) -> None:
    jiedui("import-roster", "roster.csv", "--yes")
    jiedui("import-roster", "roster.csv", "--yes")
    assert len(members()) == 2


def test_nothing_happens_before_the_operator_agrees(jiedui: Callable[..., Result]) -> None:
    assert "什么也没有改" in jiedui("import-roster", "roster.csv", types="n\n").stdout
    assert members() == []
    jiedui("import-roster", "roster.csv", types="y\n")
    assert len(members()) == 2


def test_rows_without_a_branch_go_to_the_one_named(jiedui: Callable[..., Result]) -> None:
    Path("names.csv").write_text("姓名\n田满仓\n", encoding="utf-8")
    jiedui("import-roster", "names.csv", "--branch", "希勤村党支部", "--yes")
    assert members() == [("田满仓", "full")]


@pytest.mark.parametrize("name", ["missing.csv", "data/jiedui.db"])
def test_a_file_that_is_no_roster_is_refused_in_words(jiedui: Callable[..., Result], name: str) -> None:
    result = jiedui("import-roster", name)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output
