"""Where the log goes and how it looks: one JSON object a line for machines, readable lines for people.

Records of every library go the same way, so that nothing reaches the log without passing the redaction.
"""

import json
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TextIO

from bot.watch.redaction import redactor

Event = dict[str, object]
"""What is told, by name."""

FACTS = "facts"
"""The attribute of a record that carries what `bot.watch` tells."""

_json = json.JSONEncoder(ensure_ascii=False, default=repr)

_LEAST_SECRET = 16
"""Letters a fact must have to be looked through: ids and kinds are shorter, and looking costs half of the line."""

_TURNS = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_STEERS = {code: f"\\u{code:04x}" for code in (*range(127, 160), *_TURNS)}
"""What steers a terminal, breaks a line or turns the direction of writing, so that one line reads as another; JSON
leaves it as it is."""

_STEERING = re.compile(f"[{''.join(map(chr, _STEERS))}]")
_CONTROL = {**{code: f"\\x{code:02x}" for code in range(32)}, **_STEERS}
_IN_TRACEBACK = {
    code: shown for code, shown in _CONTROL.items() if code not in {9, 10}
}  # its lines, and what they begin with
_QUIET = {
    # They would tell every request, addresses with the token in them included.
    **dict.fromkeys(("httpx", "httpcore", "alembic", "uvicorn", "telegram"), logging.WARNING),
    # A beat that is still at work when the next one is due is let be: that is meant, and no warning.
    "apscheduler": logging.ERROR,
}


class Lines(logging.Formatter):
    """Puts a record into one line, without any of the `secrets`."""

    def __init__(self, render: Callable[[Event], str], *secrets: str) -> None:
        super().__init__()
        self._render, self._redact = render, redactor(*secrets)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        event: Event = {"timestamp": _moment(record), "level": record.levelname.lower()}
        facts: Event | None = getattr(record, FACTS, None)
        if facts is not None:  # one line an update: on the hot path
            event |= {"event": record.msg, **facts}
            line = self._render(event)
            long = any(len(fact) >= _LEAST_SECRET for fact in facts.values() if isinstance(fact, str))
            return self._redact(line) if long else line
        event |= {"logger": record.name, "event": record.getMessage()}
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        return self._redact(self._render(event))


def log_to(stream: TextIO, *, form: str, level: str, secrets: tuple[str, ...] = ()) -> None:
    """Send the whole log to `stream`; with the form `auto` as lines for people where that is a terminal, else as JSON.

    Does nothing where the log already goes somewhere (under a test runner).
    """
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # told to every record, read by none
    logging.basicConfig(level=level.upper(), handlers=[written_to(stream, form, *secrets)])
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))


def written_to(stream: TextIO, form: str, *secrets: str) -> logging.Handler:
    """Return what writes records to `stream` in that form."""
    if form != "json" and stream.isatty():
        from rich.console import Console  # noqa: PLC0415 - brings a highlighter that no service needs
        from rich.logging import RichHandler  # noqa: PLC0415

        # Its own tracebacks would show what the redaction takes out.
        terminal = RichHandler(
            console=Console(file=stream, highlight=False),
            show_path=False,
            markup=False,
            log_time_format="%m-%d %H:%M:%S",
        )
        terminal.setFormatter(Lines(_words, *secrets))
        return terminal
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(_plain if form == "text" else _object, *secrets))
    return handler


def _moment(record: logging.LogRecord) -> str:
    return f"{_second(int(record.created))}.{int(record.created * 1000) % 1000:03}Z"


@lru_cache(maxsize=1)
def _second(stamp: int) -> str:
    return datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None).isoformat()


def _object(event: Event) -> str:
    line = _json.encode(event)
    return line.translate(_STEERS) if _STEERING.search(line) else line  # looked for, it costs a fifth


def _plain(event: Event) -> str:
    return f"{event['timestamp']} {event['level']:7} {_words(event)}"


def _words(event: Event) -> str:
    """Write what a terminal shows beside the time and the level it shows by itself; a traceback keeps its lines."""
    shown = {k: v for k, v in event.items() if k not in {"timestamp", "level", "logger", "event", "exception"}}
    line = " ".join([str(event["event"]), *(f"{k}={v}" for k, v in shown.items())]).translate(_CONTROL)
    return f"{line}\n{str(event['exception']).translate(_IN_TRACEBACK)}" if "exception" in event else line
