"""One running house a database."""

import os
from pathlib import Path

import pytest

from bot.store import InUse, alone


def test_the_second_one_is_told_who_is_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/jiedui.db"
    with alone(url), pytest.raises(InUse) as refused, alone(url):
        pass
    assert refused.value.process == str(os.getpid())


def test_another_one_may_when_the_first_has_ended(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/jiedui.db"
    with alone(url):
        pass
    with alone(url), alone(f"sqlite:///{tmp_path}/other.db"):
        pass


def test_a_lock_file_left_behind_means_nothing(tmp_path: Path) -> None:
    (tmp_path / "jiedui.db.lock").write_text("4242424\n", encoding="ascii")
    with alone(f"sqlite:///{tmp_path}/jiedui.db"):
        assert (tmp_path / "jiedui.db.lock").read_text(encoding="ascii") == f"{os.getpid()}\n"


def test_a_database_in_memory_is_nobody_elses() -> None:
    with alone("sqlite://"), alone("sqlite://"):
        pass
