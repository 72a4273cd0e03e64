"""Whatever is typed, as a command, into a dialogue, as a name: it is answered in a sentence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import threads
from handlers.routes import ROUTES
from tests.channels.web.browser import Browser
from tests.hostile.house import Tags, Told
from tests.hostile.much import many
from tests.hostile.words import LONG, PIECES, words
from tests.scene import Scene

COMMANDS = sorted({alias for route in ROUTES.table for alias in route.aliases} - {"退出", "quit"})
PEOPLE = ("chen", "li", "mei")
QUESTIONS = ("新建对子", "新建支部", "添加成员", "安排", "周报设置", "导入名册", "链接", "免打扰", "提醒设置")


@many(150)
@given(st.sampled_from(PEOPLE), st.sampled_from(COMMANDS), words, st.sampled_from(["", "", "", Scene.GROUP]))
def test_any_words_behind_any_command(told: Told, who: str, command: str, text: str, where: str) -> None:
    told.words(getattr(told.scene, who), f"{command} {text}", to=where)


@many(60)
@given(st.sampled_from(QUESTIONS), st.lists(words, min_size=1, max_size=4))
def test_any_words_as_answers_to_a_question(told: Told, command: str, answers: list[str]) -> None:
    told.words(told.scene.chen, command)
    for answer in answers:
        told.words(told.scene.chen, answer)


@many(60)
@given(st.lists(words, min_size=1, max_size=3), words)
def test_any_words_and_any_name_of_somebody_nobody_knows(told: Told, said: list[str], name: str) -> None:
    stranger = told.world.person(name[:200])
    for text in said:
        told.words(stranger, text)
    told.tap(stranger, "joinme")
    told.tap(stranger, "itsme")


@many(40)
@given(words, words, words, st.sampled_from(["@", "主讲:", "承办:", "邀请:", "截止:", "限", "类型:"]))
def test_any_words_in_an_activity(told: Told, title: str, place: str, more: str, mark: str) -> None:
    told.words(told.scene.chen, f"安排 12月4日 15:00 {title[:100]} @{place[:60]} {mark}{more[:50]}")
    told.words(told.scene.chen, "发布")


def test_what_all_that_leaves_behind_is_sent_and_shown(told: Told) -> None:
    told.settle()
    for who in PEOPLE:
        browser = Browser(told.world).signs_in(getattr(told.scene, who))
        for path in ("/chat", f"/g/{Scene.GROUP}", "/chat/news"):
            page = browser.get(path, **({"accept": "application/json"} if path.endswith("news") else {}))
            assert page.status_code == 200
            for html in [m["html"] for m in page.json()["messages"]] if path.endswith("news") else [page.text]:
                Tags(html).harmless()
        browser.close()
    told.words(told.scene.chen, "导出")
    told.world.clock.advance(days=1)
    told.settle()


def test_a_hundred_thousand_characters_are_refused_in_a_sentence_and_pass_by_in_a_group(pair: Scene) -> None:
    pair.mei.says("字" * 100_000).hears("太长了", "4,096")
    before = len(pair.mei.thread(Scene.GROUP))
    pair.mei.says("字" * 100_000, to=Scene.GROUP)
    assert len(pair.mei.thread(Scene.GROUP)) == before


def test_what_cannot_be_seen_is_not_kept(pair: Scene) -> None:
    pair.li.says("安排 12月4日 15:00 学\u202e党史\u3164 @友谊\0渠")
    pair.li.hears("学党史", "友谊渠")
    rows = pair.world.do(lambda ledger: threads.since(ledger, pair.li.user))
    assert [row.body["parts"] for row in rows if row.mine] == [["安排 12月4日 15:00 学党史  @友谊渠"]]


SLOW = [
    (unit * 4096)[:4000]
    for unit in (
        "我是", "@", "@a ", "截止: 3 ", "9", "15:00 ", "周五", "下周五 ", "周五15:00或", "一", "张三,", ":", "限",
        "最后一个", "the day before ", "“", "a\n", "9-", "农历闰正月初一", "1小时", "monday ", "1/", "2026年11月27日",
        "第一个周五的", "《", "ﷺ", "请假 ", "党支部", "截止3", "提前",
    )
]  # fmt: skip


@pytest.mark.parametrize("command", ["", "安排 ", "修改 a", "周报设置 "])
def test_no_line_takes_long_to_read(told: Told, command: str) -> None:
    slowest = 0.0, ""
    for text in SLOW:
        began = time.process_time()
        told.words(told.scene.chen, command + text)
        slowest = max(slowest, (time.process_time() - began, text[:10]))
    assert slowest[0] < 3, slowest


def test_no_introduction_takes_long_to_read(told: Told) -> None:
    began = time.process_time()
    for unit in (".", ". ", "的", "在 ", "我是", "hi ", "党", "，"):
        told.words(told.world.person(""), f"a{unit * 3900}"[:4000] + "b")
    assert time.process_time() - began < 3


def test_every_piece_by_itself(told: Told) -> None:
    for text in (*PIECES, *LONG):
        told.words(told.scene.lan, text)
        told.words(told.world.person(text), f"我叫{text}")
