"""The small parts of the web chat: reading forms, marking links, choosing languages, listing commands."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.channels.web import inbound
from bot.channels.web.marks import linked, safe_address
from bot.channels.web.shown import Eyes, menu, show
from bot.channels.web.words import asked_for
from bot.chat import Address, Attachment, House, Line, Reader, Reply, Request, Route, Routes, Sender
from bot.models.people import Role
from bot.models.web import WebMessage

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
HOUSE = House(web="http://127.0.0.1:8300", language="zh", zone=ZONE)
READER = Reader("zh", ZONE, NOW)
MEI, HERE = Sender("web", "u1"), Address("web", "u1")


def _nothing(_request: Request, _ledger: object) -> Reply:
    return Reply(Line("web-mine"))


ROUTES = Routes(
    table=(
        Route("branches", _nothing, aliases=("branches", "支部"), menu=Role.MEMBER, groups=True),
        Route("bind", _nothing, aliases=("绑定",), menu=Role.SECRETARY),
        Route("newpair", _nothing, aliases=("新建对子",), menu=Role.COORDINATOR),
        Route("rsvp", _nothing, parameters=("event", "answer")),
    ),
    topics={},
    file=_nothing,
    words=_nothing,
)


def test_a_tap_names_its_verb_and_its_arguments() -> None:
    form = {"data": "rsvp:7:yes", "message": "12", "update": "abcdefgh"}
    request = inbound.tapped(form, MEI, HERE, HOUSE, ROUTES, NOW)
    assert (request.verb, dict(request.arguments), request.message) == ("rsvp", {"event": "7", "answer": "yes"}, "12")
    assert request.update == "u1:abcdefgh"


def test_words_are_trimmed_and_their_lines_kept() -> None:
    request = inbound.words({"text": "  a\r\nb  ", "update": "abcdefgh"}, MEI, HERE, HOUSE, NOW)
    assert request.text == "a\nb"


@pytest.mark.parametrize("update", ["", "short", "x" * 65, "with space", "umlaut-ü-umlaut", "a\nbbbbbbbbb"])
def test_an_update_id_has_one_shape(update: str) -> None:
    with pytest.raises(inbound.Unreadable):
        inbound.words({"text": "hi", "update": update}, MEI, HERE, HOUSE, NOW)


@given(st.dictionaries(st.sampled_from(["text", "data", "message", "update"]), st.text(max_size=50)))
def test_no_form_can_do_more_than_be_unreadable(form: dict[str, str]) -> None:
    file = Attachment("a", "text/plain", b"")
    reads: list[Callable[[], Request]] = [
        lambda: inbound.words(form, MEI, HERE, HOUSE, NOW),
        lambda: inbound.tapped(form, MEI, HERE, HOUSE, ROUTES, NOW),
        lambda: inbound.sent(form, file, MEI, HERE, HOUSE, NOW),
        lambda: inbound.start("code", form, "browser", MEI, HOUSE, NOW),
    ]
    for read in reads:
        try:
            request = read()
        except inbound.Unreadable:
            continue
        assert request.update.startswith(("u1:", "browser:"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("名册.xlsx", "名册.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\名册.csv", "名册.csv"),
        ("a\x00\r\nb\u202e.csv", "ab.csv"),
        ("", "file"),
        ("///", "file"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_file_name_is_a_name_only(given: str, kept: str) -> None:
    assert inbound.file_name(given) == kept


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("看 https://a.cn/x?y=1&z=2。", 'https://a.cn/x?y=1&amp;z=2" target'),
        ("（http://127.0.0.1:8300/start/ab-_）", 'href="http://127.0.0.1:8300/start/ab-_"'),
        ("webcal://a.cn/feed/x.ics", 'href="webcal://a.cn/feed/x.ics"'),
        ("see https://a.cn/x.", 'href="https://a.cn/x"'),
    ],
)
def test_addresses_in_words_become_links(words: str, shown: str) -> None:
    assert shown in linked(words)


@pytest.mark.parametrize("words", ["javascript:alert(1)", "data:text/html,x", "ftp://a.cn", "https://", "a.cn/x"])
def test_nothing_else_becomes_a_link(words: str) -> None:
    assert "<a" not in linked(words)


@given(st.text())
def test_words_without_addresses_are_escaped_and_nothing_more(words: str) -> None:
    plain = words.replace("://", "")
    assert linked(plain) == escape(plain)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "/chat", ""])
def test_a_button_leads_to_web_addresses_only(url: str) -> None:
    assert safe_address(url) == ""


def test_a_button_may_lead_to_a_calendar() -> None:
    assert safe_address("webcal://a.cn/x.ics") == "webcal://a.cn/x.ics"


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr,de;q=0.9", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en;q=0.5,zh-TW", "zh"),
        ("fr,en;q=0.3,zh;q=nonsense", "en"),
        ("*", "zh"),
    ],
)
def test_the_browser_says_which_language_it_wants(accepts: str, language: str) -> None:
    assert asked_for(accepts, HOUSE) == language


def test_a_menu_grows_with_the_role() -> None:
    assert menu(ROUTES, None, READER, in_group=False) == []
    assert [c.word for c in menu(ROUTES, Role.MEMBER, READER, in_group=False)] == ["支部"]
    assert [c.word for c in menu(ROUTES, Role.SECRETARY, READER, in_group=False)] == ["支部", "绑定"]
    assert [c.word for c in menu(ROUTES, Role.COORDINATOR, READER, in_group=False)] == ["支部", "绑定", "新建对子"]


def test_a_menu_in_a_group_has_what_groups_may_ask() -> None:
    assert [c.word for c in menu(ROUTES, Role.COORDINATOR, READER, in_group=True)] == ["支部"]


def test_a_menu_speaks_english() -> None:
    reader = Reader("en", ZONE, NOW)
    assert [c.word for c in menu(ROUTES, Role.SECRETARY, reader, in_group=False)] == ["branches", "bind"]


def test_neighbouring_rows_are_one_list() -> None:
    parts = ["一", ["时间", "周五"], ["地点", "基地"], "二", "三", ["主讲", "王"]]
    row = WebMessage(id=1, chat="u1", body={"parts": parts}, sent_at=NOW, version=1)
    shown = show(row, Eyes(READER, "u1", {}, "有人"))
    assert shown.blocks == ["一", [["时间", "周五"], ["地点", "基地"]], "二", "三", [["主讲", "王"]]]


def test_a_card_edited_another_day_says_which() -> None:
    edited = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    row = WebMessage(id=1, chat="u1", body={}, sent_at=NOW, edited_at=edited, version=2)
    shown = show(row, Eyes(READER, "u1", {}, "有人"))
    assert shown.edited == "11月24日 周二 10:30"


def test_what_only_keeps_a_grid_in_shape_is_no_button() -> None:
    buttons = [[{"label": "一", "data": "idle", "url": "", "style": "plain"}]]
    row = WebMessage(id=1, chat="u1", body={"buttons": buttons}, sent_at=NOW, version=1)
    ((shown,),) = show(row, Eyes(READER, "u1", {}, "有人")).buttons
    assert shown["idle"]


def test_where_everybody_is_in_no_button_leads_in() -> None:
    link = {"label": "第一次用", "data": "", "url": "http://127.0.0.1:8300/start/join-1", "style": "plain"}
    row = WebMessage(id=1, chat="g1", body={"buttons": [[link]]}, sent_at=NOW, version=1)
    door = "http://127.0.0.1:8300/start/"
    assert show(row, Eyes(READER, "u1", {}, "有人", door)).buttons == []
    assert len(show(row, Eyes(READER, "u1", {}, "有人")).buttons) == 1
