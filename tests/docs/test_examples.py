"""Examples that can be copied from the pages are understood by the house."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.chat import Request
from bot.models.people import Branch, Partner
from tests.scene import Scene
from tests.world import MONDAY

ROOT = Path(__file__).parent.parent.parent
_BLOCK = re.compile(r"^ *```text\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"例：`([^`]+)`")


def _examples(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines() if line.strip()]
    return lines + _EXAMPLE.findall(text)


MEMBER, SECRETARY, COORDINATOR = (_examples(f"docs/{role}.md") for role in ("member", "secretary", "coordinator"))


@pytest.fixture
def three(pair: Scene) -> Scene:
    """Return the pair with a third branch, two more members and an activity that waits for answers."""

    def widen(ledger: Session) -> None:
        branch = Branch(name="农学院党总支", created_at=MONDAY)
        ledger.add(branch)
        ledger.flush()
        ledger.add(Partner(partnership_id=pair.partnership, branch_id=branch.id or 0, joined_at=MONDAY))

    pair.world.do(widen)
    for name in ("张三", "兰秀英"):
        pair.join(name, pair.office)
    pair.event("学党史", MONDAY + timedelta(days=4))
    return pair


def _understood(scene: Scene, speaker: str, words: str) -> None:
    person = scene.world.person("") if speaker == "stranger" else getattr(scene, speaker)
    answered = scene.world.hear(person, Request(**person._from(""), text=words))
    heard = person.last().text
    assert not answered.reply.alert, heard
    assert "没看懂" not in heard


@pytest.mark.parametrize("words", MEMBER)
def test_a_member_may_copy_it(three: Scene, words: str) -> None:
    _understood(three, "stranger" if words.startswith("我是") else "mei", words)


@pytest.mark.parametrize("words", SECRETARY)
def test_a_secretary_may_copy_it(three: Scene, words: str) -> None:
    _understood(three, "li", words)


@pytest.mark.parametrize("words", COORDINATOR)
def test_a_coordinator_may_copy_it(three: Scene, words: str) -> None:
    _understood(three, "chen", words)


def test_there_are_examples_for_each_role() -> None:
    assert min(len(MEMBER), len(SECRETARY), len(COORDINATOR)) > 3
