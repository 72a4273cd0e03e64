"""The alert rules and the page speak of figures that there are."""

import re
from pathlib import Path

import pytest

from bot.watch import Condition, Part, Watch
from bot.watch.figures import Prometheus
from tests.world import MONDAY

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def exposed() -> str:
    """Return what a house tells that has done everything once."""
    figures = Prometheus(MONDAY.timestamp)
    watch = Watch(figures=figures)
    watch.update(channel="telegram", update="1", kind="rsvp", outcome="failed", seconds=0.004, member=1)
    watch.delivery(delivery=1, what="reminder", channel="web", state="failed", attempts=1, lag=2.0, seconds=0.1)
    figures.call("sendMessage", "200", 0.08)
    facts = {"due": 3, "lag_seconds": 1.5, "planned": 7, "free_bytes": 12, "heard_seconds_ago": 49}
    return figures.render(Condition(MONDAY, (Part("telegram", well=True, facts=facts),))).decode()


@pytest.mark.parametrize("page", ["deploy/jiedui-alerts.yml", "operator.md"])
def test_every_figure_that_is_named_is_told(page: str, exposed: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    named = set(re.findall(r"\bjiedui_[a-z_]+[a-z]\b", text)) - {"jiedui_bot"}
    assert len(named) > 4
    told = set(re.findall(r"^# TYPE (\S+)", exposed, re.MULTILINE)) | set(re.findall(r"^(\w+)", exposed, re.MULTILINE))
    assert named - told == set()


def test_every_figure_that_is_told_is_explained(exposed: str) -> None:
    page = (DOCS / "operator.md").read_text(encoding="utf-8")
    told = {name for name in re.findall(r"^# TYPE (\S+)", exposed, re.MULTILINE) if name.startswith("jiedui_")}
    assert sorted(name for name in told if name not in page) == []


def test_the_rules_use_labels_that_there_are(exposed: str) -> None:
    rules = (DOCS / "deploy" / "jiedui-alerts.yml").read_text(encoding="utf-8")
    for metric, label in re.findall(r"(jiedui_\w+)\{(\w+)[=!]", rules):
        assert re.search(rf"^{metric}\{{[^}}]*\b{label}=", exposed, re.MULTILINE), (metric, label)
