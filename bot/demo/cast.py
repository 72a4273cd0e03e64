"""The made-up people of the demo: five branches, forty-two members, nobody real."""

from bot.models.people import Category, Level, Role

PARTNERSHIP = "希勤党建合作社"

BRANCHES: tuple[tuple[str, str, Level], ...] = (
    ("综合办公室党支部", "滨河大学", Level.BRANCH),
    ("希勤村党支部", "希勤镇", Level.BRANCH),
    ("农学院党总支", "滨河大学", Level.GENERAL),
    ("资源环境学院党总支", "滨河大学", Level.GENERAL),
    ("食品学院党总支", "滨河大学", Level.GENERAL),
)

MEMBERS: tuple[tuple[str, ...], ...] = (
    ("李明远", "梅若兰", "陈思远", "周文静", "郑国栋", "孙晓梅", "吴建华", "何雨桐", "罗志强"),
    ("王德福", "兰秀英", "赵长河", "马春生", "刘桂芝", "田满仓", "高玉凤", "石大山", "于海波"),
    ("沈青禾", "方一帆", "许嘉禾", "唐晓雨", "蒋子涵", "韩雪松", "冯亦舟", "董书言"),
    ("叶清源", "潘若溪", "杜知秋", "魏明川", "姚静怡", "谭一鸣", "邹小满", "崔永新"),
    ("白露", "江南雁", "熊文博", "秦安然", "邱泽宇", "侯晓彤", "尹思齐", "黎向阳"),
)
"""Each branch's people; the first is its secretary."""

COORDINATOR = "陈思远"

ROLES = {names[0]: Role.SECRETARY for names in MEMBERS} | {COORDINATOR: Role.COORDINATOR}

CATEGORIES = {
    "何雨桐": Category.PROBATIONARY,
    "罗志强": Category.ACTIVIST,
    "于海波": Category.ACTIVIST,
    "石大山": Category.PUBLIC,
    "董书言": Category.PROBATIONARY,
    "崔永新": Category.PROSPECT,
    "黎向阳": Category.ACTIVIST,
}
"""Who is not a full member."""

WITHOUT_ACCOUNT = frozenset({"田满仓", "邹小满"})
"""Two of the roster who have not opened their invitation yet."""

PHONES: tuple[tuple[str, str], ...] = (
    ("li", "李明远"),
    ("wang", "王德福"),
    ("mei", "梅若兰"),
    ("lan", "兰秀英"),
    ("fang", "方一帆"),
)
"""The phones on the stage, beside the group's: two secretaries and three members."""

HISTORY: tuple[tuple[int, int, int, str, str], ...] = (
    (50, 15, 0, "study", "学习习近平总书记给科技特派员的回信"),
    (45, 9, 2, "science", "玉米田间管理科技下乡"),
    (38, 15, 1, "lecture", "党课《乡村振兴中的村支部》"),
    (31, 14, 0, "themed_day", "主题党日：走访友谊渠"),
    (24, 15, 3, "forum", "秸秆还田座谈会"),
    (17, 9, 4, "science", "秋收科技大集"),
    (10, 15, 0, "study", "学习二十届四中全会公报"),
    (3, 14, 1, "volunteering", "村图书室整理志愿服务"),
)
"""What was held before the curtain rises: days ago, hour, host branch by place in BRANCHES, kind, title."""
