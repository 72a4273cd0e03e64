"""A roster comes out of the corporation's directory: who stands in it is reached without having joined."""

import pytest
from sqlmodel import Session, select

from bot.chat import Address, Colleague, Sender
from bot.models.people import Account, Member, Standing
from bot.rules.directory import DirectoryAway, DirectoryShut
from bot.services import accounts
from tests.announced import publish
from tests.directory import PaperDirectory
from tests.scene import OFFICE, VILLAGE, Scene

TIAN, SHI = Colleague("tian", "田满仓"), Colleague("shi", "石大山")


@pytest.fixture
def paper(pair: Scene) -> PaperDirectory:
    """A directory that knows two of the village, and Mei of the office."""
    there = {2: [TIAN, SHI], 3: [Colleague(pair.mei.user, "梅老师")]}
    paper = PaperDirectory({1: "单位", 2: "希勤村", 3: "办公室"}, there)
    pair.world.app.house.directory = paper
    return paper


def takes_in(pair: Scene, branch: str, department: str) -> None:
    """Let the coordinator choose a department for a branch."""
    pair.chen.says("导入通讯录").taps(branch).taps(department).hears("请核对名册")


def members(pair: Scene, name: str) -> list[Member]:
    """Return all who are called so."""
    return pair.world.do(lambda ledger: list(ledger.exec(select(Member).where(Member.name == name))))


def test_a_department_is_shown_before_it_is_taken_in_and_then_reached_at_once(
    pair: Scene, paper: PaperDirectory
) -> None:
    publish(pair)
    pair.chen.says("名册").taps(VILLAGE).taps("导入名册").taps("从企业微信通讯录选")
    pair.chen.hears("“希勤村党支部”是通讯录里的哪个部门")
    assert list(pair.chen.last().buttons) == ["希勤村（2）", "算了"]
    pair.chen.taps("希勤村（2）").hears("新增 2 人，更新 0 人", "有 2 人没写类别")
    assert members(pair, "田满仓") == []
    pair.chen.taps("确认导入 2 人").hears("已导入", "新增 2 人")
    tian = members(pair, "田满仓")[0]
    reached = pair.world.do(lambda ledger: accounts.address_of(ledger, tian.id or 0))
    assert reached == Address("web", "tian")
    pair.world.settle()
    known = pair.world.person("田满仓")
    known.user = "tian"
    known.hears("学党史").says("我的").hears("田满仓", VILLAGE)


def test_a_second_import_updates_and_never_doubles(pair: Scene, paper: PaperDirectory) -> None:
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.taps("确认导入 2 人")
    paper.there[2] = [Colleague("tian", "田满仓（村委）"), SHI, Colleague("li", "李四")]
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.hears("新增 1 人，更新 0 人，回来 0 人，不变 2 人").taps("确认导入 1 人")
    assert [len(members(pair, name)) for name in ("田满仓", "田满仓（村委）", "石大山", "李四")] == [1, 0, 1, 1]


def test_who_is_on_the_roster_already_is_reached_from_then_on(pair: Scene, paper: PaperDirectory) -> None:
    pair.wang.says("添加成员 石大山")
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.hears("新增 1 人，更新 1 人").taps("确认导入 2 人")
    (shi,) = members(pair, "石大山")
    assert pair.world.do(lambda ledger: accounts.address_of(ledger, shi.id or 0)) == Address("web", "shi")


def test_where_somebody_has_spoken_they_are_still_written_to_first(pair: Scene, paper: PaperDirectory) -> None:
    paper.channels = ("wecom-app", "wecom")
    paper.there[3] = [Colleague("mei-there", "梅老师")]
    takes_in(pair, OFFICE, "办公室（3）")
    pair.chen.taps("确认导入 1 人")
    mine = [Address(one.channel, one.chat) for one in pair.world.do(lambda ledger: _accounts(ledger, pair))]
    assert mine == [Address("web", pair.mei.user), Address("wecom-app", "mei-there")]
    assert pair.world.do(lambda ledger: accounts.address_of(ledger, pair.ids["梅老师"])) == mine[0]


def test_who_is_known_on_the_robot_is_the_same_person(pair: Scene, paper: PaperDirectory) -> None:
    paper.channels = ("wecom-app", "wecom")
    paper.there[2] = [Colleague("lan", "兰秀英")]
    now = pair.world.clock.now()
    pair.world.do(lambda ledger: accounts.link(ledger, _lan(ledger, pair), Sender("wecom", "lan"), "lan", now))
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.hears("新增 0 人，更新 1 人").taps("确认导入 1 人")
    assert (len(members(pair, "兰婶")), len(members(pair, "兰秀英"))) == (1, 0)


def test_another_of_the_same_name_is_left_out_and_so_is_who_waits_or_is_elsewhere(
    pair: Scene, paper: PaperDirectory
) -> None:
    waits = pair.join("候小姐", pair.village)
    pair.world.do(lambda ledger: _waits(ledger, pair.ids["候小姐"]))
    paper.there[2] = [
        Colleague("another", "兰婶"), Colleague(waits.user, "候小姐"), Colleague(pair.mei.user, "梅老师"),
        Colleague("odd", ""), TIAN,
    ]  # fmt: skip
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.hears("有 4 人不能导入", "兰婶：支部里有几位同名的", "候小姐：正在申请加入", "新增 1 人")
    pair.chen.hears("梅老师：已经在别的支部", "没有姓名的一位：")
    pair.chen.taps("确认导入 1 人")
    found = pair.world.do(lambda ledger: accounts.find(ledger, Sender("web", pair.mei.user)))
    assert found is not None
    assert found.branch_id == pair.office


def test_who_left_comes_back_and_who_left_elsewhere_is_new_here(pair: Scene, paper: PaperDirectory) -> None:
    paper.there[2] = [Colleague(pair.lan.user, "兰婶"), Colleague(pair.mei.user, "梅老师")]
    pair.lan.says("退出").taps("退出")
    pair.mei.says("退出").taps("退出")
    takes_in(pair, VILLAGE, "希勤村（2）")
    pair.chen.hears("新增 1 人，更新 0 人，回来 1 人").taps("确认导入 2 人")
    pair.mei.says("我的").hears(VILLAGE)
    pair.lan.says("我的").hears(VILLAGE)
    assert [one.standing for one in members(pair, "梅老师")] == [Standing.LEFT, Standing.ACTIVE]


def test_a_department_is_asked_for_in_words_too(pair: Scene, paper: PaperDirectory) -> None:
    paper.names |= {number: f"第{number}科" for number in range(10, 20)}
    pair.chen.says("导入通讯录").taps(VILLAGE).says("水利局").hears("通讯录里没有“水利局”")
    pair.chen.says("科").hears("还有 2 个，请输入更完整的名称")
    assert len(pair.chen.last().buttons) == 9
    pair.chen.says("3").taps("办公室（3）").hears("梅老师：已经在别的支部", "没有要改的")


def test_with_one_branch_nobody_asks_which(pair: Scene, paper: PaperDirectory) -> None:
    pair.chen.says("导入通讯录").hears("哪个支部").taps(VILLAGE).hears("哪个部门")
    assert paper.asked == 1


@pytest.mark.parametrize(
    ("refusal", "words"), [(DirectoryAway(), "企业微信没有回应"), (DirectoryShut(), "企业微信不让我读通讯录")]
)
def test_what_the_directory_does_not_tell_is_said(
    pair: Scene, paper: PaperDirectory, refusal: DirectoryAway, words: str
) -> None:
    paper.refuses = refusal
    pair.chen.says("导入通讯录").taps(VILLAGE).hears(words, "什么也没有改")


def test_without_a_directory_a_file_is_asked_for(pair: Scene) -> None:
    pair.chen.says("导入通讯录").hears("这里没有接企业微信通讯录")
    pair.chen.says("名册").taps(VILLAGE).taps("导入名册")
    assert "从企业微信通讯录选" not in pair.chen.last().buttons


def test_a_secretary_reads_nobodys_directory(pair: Scene, paper: PaperDirectory) -> None:
    pair.wang.says("导入名册")
    assert "从企业微信通讯录选" not in pair.wang.last().buttons
    pair.wang.says("导入通讯录").hears("只有联络员可以这样做")
    pair.wang.forges("department", pair.village, 2).hears("只有联络员可以这样做")
    assert paper.asked == 0


def _accounts(ledger: Session, pair: Scene) -> list[Account]:
    return list(accounts.of_member(ledger, pair.ids["梅老师"]))


def _lan(ledger: Session, pair: Scene) -> Member:
    return ledger.get_one(Member, pair.ids["兰婶"])


def _waits(ledger: Session, member: int) -> None:
    ledger.get_one(Member, member).standing = Standing.WAITING
