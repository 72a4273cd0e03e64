"""The demo's week as a play: one step is one thing somebody says or taps, or a jump of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.demo import cast


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `phone` is where to look; `says` and `taps` are what its owner does there.

    `jump` moves the clock instead (bot/demo/jumps.py). `crowd` lets everybody else answer too.
    """

    caption: str
    phone: str
    says: str = ""
    taps: Sequence[str] = ()
    jump: str = ""
    crowd: bool = False


LINE = "安排 周四下午3点-4点半 学习二十届四中全会精神 @友谊渠党性教育基地 主讲:李明远 截止:周三18点"

WEEK: tuple[Step, ...] = (
    Step("王书记写一行，安排周四的联合学习", "wang", says=LINE),
    Step("机器人读回来核对，他点“发布”；群里出一张卡，每人私下收到一张", "wang", taps=("发布",)),
    Step("他自己也在卡片上点“参加”", "wang", taps=("参加",)),
    Step("梅老师点“参加”，三秒钟", "mei", taps=("参加",)),
    Step("兰婶要请假，点一下原因", "lan", taps=("请假", "生病")),
    Step("其他人陆续回复，群里的卡片自己更新，没有一条新消息", "group", crowd=True),
    Step("两天前：只再问没回复的人", "fang", jump="reminder"),
    Step("方一帆被提醒到，点“参加”", "fang", taps=("参加",)),
    Step("前一天：提醒要来的人", "mei", jump="reminder"),
    Step("开始前一小时，再提醒一次", "mei", jump="reminder"),
    Step("活动结束，承办支部书记核对谁到了", "wang", jump="end"),
    Step("默认就是说好要来的人，点“确认”", "wang", taps=("确认",)),
    Step("小结发出前一小时，联络员先看一眼，可以跳过、加一句话", "group", jump="preview"),
    Step("周五傍晚，本周小结发到群里，带一张图", "group", jump="digest"),
)

CROWD = ("参加", "参加", "请假", "参加", "参加", "", "参加")
"""What those off the stage answer, in turn; one in seven stays silent."""


def crowd() -> list[tuple[str, str]]:
    """Return who else answers, and what; the same at every performance."""
    on_stage = {name for _, name in cast.PHONES}
    others = [n for names in cast.MEMBERS for n in names if n not in on_stage and n not in cast.WITHOUT_ACCOUNT]
    return [(name, CROWD[i % len(CROWD)]) for i, name in enumerate(others) if CROWD[i % len(CROWD)]]
