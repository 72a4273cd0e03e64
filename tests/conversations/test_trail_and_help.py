"""Who changed what, and what can be said."""

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot import texts
from bot.services import groups
from handlers.routes import ROUTES
from tests.scene import OFFICE, Scene
from tests.world import BEIJING

ROOT = Path(__file__).parent.parent.parent


def test_a_coordinator_reads_every_change_the_newest_first(pair: Scene) -> None:
    pair.chen.says("记录").hears("还没有记录")
    pair.chen.says("结对").taps("签约日期").says("2018-07-01")
    pair.wang.says("添加成员 张三 预备党员").taps("类别").taps("正式党员")
    pair.chen.says("记录").hears("第 1 页，共 1 页", "11月23日 周一 09:00  王书记：张三 的类别由预备党员改为正式党员")
    pair.chen.hears("陈联络：“红色对子”的期限改为 2018年7月1日 周日 至")
    lines = pair.chen.last().text.splitlines()
    assert lines[1].endswith("改为正式党员")
    assert lines[2].endswith("王书记：添加成员 张三")


def test_a_secretary_reads_the_changes_of_their_branch_only(pair: Scene) -> None:
    pair.chen.says("结对").taps("改名").says("红色对子二")
    pair.wang.says("添加成员 张三").says("邀请").says("链接 张三")
    pair.li.says("记录").hears("还没有记录")
    pair.wang.says("记录").hears("添加成员 张三", "建希勤村党支部的邀请链接（成员）", "建 张三 的专用链接")
    assert "红色对子" not in pair.wang.last().text


def test_what_was_done_about_an_activity_is_told_each_once(pair: Scene) -> None:
    li = pair.li
    li.says("安排 周五15:00 学党史").taps("发布").says("修改 地点 新校区").taps("确认修改")
    li.says("修改 时间 16:00").taps("确认修改").says("代答 梅老师 参加").says("订阅").taps("给我一个地址")
    pair.world.pass_to(datetime(2026, 11, 27, 19, tzinfo=BEIJING))
    li.taps("确认 1 人").taps("更正").taps("陈联络").taps("改好了")
    li.says("安排 周日15:00 学党章").taps("发布").says("取消").taps("11月29日 周日 15:00 学党章").says("停电")
    li.says("记录").hears(
        "  李书记：取消了“学党章”",
        "  李书记：发布了“学党章”",
        "  李书记：更正了“学党史”的到会情况",
        "  李书记：确认了“学党史”的到会情况：1 人",
        "  李书记：代梅老师回复“学党史”：参加",
        "  李书记：把“学党史”从 11月27日 周五 15:00 改到 11月27日 周五 16:00",
        "  李书记：修改了“学党史”",
    )
    li.says("语言").taps("English").says("trail").hears(
        "李书记: cancelled ", "李书记: answered ", " for 梅老师: coming"
    )


def test_a_long_trail_is_paged(pair: Scene) -> None:
    for _ in range(9):
        pair.wang.says("邀请")
    pair.wang.says("记录").hears("第 1 页，共 2 页").taps("下一页").hears("第 2 页，共 2 页").taps("上一页").hears(
        "第 1 页"
    )


def test_the_house_itself_stands_in_the_trail(pair: Scene) -> None:
    world, chat = pair.world, pair.world.chat_of(Scene.GROUP)
    world.do(lambda ledger: groups.close(ledger, world.channel, chat, world.clock.now()))
    pair.world.settle()
    pair.world.settle()  # the coordinator is told of it as well
    pair.chen.says("记录").hears("系统：群“红色对子”解除绑定")


def test_help_shows_each_role_what_it_can_say(pair: Scene) -> None:
    pair.mei.says("帮助").hears("【大家】", "我的数据：看、导出、删除我的资料", "例：免打扰 22点到7点")
    assert "【支部书记】" not in pair.mei.last().text
    pair.li.says("帮助").hears("【大家】", "【支部书记】", "例：添加成员 张三 预备党员")
    assert "【联络员】" not in pair.li.last().text
    pair.chen.says("/help").hears("【联络员】", "新建对子：新建红色对子").taps("我的").hears("👤 陈联络")


def test_help_is_in_the_readers_language(pair: Scene) -> None:
    pair.mei.says("语言 English").says("help").hears("[Everyone]", "mydata: See, export or erase your data")


def test_help_greets_a_stranger(pair: Scene) -> None:
    pair.world.person("路人").says("帮助").hears("我是结对")


@pytest.mark.parametrize("route", [route for route in ROUTES.table if route.menu], ids=lambda route: route.verb)
def test_everything_in_the_menu_answers_to_a_single_tap(pair: Scene, route) -> None:  # type: ignore[no-untyped-def]
    pair.chen.forges(route.verb)
    assert "没有成功" not in pair.chen.toast
    assert "不能用了" not in pair.chen.toast


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_note_of_the_trail_can_be_said(language: str) -> None:
    """Each note has its sentence, and gives it every fact that it asks for."""
    always = {"by", "member", "branch", "event"}
    words = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot/texts" / language).glob("*.ftl"))
    sentences = dict(re.findall(r"^(trail-[a-z0-9-]+) =((?:.*\n?)(?:^ .*\n?)*)", words, re.MULTILINE))
    notes = list(_notes())
    assert len(notes) > 20
    missing = {
        what: asked - given - always
        for what, given in notes
        if (asked := {name.removesuffix("_code") for name in re.findall(r"\$(\w+)", sentences[f"trail-{what}"])})
        - given
        - always
    }
    assert missing == {}


def _notes() -> Iterator[tuple[str, set[str]]]:
    """Every note the code makes: what, and the names of its facts."""
    for file in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "jobs").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "trail.note":
                given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
                if isinstance(given["what"], ast.Constant):
                    yield str(given["what"].value), set(given)


def test_a_claim_stands_in_the_trail(pair: Scene) -> None:
    pair.world.coordinator("周")
    pair.chen.says("记录").hears("周：认领，成为联络员")
    assert OFFICE not in pair.chen.last().text
