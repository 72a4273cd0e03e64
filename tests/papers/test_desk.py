"""Drawings on a card become files, whatever they are of."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.chat import Attachment, Card, Drawing, Line, Reader
from bot.papers import finish
from bot.papers.desk import PAPERS
from bot.rules.calendars import CalendarFeed
from bot.rules.posters import JoinPoster
from bot.rules.roster import RosterTemplate
from bot.rules.sheets import ActivityRecord
from bot.rules.turnout import BranchTurnout, Count, TurnoutChart
from tests.papers.test_documents import NOTICE
from tests.papers.test_ics import STUDY
from tests.papers.test_signin import SHEET

ZH = Reader("zh", ZoneInfo("Asia/Shanghai"), datetime(2026, 11, 20, 9, tzinfo=UTC))
VALUES = {
    "turnout": TurnoutChart("红色对子", (date(2026, 11, 16),), (BranchTurnout("村", (Count(1, 2),)),)),
    "poster": JoinPoster("希勤村党支部", "https://example.invalid/start/x"),
    "event": STUDY,
    "feed": CalendarFeed("张三的学习", (STUDY,)),
    "sign-in": SHEET,
    "notice": NOTICE,
    "record": ActivityRecord(SHEET),
    "roster-template": RosterTemplate(("希勤村党支部",)),
}
BEGINNINGS = {"png": b"\x89PNG", "ics": b"BEGIN:VCALENDAR", "xlsx": b"PK\x03\x04", "docx": b"PK\x03\x04"}


async def test_every_paper_is_made_from_its_values_and_named() -> None:
    assert set(VALUES) == set(PAPERS)
    card = Card(files=tuple(Drawing(what, values, name="文件") for what, values in VALUES.items()))
    made = await finish(card, ZH)
    for what, file in zip(VALUES, made.files, strict=True):
        assert isinstance(file, Attachment)
        ending, media_type, _ = PAPERS[what]
        assert file.name == f"文件.{ending}"
        assert file.media_type == media_type
        assert file.content.startswith(BEGINNINGS[ending])


async def test_a_picture_is_made_and_the_rest_of_the_card_stays() -> None:
    card = Card(Line("role-member"), picture=Drawing("turnout", VALUES["turnout"]))
    made = await finish(card, ZH)
    assert isinstance(made.picture, Attachment)
    assert made.picture.is_picture
    assert made.picture.name == "turnout.png"
    assert made.title == card.title


async def test_a_card_without_drawings_is_left_alone() -> None:
    card = Card(Line("role-member"), files=(Attachment("a.txt", "text/plain", b"a"),))
    assert await finish(card, ZH) is card
