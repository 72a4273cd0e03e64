"""The page about times tells the truth."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.chat import Reader
from bot.rules.when import WhenRefusal, read, say
from bot.texts.refusals import why
from bot.texts.sentences import say as say_line

PAGE = Path(__file__).parents[3] / "docs" / "times.md"
SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=SHANGHAI)
CHINESE, ENGLISH = PAGE.read_text(encoding="utf-8").split("## In English")
EXAMPLES = [
    (language, text, told)
    for language, section in (("zh", CHINESE), ("en", ENGLISH))
    for text, told in re.findall(r"^\| `([^`]+)` \| ([^|`]+) \|$", section, re.MULTILINE)
]


def _answer(text: str, language: str) -> str:
    try:
        reading = read(text, now=WEDNESDAY, zone=SHANGHAI)
    except WhenRefusal as refusal:
        return say_line(why(refusal), Reader(language, SHANGHAI, WEDNESDAY))
    return say(reading, language=language, zone=SHANGHAI, now=WEDNESDAY)


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) > 40


@pytest.mark.parametrize(("language", "text", "told"), EXAMPLES)
def test_every_example_on_the_page_is_answered_as_it_says(language: str, text: str, told: str) -> None:
    assert _answer(text, language) == told


def test_every_file_the_page_names_is_there() -> None:
    package = PAGE.parents[1] / "bot" / "rules" / "when"
    named = set(re.findall(r"`(\w+\.py)`", PAGE.read_text(encoding="utf-8")))
    there = {file.name for file in package.glob("*.py")} - {"__init__.py", "reading.py", "refusals.py"}
    assert named == there
