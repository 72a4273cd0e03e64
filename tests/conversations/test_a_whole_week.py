"""A week from the first claim to the digest, by what people say and tap alone."""

from datetime import datetime, time

import pytest
from sqlmodel import select

from bot.chat import Attachment
from bot.models.deliveries import Delivery, State
from tests.conversations.links import code_in
from tests.scene import OFFICE, VILLAGE
from tests.world import MONDAY, Person, World

ROSTER = "姓名,类别\n兰婶,正式党员\n老赵,正式党员\n小周,入党积极分子\n"
LINE = "安排 周五下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:王书记"


class Week:
    """Its people, and the time that passes; with `restarts` the house dies before every moment that counts."""

    chen: Person  # the coordinator
    wang: Person  # the village's secretary
    lan: Person
    zhou: Person
    group: str

    def __init__(self, world: World, *, restarts: bool) -> None:
        self.world = world
        self.restarts = restarts

    def passes_to(self, text: str) -> None:
        """Pass to a moment of that November in Beijing: `26 15:00`."""
        day, clock = text.split()
        moment = datetime.combine(MONDAY.replace(day=int(day)).date(), time.fromisoformat(clock), MONDAY.tzinfo)
        if self.restarts:
            self.world.restart()
        self.world.pass_to(moment)

    def digests(self) -> list[str]:
        """Return the digests the group has read."""
        return [heard.text for heard in self.lan.thread(self.group) if "本周小结" in heard.text]


def they_come_together(week: Week) -> None:
    """The coordinator founds the pair and invites a secretary, who brings the roster and lets people in."""
    chen = week.chen = week.world.coordinator("陈联络")
    chen.says(f"新建对子 红色对子：{OFFICE}，{VILLAGE}").taps(OFFICE).hears("🤝 红色对子")
    week.group = week.world.gathers(chen)
    chen.says("邀请 希勤村").taps("邀请书记")
    wang = week.wang = week.world.person("王书记").opens(code_in(chen.last().text))
    wang.says("王书记").taps("是我").hears("您是支部书记")

    wang.says("", file=Attachment("名册.csv", "text/csv", ROSTER.encode("gb18030"))).hears("新增 3 人")
    wang.taps("确认导入 3 人").hears("已导入")
    link = code_in(wang.says("邀请").last().text)
    lan = week.lan = week.world.person("兰婶").opens(link)
    (lan.taps("我是兰婶") if week.world.tells_names else lan.says("兰婶")).taps("是我").hears("您已加入希勤村党支部")
    week.zhou = week.world.person("周晓").opens(link).says("周晓").hears("已请希勤村党支部的书记确认")
    wang.hears("周晓 想加入希勤村党支部").taps("是名册里的别人").taps("小周")
    week.zhou.hears("您已加入希勤村党支部")


def they_plan(week: Week) -> None:
    """One line schedules; nobody hears of it before it is published."""
    heard = len(week.lan.thread())
    week.wang.says(LINE).hears("请核对", "11月27日 周五 15:00–16:30", "希勤村党支部 4人、综合办公室党支部 1人（5人）")
    assert len(week.lan.thread()) == heard
    week.wang.taps("发布").hears("已发布，发给 4 人")
    week.lan.hears("📌 学习二十届四中全会精神", "请在 11月26日 周四 18:00 前回复")
    week.lan.hears("希勤村党支部", "未回复 4", chat=week.group)


def they_answer(week: Week) -> None:
    """A tap is confirmed at once, and the board follows in place; the secretary answers for whom nothing reaches."""
    week.lan.taps("参加").hears("您的回复：参加", "11月26日 周四 18:00 前可改")
    week.chen.taps("请假").taps("出差").hears("已请假：出差")
    week.passes_to("23 09:30")
    assert len(week.lan.thread(week.group)) == (1 if week.world.channel == "web" else 1 + week.world.hears_groups)
    if week.world.rewrites:
        week.lan.hears("希勤村党支部\n参加 1 · 请假 0 · 未回复 3", chat=week.group)
    week.wang.hears("消息送不到 1 位 · 希勤村党支部", "老赵").taps("代答").taps("老赵").taps("参加")
    week.wang.hears("已代老赵回复：参加")


def they_are_reminded(week: Week) -> None:
    """The silent two days before, those coming the day and the hour before; whoever is on leave is left alone."""
    lan, zhou, on_leave = len(week.lan.thread()), week.zhou, len(week.chen.thread())
    week.passes_to("25 15:00")
    zhou.hears("还没收到您对11月27日 周五理论学习的回复，点一下就好。").taps("待定").hears("您的回复：待定")
    week.wang.hears("还没收到").taps("参加")
    assert len(week.lan.thread()) == lan
    week.passes_to("26 15:00")
    if not week.world.rewrites:  # a fresh count comes three hours before the deadline
        week.lan.hears("希勤村党支部\n参加 3 · 请假 0 · 待定 1 · 未回复 0", chat=week.group)
    week.lan.hears("明天（11月27日 周五 15:00），友谊渠党性教育基地，学习二十届四中全会精神。", "不能来了？")
    zhou.hears("还是“待定”，现在能定下来吗？").taps("参加")
    week.passes_to("26 18:01")
    zhou.taps("请假").hears("周四 18:00 已截止")
    week.passes_to("27 14:00")
    for person in (week.lan, zhou, week.wang):
        person.hears("今天（11月27日 周五 15:00）")
    assert len(week.chen.thread()) == on_leave


def they_look_back(week: Week) -> None:
    """The coordinator sees the digest before it is posted, the host says who came, the group reads it once."""
    week.passes_to("27 16:00")
    week.chen.hears("预览：11月27日 周五 17:00 发到 1 个群").taps("加一句话").says("谢谢王书记的课。")
    week.chen.hears("联络员：谢谢王书记的课。")
    week.passes_to("27 16:30")
    week.wang.hears("到会情况：学习二十届四中全会精神", "先按“参加”的 4 人记").taps("确认 4 人")
    week.chen.hears("补课")
    week.passes_to("27 17:00")
    (digest,) = week.digests()
    assert digest.splitlines() == [
        "📅 本周小结 · 红色对子 · 11月23日–27日",
        "已开展 1 次",
        "· 11月27日 周五 学习二十届四中全会精神 · 到 3/4（希勤村党支部 3/3、综合办公室党支部 0/1）",
        "联络员：谢谢王书记的课。",
    ]


@pytest.mark.parametrize("restarts", [False, True])
def test_a_whole_week(world: World, *, restarts: bool) -> None:
    week = Week(world, restarts=restarts)
    they_come_together(week)
    they_plan(week)
    they_answer(week)
    they_are_reminded(week)
    they_look_back(week)
    week.passes_to("27 18:00")
    week.passes_to("28 09:00")
    assert len(week.digests()) == 1
    states = set(world.do(lambda ledger: list(ledger.exec(select(Delivery.state)))))
    assert states <= {State.SENT, State.DROPPED}
