"""Where the log goes and how it looks: one JSON object a line for machines, readable lines for people.

Records of every library go the same way, so that nothing reaches the log without passing the redaction.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TextIO

from structlog.processors import JSONRenderer, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, WrappedLogger

from bot.watch.redaction import redactor

FACTS = "facts"
"""The attribute of a record that carries what `bot.watch` tells: its line takes a shorter way."""

_LEAST_SECRET = 16
"""Letters a fact must have to be looked through: ids and kinds are shorter, and looking costs half of the line."""

_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
_QUIET = {
    # They would tell every request, addresses with the token in them included.
    **dict.fromkeys(("httpx", "httpcore", "alembic", "uvicorn", "telegram"), logging.WARNING),
    # A beat that is still at work when the next one is due is let be: that is meant, and no warning.
    "apscheduler": logging.ERROR,
}


class Lines(ProcessorFormatter):
    """Puts a record into one line, without any of the `secrets`.

    One line an update is on the hot path: what carries `facts` goes round structlog's chain, which costs twice as much.
    """

    def __init__(self, render: Callable[[EventDict], str], *secrets: str) -> None:
        self._render, self._redact = render, redactor(*secrets)
        super().__init__(
            foreign_pre_chain=[_when, add_log_level, add_logger_name, ExtraAdder(), format_exc_info],
            processors=[self.remove_processors_meta, self._rendered],
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts: Mapping[str, object] | None = getattr(record, FACTS, None)
        if facts is None:
            return super().format(record)
        event = {"timestamp": _moment(record), "level": record.levelname.lower(), "event": record.msg, **facts}
        line = self._render(event)
        long = any(len(fact) >= _LEAST_SECRET for fact in facts.values() if isinstance(fact, str))
        return self._redact(line) if long else line

    def _rendered(self, _logger: WrappedLogger, _method: str, event: EventDict) -> str:
        return self._redact(self._render(event))


def log_to(stream: TextIO, *, form: str, level: str, secrets: tuple[str, ...] = ()) -> None:
    """Send the whole log to `stream`; with the form `auto` as lines for people where that is a terminal, else as JSON.

    Does nothing where the log already goes somewhere (under a test runner).
    """
    handler: logging.Handler
    if form != "json" and stream.isatty():
        from rich.console import Console  # noqa: PLC0415 - brings a highlighter that no service needs
        from rich.logging import RichHandler  # noqa: PLC0415

        handler = RichHandler(
            console=Console(file=stream, highlight=False), show_path=False, markup=False, rich_tracebacks=False,
            log_time_format="%m-%d %H:%M:%S",
        )  # fmt: skip
        handler.setFormatter(Lines(_words, *secrets))
    else:
        handler = logging.StreamHandler(stream)
        handler.setFormatter(Lines(_plain if form == "text" else _object, *secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))


def _when(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {"timestamp": _moment(event["_record"]), **event}


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_json = JSONRenderer(serializer=json.dumps, ensure_ascii=False)


def _object(event: EventDict) -> str:
    return str(_json(None, "", event))


def _plain(event: EventDict) -> str:
    return f"{event['timestamp']} {event['level']:7} {_words(event)}"


def _words(event: EventDict) -> str:
    """Write what a terminal shows beside the time and the level it shows by itself; a traceback keeps its lines."""
    shown = {k: v for k, v in event.items() if k not in {"timestamp", "level", "logger", "event", "exception"}}
    line = " ".join([str(event["event"]), *(f"{k}={v}" for k, v in shown.items())]).translate(_CONTROL)
    return f"{line}\n{event['exception']}" if "exception" in event else line
