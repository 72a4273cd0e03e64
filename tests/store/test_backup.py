"""Which copies stay when a folder of them is kept small."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.store import keep_newest, name_for


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copys_name_is_its_moment_in_utc_so_that_names_sort_by_time() -> None:
    autumn = ZoneInfo("Europe/Berlin")
    first = name_for(datetime(2026, 10, 25, 2, 59, tzinfo=autumn))
    second = name_for(datetime(2026, 10, 25, 2, 1, fold=1, tzinfo=autumn))
    assert first == "jiedui-20261025T005900Z.db"
    assert first < second


def test_only_older_copies_with_names_of_ours_are_deleted(tmp_path: Path) -> None:
    copies = [f"jiedui-2026112{day}T032000Z.db" for day in range(5)]
    others = ["before-the-move.db", "jiedui-20261101T032000Z.db.gz", "jiedui.db", "notes.txt", "jiedui-2026.db"]
    cut_off = [f"{copies[0]}.x7_k.part", f"{copies[0]}.x7_k.part-journal", f"{copies[4]}.q2.part"]
    for name in copies + others + cut_off:
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert keep_newest(tmp_path, 3) == 4
    assert _names(tmp_path) == sorted(copies[2:] + others + cut_off[2:])
    assert keep_newest(tmp_path, 3) == 0


def test_fewer_copies_than_are_kept_all_stay(tmp_path: Path) -> None:
    for day in range(2):
        (tmp_path / f"jiedui-2026112{day}T032000Z.db").touch()
    assert keep_newest(tmp_path, 30) == 0
    assert len(_names(tmp_path)) == 2
