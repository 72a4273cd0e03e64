"""A partnership's WeCom group, by one line of the settings: a week of it in the whole house, on the hand clock."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.channels.wecom.hook import HookChannel, chat_of
from bot.channels.wecom.names import HOOK
from bot.models.deliveries import Delivery, State
from bot.models.people import Group, Partnership
from bot.services import boards
from bot.watch import CHANNEL
from tests.announced import FRIDAY, publish
from tests.scene import Scene, red_pair
from tests.wecom_server.hooks import GroupRobot, HookServer
from tests.wecom_server.world import World as Corporation
from tests.world import MONDAY, World

NAME = "红色对子"


class Wall:
    """A house whose pair has a WeCom group beside its group page."""

    number = 2
    """The group's id: the page was there before."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.world = World(folder, template)
        self.server = HookServer(Corporation(self.world.clock))
        self.world.run(self.server.open())
        self.robot: GroupRobot = self.server.hooks.robot(NAME)

    def close(self) -> None:
        """Shut everything."""
        self.leave()
        self.world.run(self.server.close())
        self.world.close()

    def leave(self) -> None:
        """Let the connections of the house that is ending go."""
        hook = self.world.app.channels.get(HOOK)
        if isinstance(hook, HookChannel):
            self.world.run(hook.close())

    def restart(self, **groups: str) -> None:
        """Start the house with these groups in its settings."""
        self.leave()
        self.world.restart(wecom_groups=groups)

    def group(self) -> tuple[str, bool]:
        """Return the partnership our group is bound to, and whether it is open."""

        def find(ledger: Session) -> tuple[str, bool]:
            group = ledger.exec(select(Group).where(Group.chat == chat_of(self.robot.address))).one()
            return ledger.get_one(Partnership, group.partnership_id).name, group.closed_at is None

        return self.world.do(find)

    def is_well(self) -> bool:
        """Whether health finds nothing wrong with the group."""
        return all(beat.is_well for beat in self.world.app.watch.pulse.all(f"{CHANNEL}{HOOK}"))

    def sent(self) -> list[State]:
        """Return how what goes to our group stands."""
        return self.world.do(
            lambda ledger: [*ledger.exec(select(Delivery.state).where(Delivery.group_id == self.number))]
        )


@pytest.fixture
def wall(tmp_path: Path, empty_house: Path) -> Iterator[Wall]:
    wall = Wall(tmp_path, empty_house)
    yield wall
    wall.close()
    assert wall.server.hooks.world.violations == []


@pytest.fixture
def scene(wall: Wall) -> Scene:
    """The pair, with our group bound."""
    scene = red_pair(wall.world)
    wall.restart(红色对子=wall.robot.address)
    return scene


def test_one_line_of_the_settings_binds_a_group(wall: Wall, scene: Scene) -> None:
    assert wall.group() == (NAME, True)
    scene.chen.says("结对").hears("红色对子（企业微信群）").taps("群")
    assert sum(label.startswith("解除") for label in scene.chen.last().buttons) == 1  # the page's own


def test_a_week_in_a_group_that_only_reads(wall: Wall, scene: Scene) -> None:
    event = publish(scene)
    wall.world.do(lambda ledger: boards.open_boards(ledger, event, (wall.number,), wall.world.clock.now()))
    wall.world.settle()
    (first,) = wall.robot.words
    assert "学党史" in first
    assert "[去回复](http" in first
    assert "参加 0" in first
    scene.mei.taps("参加")
    scene.lan.taps("请假")
    wall.world.pass_to(MONDAY.replace(hour=11))
    assert len(wall.robot.words) == 1
    assert "更新于 11" not in first
    wall.world.pass_to(MONDAY.replace(day=24, hour=12))
    assert "参加 1 · 请假 0" in wall.robot.words[1]
    wall.restart(红色对子=wall.robot.address)
    wall.world.pass_to(MONDAY.replace(day=24, hour=13))
    assert len(wall.robot.words) == 2
    wall.world.pass_to(MONDAY.replace(day=25, hour=12))
    assert len(wall.robot.words) == 2  # a start is no reason for another
    scene.wang.taps("参加")
    wall.world.pass_to(FRIDAY.replace(day=26, hour=15))
    assert "希勤村党支部\n参加 1 · 请假 1" in wall.robot.words[2]
    wall.world.pass_to(FRIDAY.replace(hour=16, minute=35))
    scene.li.taps("确认 2 人")
    wall.world.pass_to(FRIDAY.replace(hour=17, minute=1))
    assert "本周小结" in wall.robot.words[-1]
    assert len(wall.robot.words) == 4
    assert wall.robot.posts[-1].kind == "image"
    page = [heard.text for heard in scene.mei.thread(Scene.GROUP)]
    assert sum("本周小结" in text for text in page) == 1
    assert sum("📌" in text for text in page) == 1


def test_a_partnership_that_is_not_there_yet_is_told_and_taken_up_without_a_restart(
    wall: Wall, caplog: pytest.LogCaptureFixture
) -> None:
    scene = red_pair(wall.world)
    wall.restart(山海同心=wall.robot.address)
    wall.world.settle()
    assert "no partnership is called 山海同心" in caplog.text
    assert not wall.is_well()
    caplog.clear()
    wall.world.settle()
    assert "山海同心" not in caplog.text
    scene.chen.says("结对").taps("改名").says("山海同心")
    wall.world.clock.advance(seconds=6)
    wall.world.settle()
    assert wall.group() == ("山海同心", True)
    assert wall.is_well()


def test_a_partnership_that_was_renamed_keeps_its_group(wall: Wall, scene: Scene) -> None:
    def rename(ledger: Session) -> None:
        ledger.get_one(Partnership, scene.partnership).name = "红色联建"

    wall.world.do(rename)
    wall.restart(红色对子=wall.robot.address)
    assert wall.group() == ("红色联建", True)
    assert wall.is_well()


def test_a_group_that_is_set_no_more_is_let_go_and_nobody_is_troubled(wall: Wall, scene: Scene) -> None:
    before = len(scene.chen.thread())
    wall.restart()
    wall.world.settle()
    assert wall.group() == (NAME, False)
    assert len(scene.chen.thread()) == before
    wall.restart(红色对子=wall.robot.address)
    assert wall.group() == (NAME, True)


def test_only_the_settings_let_it_go(wall: Wall, scene: Scene) -> None:
    group = wall.world.do(lambda ledger: ledger.exec(select(Group.id).where(Group.channel == HOOK)).one())
    scene.chen.forges("groupfree", group).hears("请运维从 [wecom_groups] 里去掉它")
    assert wall.group() == (NAME, True)


def test_nothing_of_the_address_is_in_the_tables(wall: Wall, scene: Scene, tmp_path: Path) -> None:
    publish(scene)
    wall.world.settle()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("jiedui.db*"))
    assert wall.robot.key.encode() not in kept
    assert chat_of(wall.robot.address).encode() in kept


def test_a_house_that_starts_again_keeps_to_the_twenty_a_minute_of_the_one_before(wall: Wall, scene: Scene) -> None:
    event = publish(scene)
    now = wall.world.clock.now()
    place: dict[str, Any] = {"channel": HOOK, "chat": chat_of(wall.robot.address), "group_id": wall.number}

    def before(ledger: Session) -> None:
        for number in range(18):
            ledger.add(
                Delivery(
                    key=f"x{number}", what="digest", due_at=now, planned_at=now, state=State.SENT, done_at=now,
                    message=f"{number}", **place,
                )
            )  # fmt: skip
        boards.open_boards(ledger, event, (wall.number,), now)

    wall.world.do(before)
    wall.world.clock.advance(seconds=20)
    wall.restart(红色对子=wall.robot.address)
    wall.world.settle()
    assert wall.robot.posts == []
    wall.world.pass_to(now + timedelta(seconds=61))
    assert len(wall.robot.posts) == 1


def test_a_robot_that_was_taken_out_is_told_to_the_operator_and_its_message_waits(
    wall: Wall, scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    wall.robot.fails += [93000]
    event = publish(scene)
    wall.world.do(lambda ledger: boards.open_boards(ledger, event, (wall.number,), wall.world.clock.now()))
    wall.world.settle()
    assert "93000" in caplog.text
    assert wall.robot.key not in caplog.text
    caplog.clear()
    assert not wall.is_well()
    assert wall.group() == (NAME, True)
    assert wall.sent() == [State.PLANNED]
    wall.world.pass_to(wall.world.clock.now() + timedelta(minutes=10))
    assert wall.sent() == [State.SENT]
    assert len(wall.robot.posts) == 1
