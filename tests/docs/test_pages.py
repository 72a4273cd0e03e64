"""What the pages point to is there."""

import re
from pathlib import Path

import pytest
import typer

from bot.cli import cli

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _prose(page: Path) -> str:
    """Return a page without its code, where brackets are no links."""
    return _CODE.sub("", page.read_text(encoding="utf-8"))


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _code(page: Path) -> list[str]:
    return _CODE.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in (a or b for a, b in _LINK.findall(_prose(page))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_make_target_and_command_told_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = set(typer.main.get_command(cli).commands)  # type: ignore[attr-defined]
    code = "\n".join(_code(page))
    told_targets = set(re.findall(r"(?:^|`|&& )make (?:-C \S+ )?([a-z]+)", code, re.MULTILINE))
    told_commands = set(re.findall(r"(?:^|`|&& )(?:jiedui|\S+ -m bot) ([a-z][a-z-]*)", code, re.MULTILINE))
    assert told_targets - targets == set()
    assert told_commands - commands == set()


def test_every_command_of_the_command_line_is_told_to_the_operator() -> None:
    page = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
    assert [name for name in typer.main.get_command(cli).commands if f"jiedui {name}" not in page] == []  # type: ignore[attr-defined]


def test_the_pages_show_no_picture_too_heavy_for_a_phone() -> None:
    heavy = {_name(p): p.stat().st_size for p in (ROOT / "docs").rglob("*.png") if p.stat().st_size > 300_000}
    assert heavy == {}


def test_the_changelog_has_the_form_it_names() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^# (.+)$", text, re.MULTILINE) == ["Changelog"]
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert [v for v in versions[1:] if not re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}", v)] == []
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    entries = re.findall(r"^- .*(?:\n  .*)*", text, re.MULTILINE)
    assert [entry for entry in entries if not entry.endswith(".")] == []


def test_every_picture_is_shown_somewhere() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [p.name for p in (ROOT / "docs").rglob("*.png") if f"pictures/{p.name}" not in text] == []
