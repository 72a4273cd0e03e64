"""What the log looks like, for machines and for people."""

import io
import json
import logging
import re

import pytest

from bot.watch.logs import FACTS, Lines, log_to, written_to
from bot.watch.logs import _object as as_object
from bot.watch.logs import _plain as as_words
from tests.telegram_server.server import TOKEN


def record(message: str, *values: object, level: int = logging.INFO, facts: dict[str, object] | None = None,
           fault: BaseException | None = None) -> logging.LogRecord:  # fmt: skip
    """Make a record as a library would."""
    trace = (type(fault), fault, fault.__traceback__) if fault else None
    made = logging.LogRecord("some.library", level, __file__, 1, message, values, trace)
    made.created = 1795720294.123
    if facts is not None:
        setattr(made, FACTS, facts)
    return made


def raised(text: str) -> BaseException:
    try:
        raise ValueError(text)
    except ValueError as fault:
        return fault


def test_a_record_of_any_library_is_one_object_in_utc() -> None:
    line = Lines(as_object).format(record("%s is away", "Telegram", level=logging.WARNING))
    assert json.loads(line) == {
        "timestamp": "2026-11-26T19:11:34.123Z", "level": "warning", "logger": "some.library",
        "event": "Telegram is away",
    }  # fmt: skip


def test_facts_are_keys_of_the_object() -> None:
    line = Lines(as_object).format(record("update", facts={"channel": "web", "outcome": "answered", "ms": 1.25}))
    assert json.loads(line) == {
        "timestamp": "2026-11-26T19:11:34.123Z", "level": "info", "event": "update", "channel": "web",
        "outcome": "answered", "ms": 1.25,
    }  # fmt: skip


def test_a_traceback_stays_on_the_line_of_its_record() -> None:
    line = Lines(as_object).format(record("fault 7F3K", level=logging.ERROR, fault=raised("poison")))
    assert "\n" not in line
    read = json.loads(line)
    assert read["event"] == "fault 7F3K"
    assert read["exception"].splitlines()[-1] == "ValueError: poison"


def test_a_person_reads_lines_and_a_traceback_as_it_is() -> None:
    lines = Lines(as_words).format(record("fault 7F3K", level=logging.ERROR, fault=raised("poison"))).splitlines()
    assert lines[0] == "2026-11-26T19:11:34.123Z error   fault 7F3K"
    assert lines[-1] == "ValueError: poison"
    told = Lines(as_words).format(record("update", facts={"channel": "web", "ms": 1.25}))
    assert told == "2026-11-26T19:11:34.123Z info    update channel=web ms=1.25"


def test_nobody_forges_a_line_by_what_they_write() -> None:
    line = Lines(as_words).format(record("odd name: %s", "x\n2026-11-26T19:11:34.123Z error fault\x1b[2J"))
    assert line == r"2026-11-26T19:11:34.123Z info    odd name: x\x0a2026-11-26T19:11:34.123Z error fault\x1b[2J"


STEERING = "\x1b\x7f\x85\x9b31m\u061c\u200f\u2028\u202e\u2066\u2069"


@pytest.mark.parametrize("render", [as_object, as_words])
def test_nothing_steers_a_terminal_or_turns_the_direction_of_a_line(render: object) -> None:
    lines = Lines(render)  # type: ignore[arg-type]
    for made in (
        record("odd name: %s", STEERING),
        record("update", facts={"name": STEERING}),
        record("fault", fault=raised(STEERING), level=logging.ERROR),
    ):
        line = lines.format(made)
        assert not set(line) & set(STEERING) - set("31m"), ascii(line)
        assert r"\u009b31m" in line
        assert r"\u202e" in line
    assert json.loads(Lines(as_object).format(record(STEERING)))["event"] == STEERING


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_traceback_passes_the_redaction_too() -> None:
    terminal = Terminal()
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    written_to(terminal, "auto", "s3cret").handle(record("asking s3cret", fault=raised(address), level=logging.ERROR))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue())  # its colours
    assert "asking <secret>" in shown
    assert "ValueError" in shown
    assert "s3cret" not in shown
    assert TOKEN.split(":")[1] not in "".join(shown.split())


@pytest.mark.parametrize("render", [as_object, as_words])
def test_a_token_is_taken_out_of_messages_values_facts_and_tracebacks(render: object) -> None:
    lines = Lines(render, "s3cret")  # type: ignore[arg-type]
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    for made in (
        record("asking %s", address),
        record("asking", facts={"address": address}),
        record("asking", fault=raised(address), level=logging.ERROR),
        record("the password is s3cret"),
    ):
        line = lines.format(made)
        assert TOKEN.split(":")[1] not in line
        assert "s3cret" not in line
        assert "<secret>" in line


def test_the_log_leaves_a_test_runner_alone() -> None:
    handlers, elsewhere = logging.getLogger().handlers[:], io.StringIO()
    log_to(elsewhere, form="json", level="info")
    assert logging.getLogger().handlers == handlers
    assert elsewhere.getvalue() == ""
