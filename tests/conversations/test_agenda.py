"""日程: what comes, in private and in the group; files for calendars; what has been."""

from datetime import datetime, timedelta

import httpx
from icalendar import Calendar

from bot.models.events import Event, Kind
from bot.models.people import Category
from tests.scene import Scene
from tests.world import BEIJING


def entries(content: bytes) -> dict[str, str]:
    """Return the status of every event of a calendar by its summary."""
    return {str(e["summary"]): str(e["status"]) for e in Calendar.from_ical(content).walk("VEVENT")}


def feed_of(pair: Scene, text: str) -> bytes | None:
    """Fetch the feed whose link stands in a text, as a calendar does; None where there is none."""
    link = next(word for word in text.split() if word.startswith("http"))

    async def fetch() -> httpx.Response:
        transport = httpx.ASGITransport(pair.world.app.web.asgi)
        async with httpx.AsyncClient(transport=transport) as calendar:
            return await calendar.get(link)

    answer = pair.world.loop.run_until_complete(fetch())
    return answer.content if answer.status_code == 200 else None


def test_the_agenda_lists_what_comes_with_ones_own_answers(pair: Scene) -> None:
    pair.mei.says("日程").hears("接下来没有安排")
    for line in ("安排 周五15:00 学党史", "安排 周六9:00 参观党校", "安排 周四15:00 支委会 邀请:本支部"):
        pair.li.says(line).taps("发布")
    pair.mei.taps("参加", next(h for h in pair.mei.thread() if "学党史" in h.text))
    buttons = list(pair.mei.says("日程").last().buttons)
    assert buttons == [
        "11月26日 周四 15:00 支委会 · 未回复",
        "11月27日 周五 15:00 学党史 · 参加",
        "11月28日 周六 09:00 参观党校 · 未回复",
    ]
    pair.mei.taps("11月27日 周五 15:00 学党史 · 参加").hears("您的回复：参加", "理论学习 · 综合办公室党支部承办")
    assert "修改" not in pair.mei.last().buttons
    assert "11月26日 周四 15:00 支委会 · 未回复" not in pair.lan.says("日程").last().buttons


def test_a_long_agenda_is_turned_page_by_page(pair: Scene) -> None:
    for day in range(1, 11):
        pair.event(f"第{day}讲", pair.world.clock.now() + timedelta(days=day))
    pair.mei.says("日程")
    assert len(pair.mei.last().buttons) == 9
    pair.mei.taps("下一页")
    assert list(pair.mei.last().buttons)[-1] == "上一页"
    assert len(pair.mei.last().buttons) == 3


def test_in_the_group_the_agenda_shows_no_answers(pair: Scene) -> None:
    pair.event("学党史", datetime(2026, 11, 27, 15, tzinfo=BEIJING))
    pair.mei.says("日程", to=Scene.GROUP).hears("11月27日 周五 15:00–16:30　学党史", chat=Scene.GROUP)
    assert not pair.mei.last(Scene.GROUP).buttons
    pair.mei.says("日程", to="elsewhere").hears("没有找到", chat="elsewhere")


def test_a_member_cannot_open_what_is_not_theirs(pair: Scene) -> None:
    pair.li.says("安排 周四15:00 支委会").taps("发布")
    card = pair.li.says("日程").last()
    event_data = next(iter(card.buttons.values()))
    assert event_data.startswith("event:")
    pair.mei.says("日程").taps("11月26日 周四 15:00 支委会 · 未回复").hears("支委会")
    pair.lan.forges(event_data).hears("没有找到")
    pair.lan.forges(event_data.replace("event", "ics")).hears("没有找到")
    pair.mei.forges(event_data.replace("event", "notice")).hears("没有找到")


def test_an_activity_goes_into_a_calendar_as_a_file(pair: Scene) -> None:
    pair.li.says("安排 周五15:00-16:30 学党史 @老校区").taps("发布")
    pair.li.taps("加入日历").hears("点开文件就能加入日历")
    assert entries(pair.li.file(".ics").content) == {"学党史": "CONFIRMED"}


def test_the_host_gets_a_notice_to_send_round(pair: Scene) -> None:
    pair.li.says("安排 周五15:00-16:30 学党史 @老校区").taps("发布").taps("活动通知")
    assert pair.li.file(".docx").name == "学党史.docx"


def test_the_private_calendar_follows_what_happens(pair: Scene) -> None:
    pair.li.says("安排 周五15:00-16:30 学党史").taps("发布")
    pair.li.says("安排 周六9:00 参观党校").taps("发布")
    pair.lan.says("订阅").hears("私人地址").taps("给我一个地址").hears("/feed/", "webcal://")
    link = pair.lan.last().text
    assert entries(feed_of(pair, link) or b"") == {"学党史": "CONFIRMED", "参观党校": "CONFIRMED"}
    pair.lan.taps("请假", next(h for h in pair.lan.thread() if "学党史" in h.text))
    assert entries(feed_of(pair, link) or b"") == {"参观党校": "CONFIRMED"}
    pair.li.says("日程").taps("11月28日 周六 09:00 参观党校 · 未回复").taps("取消活动").says("下雨")
    assert list(entries(feed_of(pair, link) or b"").values()) == ["CANCELLED"]


def test_a_calendar_address_can_be_renewed_and_taken_back(pair: Scene) -> None:
    first = pair.lan.says("订阅").taps("给我一个地址").last().text
    second = pair.lan.says("订阅").hears("您已经有一个地址").taps("换一个新的").last().text
    assert feed_of(pair, first) is None
    assert feed_of(pair, second) is not None
    pair.lan.taps("停用").hears("地址已停用")
    assert feed_of(pair, second) is None
    assert feed_of(pair, second.replace("/feed/", "/feed/x")) is None


def test_a_feed_holds_only_what_the_member_is_called_to(pair: Scene) -> None:
    guest = pair.join("小赵", pair.office, Category.ACTIVIST)
    pair.event("支部大会", pair.world.clock.now() + timedelta(days=2), kind=Kind.GENERAL_MEETING)
    pair.event("学党史", pair.world.clock.now() + timedelta(days=3))
    pair.event("两年前", pair.world.clock.now() - timedelta(days=700))
    link = guest.says("订阅").taps("给我一个地址").last().text
    assert list(entries(feed_of(pair, link) or b"")) == ["学党史"]


def test_secretaries_look_back_at_what_has_been(pair: Scene) -> None:
    pair.li.says("往期").hears("还没有开展过活动")
    past = pair.event("学党史", datetime(2026, 11, 20, 15, tzinfo=BEIJING))
    pair.event("学党章", datetime(2026, 11, 13, 15, tzinfo=BEIJING), confirmed_at=pair.world.clock.now())
    pair.event("将来", datetime(2026, 11, 29, 15, tzinfo=BEIJING))
    buttons = list(pair.wang.says("往期").last().buttons)
    assert buttons == ["11月20日 周五 15:00 学党史 · 待记录", "11月13日 周五 15:00 学党章 · 已记录"]
    pair.chen.says("日程").taps("往期").taps("11月20日 周五 15:00 学党史 · 待记录").hears("学党史")
    pair.mei.says("往期").hears("只有支部书记可以")
    assert pair.world.do(lambda ledger: ledger.get_one(Event, past)).title == "学党史"
