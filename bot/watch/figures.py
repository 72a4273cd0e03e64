"""Figures for Prometheus, in a registry of their own."""

from collections.abc import Callable
from time import CLOCK_BOOTTIME, clock_gettime
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    disable_created_metrics,
)
from prometheus_client import ProcessCollector as _ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.watch.condition import Condition, Part

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_CALLS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LAGS = (0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600)
_UNITS = (1, 2, 5, 10, 20, 50, 100, 200)


class Prometheus:
    """Counts what `Watch` is told. `now` tells the present moment in seconds of the epoch."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, now: Callable[[], float]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call] # a second series beside each, which nothing asks for
        self.registry = CollectorRegistry()
        self._updates = _Bound(
            Counter("jiedui_updates", "Updates taken in.", ("channel", "outcome"), registry=self.registry)
        )
        self._update_seconds = _Bound(
            Histogram(
                "jiedui_update_seconds", "From hearing an update to its committed answer.", ("channel",),
                buckets=_QUICK, registry=self.registry,
            )
        )  # fmt: skip
        self._deliveries = _Bound(
            Counter(
                "jiedui_deliveries", "Deliveries settled, or held for another try.", ("what", "outcome"),
                registry=self.registry,
            )
        )  # fmt: skip
        self._lag = Histogram(
            "jiedui_delivery_lag_seconds", "From when a message was due to when it was sent.",
            buckets=_LAGS, registry=self.registry,
        )  # fmt: skip
        self._calls = _Bound(
            Histogram(
                "jiedui_telegram_request_seconds", "Calls of the Bot API.", ("method", "outcome"),
                buckets=_CALLS, registry=self.registry,
            )
        )  # fmt: skip
        self._batch = Histogram(
            "jiedui_gate_batch_size", "Units of work that shared a commit.", buckets=_UNITS, registry=self.registry
        )
        self._gauges = _Gauges(self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        _Process(now, self.registry)

    def update(self, channel: str, outcome: str, seconds: float) -> None:
        """Count an update that was taken in."""
        self._updates[channel, outcome].inc()
        self._update_seconds[channel,].observe(seconds)

    def delivery(self, what: str, outcome: str, lag: float) -> None:
        """Count a try of a delivery; only what was sent has a lag."""
        self._deliveries[what, outcome].inc()
        if outcome == "sent":
            self._lag.observe(max(lag, 0.0))

    def call(self, method: str, outcome: str, seconds: float) -> None:
        """Count a call of the Bot API."""
        self._calls[method, outcome].observe(seconds)

    def batch(self, units: int) -> None:
        """Count a commit of so many units of work."""
        self._batch.observe(units)

    def render(self, condition: Condition) -> bytes:
        """Write everything in Prometheus' text format, with the gauges as `condition` has them."""
        self._gauges.show(condition)
        return generate_latest(self.registry)


class _Bound(dict[tuple[str, ...], Any]):
    """The children of a metric by their labels: looked up in a dictionary, made once."""

    def __init__(self, metric: Counter | Histogram) -> None:
        super().__init__()
        self._metric = metric

    def __missing__(self, labels: tuple[str, ...]) -> Any:
        child = self[labels] = self._metric.labels(*labels)
        return child


class _Gauges:
    """What is as it is at the moment somebody looks."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, says: str, *labels: str) -> Gauge:
            return Gauge(name, says, labels, registry=registry)

        self._well = gauge("jiedui_healthy", "1 while this part is well, 0 while it is red.", "part")
        self._queue = gauge("jiedui_delivery_queue", "Deliveries that are not settled, by state.", "state")
        self._due = gauge("jiedui_delivery_due", "Planned deliveries whose time has come.")
        self._waits = gauge("jiedui_delivery_oldest_due_seconds", "For how long the oldest of them could have gone.")
        self._free = gauge("jiedui_disk_free_bytes", "Free bytes where the database is.")
        self._heard = gauge("jiedui_channel_heard_age_seconds", "Since a platform last answered or called.", "channel")

    def show(self, condition: Condition) -> None:
        """Take over the figures of the parts. What cannot be told now is left out, not left as it was."""
        for labelled in (self._well, self._queue, self._heard):
            labelled.clear()
        for part in condition.parts:
            if part.well is not None:
                self._well.labels(part.name).set(part.well)
            self._figures(part)

    def _figures(self, part: Part) -> None:
        for name, value in part.facts.items():
            match name, value:
                case "planned" | "attempting" | "unknown", int():
                    self._queue.labels(name).set(value)
                case "due", int():
                    self._due.set(value)
                case "lag_seconds", float() | int():
                    self._waits.set(value)
                case "free_bytes", int():
                    self._free.set(value)
                case "heard_seconds_ago", int() | float():
                    self._heard.labels(part.name).set(value)


class _Process(_ProcessCollector):
    """The usual process_* figures, also for a service that may see no more of /proc than itself (ProcSubset=pid)."""

    def __init__(self, now: Callable[[], float], registry: CollectorRegistry) -> None:
        self._now = now
        super().__init__(registry=registry)

    def _boot_time(self) -> float:
        return self._now() - clock_gettime(CLOCK_BOOTTIME)
