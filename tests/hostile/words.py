"""Words nobody should write, and somebody will."""

from hypothesis import strategies as st

MARKUP = (
    "<b>&<i>", "</b></a>", "&lt;b&gt;&amp;amp;", '"><script>alert(1)</script>', "' onmouseover='alert(1)", "{{7*7}}",
    "{ $name }", "javascript:alert(1)", "[a](tg://user?id=1)", "<tg-emoji emoji-id=1>", "%s %(name)s {0}",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT", ";,:\\n", '=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1",
    "../../etc/passwd", "..\\x", "a\r\nSet-Cookie: x=1", "'; DROP TABLE member;--", "\\", "/start", "：:：",
    "http://a.b/?q=<",
)  # fmt: skip
UNSEEN = (
    "\0", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u061c",
    "\ufeff", "\u3164", "\u115f", "\u2800", "\ufffe", "\ufdd0", "\ud800", "\udfff", "\U000e0041", "\U0010ffff",
    "\ue000", "\ufe0f", "\xad", "\x9b31m",
)  # fmt: skip
PILED = ("张" + "\u0301" * 300, "n" + "\u0303\u20dd" * 60, "\u0301" * 50)
EMOJI = ("👨‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e007f", "❤️", "1️⃣", "👩🏽‍🚒" * 9)
ODD = ("ﷺ" * 40, "𝐋𝐢", "ｆｕｌｌ", "İ", "ß", "ŉ", "⼀", "㈱", "᚛ᚄ᚜", "مرحبا", "שלום", "９９", "²", "Ⅷ", "½", "٣")
LONG = ("字" * 4096, "字" * 100_000, "a" * 4096, "\n" * 4096, " " * 4095 + "x", "😀" * 2048, "\u200b" * 5000)
EVERYDAY = (
    "张三", "希勤村党支部", "下周五下午3点", "15:00", "学党史", "@友谊渠", "主讲:王", "截止:周四", "限30人", "1小时",
    "12月3日", "全部", "参加", "请假", "出差", "红色对子", "，", "、", ":", " ", "\n", "/",
    "1", "0", "-1", "99999999999999999999",
)  # fmt: skip

PIECES = MARKUP + UNSEEN + PILED + EMOJI + ODD + EVERYDAY
any_text = st.text(st.characters(codec=None), max_size=80)
words = st.one_of(
    any_text,
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    st.sampled_from(LONG),
    st.tuples(st.sampled_from(PIECES), st.integers(2, 4096)).map(lambda pair: (pair[0] * pair[1])[:4096]),
)
