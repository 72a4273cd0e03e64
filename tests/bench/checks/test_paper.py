"""The table, the page, and the figures in them."""

from pathlib import Path

import pytest
from rich.console import Console

from tests.bench import paper
from tests.bench.figures import Figure, middle, quantile
from tests.bench.starting import cost_by_package

FIGURES = [
    Figure("Taps", "bare", 1.0312, "s", note="969 taps/s"),
    Figure("Taps", "ratio", 0.3, most=0.25),
    Figure("Messages", "share", 0.962, least=0.95),
    Figure("Messages", "answers | rows", 10_000_000),
]


def test_a_figure_says_whether_its_target_is_met() -> None:
    assert [figure.met for figure in FIGURES] == [None, False, True, None]
    assert [figure.shown for figure in FIGURES] == ["1.03 s", "0.300", "0.962", "10,000,000"]
    assert [figure.target for figure in FIGURES] == ["", "≤ 0.25", "≥ 0.95", ""]


def test_the_table_shows_every_figure_under_its_topic() -> None:
    console = Console(width=120, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115
    with console.file:
        console.print(paper.table(FIGURES, "all"))
        told = console.export_text()
    for words in ("Taps", "bare", "1.03 s", "969 taps/s", "≤ 0.25", "Messages", "10,000,000"):
        assert words in told


def test_the_page_keeps_all_but_what_stands_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Speed\n\n{paper.BEGIN}\nold\n{paper.END}\n\nMore.\n", encoding="utf-8")
    for _ in range(2):
        paper.write(page, paper.markdown(FIGURES, ["`make bench`, 2026-11-26"]))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Speed\n\n")
    assert text.endswith("\n\nMore.\n")
    assert "old" not in text
    assert text.count("| ratio | 0.300 | ≤ 0.25 | no |  |") == 1
    assert "| answers / rows | 10,000,000 |  |  |  |" in text


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "other.md"
    page.write_text("# Other\n", encoding="utf-8")
    with pytest.raises(paper.NoPlace):
        paper.write(page, "figures")
    assert page.read_text(encoding="utf-8") == "# Other\n"


def test_the_middle_and_the_tail_are_values_that_were_measured() -> None:
    assert middle([3, 1, 2]) == 2
    assert quantile(range(1, 101), 0.99) == 100
    assert quantile([5], 0.99) == 5


def test_there_is_no_figure_where_nothing_was_measured() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        quantile([], 0.5)


def test_imports_are_added_up_by_package() -> None:
    told = [
        "import time: self [us] | cumulative | imported package",
        "import time:       100 |        100 |     telegram._bot",
        "import time:        20 |        120 | telegram",
        "import time:         7 |          7 |   bot.app",
        "something else",
    ]
    assert cost_by_package(told) == {"telegram": 120, "bot": 7}
