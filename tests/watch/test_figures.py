"""Figures as Prometheus reads them: names, units, and that looking costs nobody anything."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import REGISTRY, Metric
from prometheus_client.parser import text_string_to_metric_families

from bot.watch import Condition, Part, Watch
from bot.watch.figures import Prometheus, _Process
from tests.world import MONDAY

CONDITION = Condition(
    MONDAY,
    (
        Part("database", well=True, facts={"write_ms": 3.2}),
        Part("disk", well=False, why="less than 100 MiB are free", facts={"free_bytes": 12}),
        Part("courier", well=True, facts={"due": 3, "lag_seconds": 1.5, "planned": 7, "attempting": 1, "unknown": 2}),
        Part("telegram", well=True, facts={"heard_seconds_ago": 49}),
        Part("timetable", well=None),
    ),
)


@pytest.fixture
def figures() -> Prometheus:
    return Prometheus(MONDAY.timestamp)


@pytest.fixture
def watch(figures: Prometheus) -> Watch:
    return Watch(figures=figures)


def read(figures: Prometheus, condition: Condition = CONDITION) -> dict[str, Metric]:
    """Read what Prometheus would scrape."""
    return {family.name: family for family in text_string_to_metric_families(figures.render(condition).decode())}


def values(family: Metric, suffix: str = "") -> dict[tuple[str, ...], float]:
    """Return the values of a family by their labels, these in the order of their names."""
    wanted = family.name + suffix
    return {tuple(s.labels[name] for name in sorted(s.labels)): s.value for s in family.samples if s.name == wanted}


def test_updates_and_deliveries_are_counted(figures: Prometheus, watch: Watch) -> None:
    for outcome in ("answered", "answered", "refused"):
        watch.update(channel="telegram", update="1", kind="rsvp", outcome=outcome, seconds=0.004, member=1)
    watch.delivery(delivery=1, what="reminder", channel="web", state="sent", attempts=1, lag=2.0, seconds=0.1)
    watch.delivery(delivery=2, what="reminder", channel="web", state="held", attempts=1, lag=9.0, seconds=0.1)
    found = read(figures)
    assert values(found["jiedui_updates"], "_total") == {("telegram", "answered"): 2, ("telegram", "refused"): 1}
    assert values(found["jiedui_update_seconds"], "_count") == {("telegram",): 3}
    assert values(found["jiedui_deliveries"], "_total") == {("sent", "reminder"): 1, ("held", "reminder"): 1}
    assert values(found["jiedui_delivery_lag_seconds"], "_sum") == {(): 2.0}


def test_calls_and_commits_are_counted(figures: Prometheus) -> None:
    figures.call("sendMessage", "200", 0.08)
    figures.call("sendMessage", "429", 0.02)
    figures.batch(12)
    found = read(figures)
    assert values(found["jiedui_telegram_request_seconds"], "_count") == {
        ("sendMessage", "200"): 1, ("sendMessage", "429"): 1,
    }  # fmt: skip
    assert values(found["jiedui_gate_batch_size"], "_sum") == {(): 12}


def test_the_gauges_are_those_of_the_house_as_it_is(figures: Prometheus) -> None:
    found = read(figures)
    assert values(found["jiedui_healthy"]) == {
        ("database",): 1, ("disk",): 0, ("courier",): 1, ("telegram",): 1,
    }  # fmt: skip
    assert values(found["jiedui_delivery_queue"]) == {("planned",): 7, ("attempting",): 1, ("unknown",): 2}
    assert values(found["jiedui_delivery_due"]) == {(): 3}
    assert values(found["jiedui_delivery_oldest_due_seconds"]) == {(): 1.5}
    assert values(found["jiedui_disk_free_bytes"]) == {(): 12}
    assert values(found["jiedui_channel_heard_age_seconds"]) == {("telegram",): 49}


def test_what_cannot_be_told_is_left_out_not_left_as_it_was(figures: Prometheus) -> None:
    read(figures)
    found = read(figures, Condition(MONDAY, (Part("database", well=False), Part("courier", well=None))))
    assert values(found["jiedui_healthy"]) == {("database",): 0}
    assert values(found["jiedui_delivery_queue"]) == {}


def _ours(found: dict[str, Metric]) -> Iterator[Metric]:
    return (family for name, family in found.items() if name.startswith("jiedui_"))


def test_names_and_units_are_the_usual_ones(figures: Prometheus, watch: Watch) -> None:
    watch.update(channel="telegram", update="1", kind="rsvp", outcome="answered", seconds=0.004, member=1)
    watch.delivery(delivery=1, what="reminder", channel="web", state="sent", attempts=1, lag=2.0, seconds=0.1)
    figures.call("sendMessage", "200", 0.08)
    for family in _ours(read(figures)):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", family.name)
        assert family.documentation.endswith(".")
        assert not family.name.endswith(("_total", "_count", "_sum", "_ms", "_milliseconds", "_minutes", "_mb"))
        if "seconds" in family.name or "age" in family.name or "lag" in family.name:
            assert family.name.endswith("_seconds")
        for sample in family.samples:
            assert (family.type == "counter") == sample.name.endswith("_total")
            assert all(re.fullmatch(r"[a-z]+", label) for label in sample.labels)


def test_the_process_tells_what_processes_tell(figures: Prometheus) -> None:
    found = read(figures)
    assert {"process_cpu_seconds", "process_resident_memory_bytes", "process_open_fds", "python_info"} <= set(found)


def test_a_service_that_sees_only_itself_tells_of_itself(tmp_path: Path) -> None:
    figures = Prometheus(MONDAY.timestamp)
    process = next(c for c in figures.registry._collector_to_names if isinstance(c, _Process))
    assert process._boot_time() < MONDAY.timestamp()  # not read from /proc/stat, which may be hidden


def test_nothing_is_put_into_the_registry_all_share(figures: Prometheus, watch: Watch) -> None:
    watch.update(channel="telegram", update="1", kind="rsvp", outcome="answered", seconds=0.004, member=1)
    assert [metric.name for metric in REGISTRY.collect() if metric.name.startswith("jiedui")] == []
    assert values(read(Prometheus(MONDAY.timestamp))["jiedui_updates"], "_total") == {}
