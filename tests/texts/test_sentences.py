"""Every sentence the code says is there in both languages, and no sentence is there for nothing."""

import ast
import importlib
import inspect
import pkgutil
import re
from enum import StrEnum
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseComment, Message

import bot
import handlers
import jobs
from bot import texts
from bot.rules.refusals import Refusal
from bot.texts.facts import kebab
from handlers.routes import ROUTES

ROOT = Path(__file__).parent.parent.parent
for package in (bot, handlers, jobs):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)


def _refusals(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    return {kind}.union(*(_refusals(child) for child in kind.__subclasses__())) if kind else set()


def _keys_in_code() -> set[str]:
    """Every string in the code that has the shape of a key: said by Line, or chosen from a table of keys."""
    found: set[str] = set()
    for room in ("bot", "handlers", "jobs"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
        for file in (ROOT / room).rglob("*.html"):
            found |= set(re.findall(r"""['"]([a-z0-9]+(?:-[a-z0-9]+)+)['"]""", file.read_text(encoding="utf-8")))
    return found


def _lines_in_code() -> set[str]:
    """Every key handed to Line as a literal."""
    found: set[str] = set()
    for room in ("bot", "handlers", "jobs"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Line":
                    key = node.args[0]
                    if isinstance(key, ast.Constant):
                        found.add(str(key.value))
    return found


def _made_keys() -> set[str]:
    """Keys made from names: refusals, enums, menus, trails."""
    refusals = {f"refusal-{kebab(kind.__name__)}" for kind in _refusals() if kind is not Refusal and not _is_root(kind)}
    enums = {
        f"{kebab(enum.__name__)}-{str(value).replace('_', '-')}"
        for enum in StrEnum.__subclasses__()
        if enum.__module__.split(".")[0] in {"bot", "handlers", "jobs"}
        for value in enum
    }
    listed = {route.verb.replace("_", "-") for route in ROUTES.table if route.menu}
    menus = {f"menu-{verb}" for verb in listed}
    return refusals | enums | menus | {f"example-{verb}" for verb in listed}


def _is_root(kind: type[Refusal]) -> bool:
    return bool(kind.__subclasses__())


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_line_in_the_code_can_be_said(language: str) -> None:
    assert sorted(_lines_in_code() - texts.keys(language)) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_refusal_and_menu_entry_can_be_said(language: str) -> None:
    needed = {key for key in _made_keys() if key.startswith(("refusal-", "menu-"))}
    assert sorted(needed - texts.keys(language)) == []


def test_both_languages_have_the_same_sentences() -> None:
    assert sorted(texts.keys("zh") ^ texts.keys("en")) == []


def test_no_sentence_is_there_for_nothing() -> None:
    said = _keys_in_code() | _made_keys()
    trails = {key for key in texts.keys("zh") if key.startswith("trail-") and key.removeprefix("trail-") in said}
    assert sorted(texts.keys("zh") - said - trails) == []


def test_both_languages_use_the_same_facts() -> None:
    facts = {language: _facts(language) for language in texts.LANGUAGES}
    unknown = {key: facts["en"][key] ^ facts["zh"][key] for key in facts["zh"] if key in facts["en"]}
    assert {key: sorted(left) for key, left in unknown.items() if left} == {}


def test_no_key_is_defined_twice() -> None:
    for language in texts.LANGUAGES:
        defined = [
            key
            for file in sorted((ROOT / "bot" / "texts" / language).glob("*.ftl"))
            for key in re.findall(r"^([a-z][a-z0-9-]*) =", file.read_text(encoding="utf-8"), re.MULTILINE)
        ]
        assert sorted({key for key in defined if defined.count(key) > 1}) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_sentence_is_one_entry_that_stands_alone(language: str) -> None:
    """They are parsed one by one: what is found in a file must be what Fluent finds in it, whole."""
    parser, found = FluentParser(with_spans=False), {}
    for file in sorted((ROOT / "bot" / "texts" / language).glob("*.ftl")):
        for entry in parser.parse(file.read_text(encoding="utf-8")).body:
            assert isinstance(entry, Message | BaseComment), f"{file.name}: {entry.to_json()}"
            if isinstance(entry, Message):
                found[entry.id.name] = entry
    assert found.keys() == texts.keys(language)
    alone = {key: parser.parse_entry(text) for key, text in texts.written(language).items()}
    assert [key for key, whole in found.items() if not whole.equals(alone[key], ["span", "comment"])] == []


def test_refusals_tell_only_facts_they_have() -> None:
    facts = _facts("zh")
    wrong = {}
    for kind in _refusals():
        key = f"refusal-{kebab(kind.__name__)}"
        if key in facts:
            has = set(inspect.signature(kind).parameters)
            asked = {name.removesuffix("_code") for name in facts[key]}
            if asked - has:
                wrong[key] = sorted(asked - has)
    assert wrong == {}


def test_chinese_uses_full_width_punctuation() -> None:
    for file in sorted((ROOT / "bot" / "texts" / "zh").glob("*.ftl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if " = " in line and not line.startswith("#"):
                words = re.sub(r"\{[^}]*\}", "", line.split(" = ", 1)[1])
                assert not re.search(r"[\u4e00-\u9fff][,;!?]|[,;!?][\u4e00-\u9fff]|！", words), f"{file.name}: {line}"


def _facts(language: str) -> dict[str, set[str]]:
    """Return the variables each sentence uses."""
    facts: dict[str, set[str]] = {}
    for file in sorted((ROOT / "bot" / "texts" / language).glob("*.ftl")):
        key = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if head := re.match(r"([a-z][a-z0-9-]*) =", line):
                key = head[1]
                facts[key] = set()
            if key and not line.startswith("#"):
                facts[key] |= set(re.findall(r"\$([a-zA-Z_]\w*)", line))
    return facts
