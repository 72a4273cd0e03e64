"""Which kind of activity words speak of."""

from bot.models.events import Kind

WORDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.THEMED_DAY, ("主题党日", "党日活动", "themed party day", "theme day", "themed day")),
    (Kind.GENERAL_MEETING, ("党员大会", "支部大会", "general meeting")),
    (Kind.COMMITTEE, ("支委会", "支部委员会", "committee")),
    (Kind.GROUP_MEETING, ("党小组会", "党小组", "group meeting")),
    (Kind.LECTURE, ("党课", "专题讲座", "lecture")),
    (Kind.SCIENCE, ("科技下乡", "科技大集", "科技服务", "科普", "science outreach", "science fair")),
    (Kind.VOLUNTEERING, ("志愿服务", "志愿", "义务劳动", "义诊", "看望", "慰问", "volunteer")),
    (Kind.VISIT, ("参观", "瞻仰", "实地研学", "走访", "visit", "tour")),
    (Kind.FORUM, ("座谈", "交流会", "研讨", "恳谈", "forum", "discussion")),
    (Kind.STUDY, ("理论学习", "学习", "读书", "研读", "精读", "党史", "study", "reading")),
)
"""Looked for in this order: what is a fixed institution before what any activity may also be."""


def recognise(words: str) -> Kind | None:
    """Return the kind the words name, or None. `学党史` is study; a lecture one studies at stays a lecture."""
    folded = words.casefold()
    for kind, names in WORDS:
        if any(name in folded for name in names):
            return kind
    return Kind.STUDY if folded.startswith("学") else None
