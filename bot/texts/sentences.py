"""The sentences, from zh/*.ftl and en/*.ftl (Project Fluent: plurals and choices are the translator's business)."""

import logging
import re
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import Fact, Line, Reader
from bot.texts import facts as facts_

LANGUAGES = ("zh", "en")
_LASTING = (int, bool, str, type(None))
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_SENTENCE = re.compile(r"^([a-z][a-z0-9-]*) =.*?(?=^[a-z#]|\Z)", re.MULTILINE | re.DOTALL)
"""From its key to the next one, or to the next remark."""

_FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)
_LONGEST_FACT = 2000
"""Of one fact in a sentence, in characters: what is longer ends in …, since Fluent says nothing at all above 2,500."""


@cache
def written(language: str) -> dict[str, str]:
    """Return every sentence as it is written, by its key. None refers to another."""
    files = [file.read_text(encoding="utf-8") for file in sorted((_FOLDER / language).glob("*.ftl"))]
    return {found[1]: found[0] for text in files for found in _SENTENCE.finditer(text)}


@cache
def _bundle(language: str) -> Any:
    """Return what says sentences of a language. It brings Babel, 6 MiB that come with the first one said."""
    from fluent.runtime import FluentBundle  # noqa: PLC0415 - see above

    return FluentBundle([{"zh": "zh-CN", "en": "en-GB"}[language]], use_isolating=False)


@cache
def _pattern(key: str, language: str) -> Any:
    """Return a sentence ready to be said. Each is parsed when it is first needed: all of them take a third of a start.

    Two threads that need it at once parse it twice, and either is right. Where each word stands is of use to editors.
    """
    from fluent.syntax import FluentParser  # noqa: PLC0415 - see above

    bundle = _bundle(language)
    bundle.add_resource(FluentParser(with_spans=False).parse(written(language)[key]))
    return bundle.get_message(key).value


def keys(language: str) -> frozenset[str]:
    """Return the keys of all sentences of one language."""
    return frozenset(written(language))


def has(key: str, language: str = "zh") -> bool:
    """Say whether there is a sentence under `key`."""
    return key in written(language)


def say(line: Line, reader: Reader) -> str:
    """Say a line in the reader's language and zone.

    A StrEnum fact is said by its name and is there once more as `<fact>_code`, its value, for choices. A sentence that
    cannot be made is logged and said as far as it goes: people get what there is.
    """
    language = reader.language if reader.language in LANGUAGES else "zh"
    if all(type(fact) in _LASTING or isinstance(fact, StrEnum) for fact in line.facts.values()):
        # With their types: an enum is said by its name, and equal to the plain text of its value.
        facts = tuple((name, type(fact), fact) for name, fact in line.facts.items())
        return _say_lasting(line.key, facts, language, reader.zone)
    return _say(line, reader, language)


@lru_cache(2048)
def _say_lasting(key: str, facts: tuple[tuple[str, type, Fact], ...], language: str, zone: ZoneInfo) -> str:
    """Say what is the same at every moment: labels, buttons, toasts. A tap is said a hundred times as fast so."""
    line = Line(key, **{name: fact for name, _, fact in facts})
    return _say(line, Reader(language, zone, _ANY_TIME), language)


def _say(line: Line, reader: Reader, language: str) -> str:
    if not has(line.key, language):
        _log.error("no sentence %s in %s", line.key, language)
        return line.key
    values: dict[str, Any] = {}
    for name, fact in line.facts.items():
        values[name] = fact if isinstance(fact, int) else _cut(facts_.say_fact(fact, reader, say))
        if facts_.is_enum(fact):
            values[f"{name}_code"] = str(fact)
    text, errors = _bundle(language).format_pattern(_pattern(line.key, language), values)
    for error in errors:
        _log.error("sentence %s in %s: %s", line.key, language, error)
    return str(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_FACT else f"{text[: _LONGEST_FACT - 1]}…"


def say_any(fact: Fact, reader: Reader) -> str:
    """Say one fact by itself."""
    return facts_.say_fact(fact, reader, say)
