"""The house keeps its own rules: sizes, floors, names, and what the docs must tell."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from handlers.routes import ROUTES

ROOT = Path(__file__).parent.parent
CODE = sorted(
    file for room in ("bot", "handlers", "jobs", "tests") for file in (ROOT / room).rglob("*.py") if file.stat().st_size
)


def test_no_file_is_longer_than_300_lines() -> None:
    long = {str(f.relative_to(ROOT)): n for f in CODE if (n := len(f.read_text(encoding="utf-8").splitlines())) > 300}
    assert long == {}


def test_the_median_file_is_under_100_lines() -> None:
    lengths = sorted(len(f.read_text(encoding="utf-8").splitlines()) for f in CODE if "tests" not in f.parts)
    assert lengths[len(lengths) // 2] < 100


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|\btime\.time\(")
    askers = {
        str(f.relative_to(ROOT))
        for f in CODE
        if "tests" not in f.parts and asking.search(f.read_text(encoding="utf-8"))
    }
    assert askers == {"bot/clock.py"}


def test_every_test_folder_is_a_package() -> None:
    folders = {f.parent for f in CODE if "tests" in f.parts}
    assert {str(folder) for folder in folders if not (folder / "__init__.py").exists()} == set()


def test_the_top_level_holds_what_a_project_has_and_no_more() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    assert top <= {
        ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
        "README.zh.md", "bot", "config.example.toml", "docs", "handlers", "jobs", "pyproject.toml",
        "requirements-dev.txt", "requirements.txt", "tests",
    }  # fmt: skip


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_locks_pin_everything_by_hash_and_name_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)
    assert len(pinned) > 30
    assert text.count(" \\\n    --hash=sha256:") >= len(pinned)
    assert "://" not in text


def test_what_runs_is_what_is_tested() -> None:
    run, tested = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name: tested.get(name) for name in run} == run


def test_every_direct_dependency_is_in_the_lock() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=]", line)[0].replace(".", "-").lower() for line in wanted}
    locked = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert names <= {name.replace(".", "-") for name in locked}


def test_every_alias_leads_to_one_command_only() -> None:
    seen: dict[str, str] = {}
    for route in ROUTES.table:
        for word in {route.verb, *route.aliases} if route.aliases else set():
            assert seen.setdefault(word.casefold(), route.verb) == route.verb, word
