"""How every line of may.txt is tried: what is tapped or typed, about what, and which tables it changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from bot.models.events import Answer, Draft, Kind, Rsvp
from bot.models.people import Member
from bot.rules.scheduling.sheet import Sheet
from bot.services import feeds
from tests.announced import FRIDAY
from tests.security.house import House

ROSTER = "姓名,支部\n新来的,{branch}"


@dataclass(frozen=True)
class Case:
    """One thing that is asked. `args` and `facts` are filled in with the house's ids, by name.

    `says`: typed instead of tapped. `topic`: the dialogue that is open meanwhile, with its `facts`. `file`: a roster of
    the speaker's own branch is sent. `writes` are the tables that change when it is done, `may` those that change for
    some; nothing said, only a dialogue does.
    """

    args: dict[str, str] = field(default_factory=dict)
    says: str | None = None
    topic: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    writes: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    file: bool = False
    before: Callable[[Session, House, int], None] | None = None

    @property
    def names(self) -> list[str]:
        """What it names by its id, which might as well not exist."""
        return [value.strip("{}") for value in self.args.values() if value.startswith("{")]


def tap(writes: str = "", **args: str) -> Case:
    return Case(args, writes=frozenset(writes.split()))


def typed(words: str, writes: str = "", may: str = "") -> Case:
    return Case(says=words, writes=frozenset(writes.split()), may=frozenset(may.split()))


def after(topic: str, case: Case, **facts: str) -> Case:
    """The same while a dialogue is open."""
    return replace(case, topic=topic, facts=facts)


def own_draft(case: Case) -> Case:
    """The same with a draft of the speaker's own, for the branch that is asked about."""

    def begin(ledger: Session, house: House, member_id: int) -> None:
        ledger.add(_draft(house, member_id, _asked(case)))

    return replace(case, before=begin)


def done_draft(case: Case) -> Case:
    """The same with a draft of the speaker's own that was published long ago."""

    def begin(ledger: Session, house: House, member_id: int) -> None:
        draft = _draft(house, member_id)
        draft.event_id, draft.done_at = int(house.ids["coming"]), draft.made_at
        ledger.add(draft)

    return replace(case, before=begin)


def others_draft(case: Case) -> Case:
    """The same with a draft of another secretary of the branch that is asked about."""

    def begin(ledger: Session, house: House, _: int) -> None:
        ledger.add(_draft(house, int(house.ids["unclaimed"]), _asked(case)))

    return replace(case, before=begin)


def on_leave(case: Case) -> Case:
    """The same after the speaker has asked leave."""

    def leave(ledger: Session, house: House, member_id: int) -> None:
        now = house.world.clock.now()
        ledger.add(Rsvp(event_id=int(house.ids["coming"]), member_id=member_id, answer=Answer.NO, answered_at=now))

    return replace(case, before=leave)


def subscribed(case: Case) -> Case:
    """The same by somebody who has a calendar address."""

    def renew(ledger: Session, house: House, member_id: int) -> None:
        feeds.renew(ledger, ledger.get_one(Member, member_id), house.world.clock.now())

    return replace(case, before=renew)


def _asked(case: Case) -> str:
    return "place" if case.topic or "value" in case.args else ""


def _draft(house: House, member_id: int, asks: str = "") -> Draft:
    now = house.world.clock.now()
    sheet = Sheet(
        host_id=int(house.ids["office"]), partnership_id=int(house.ids["pair"]), kind=Kind.STUDY, title="保密工作三",
        day=FRIDAY.date(), starts_at=FRIDAY, place="保密室", reply_by=FRIDAY.replace(day=26), follows=True,
    )  # fmt: skip
    facts = sheet.model_dump(mode="json")
    return Draft(id=77, made_by=member_id, facts=facts, asks=asks, made_at=now, changed_at=now)


_DRAFT = {
    "draft": tap("draft", draft="77", question="place", value="-"),
    "draft_month": tap(draft="77", month="2026-12"),
    "draft_fields": tap(draft="77"),
    "draft_ask": tap("draft", draft="77", question="title"),
    "draft_back": tap(draft="77"),
    "draft_publish": tap("draft event invited trail delivery board", draft="77"),
    "draft_drop": tap("draft", draft="77"),
}

_ACTIVITIES = {
    "schedule": typed("安排 周五15:00 学党史 @老校区", "draft"),
    "schedule/held-by-that-branch": typed("安排 周五15:00 学党史 @老校区 承办:综合办公室党支部", "draft"),
    "publish/own-draft-for-that-branch": own_draft(typed("发布", "draft event invited trail delivery board")),
    **{verb: own_draft(case) for verb, case in _DRAFT.items()},
    **{f"{verb}/of-somebody-else": others_draft(case) for verb, case in _DRAFT.items()},
    "draft_publish/done-long-ago": done_draft(tap(draft="77")),
    "topic/draft": own_draft(after("draft", typed("老校区", "draft"), draft="77")),
    "idle": tap(),
    "idle/in-the-group": tap(),
    "agenda": typed("日程"),
    "agenda/in-the-group": typed("日程"),
    "past": typed("往期"),
    "event": tap(event="{coming}"),
    "ics": tap(event="{coming}"),
    "notice": tap(event="{coming}"),
    "change": typed("修改", may="draft"),
    "change_event": tap("draft", event="{coming}"),
    "cancel": typed("取消"),
    "cancel_event": tap(event="{coming}"),
    "cancel_now": tap("event trail board", event="{coming}"),
    "topic/cancel_event": after("cancel_event", typed("下雨", "event trail board"), event="{coming}"),
    "calendar": typed("订阅"),
    "feed_renew": tap("invitation trail"),
    "feed_revoke": subscribed(tap("invitation trail")),
}

_ANSWERS = {
    "rsvp": tap("rsvp board", event="{coming}", answer="yes", revision="0"),
    "rsvp/in-the-group": tap("rsvp board delivery", event="{coming}", answer="yes", revision="0"),
    "reason": on_leave(tap("rsvp", event="{coming}", reason="ill")),
    "topic/leave": on_leave(after("leave", typed("出差去外地", "rsvp"), event="{coming}")),
    "which": after("which", tap("rsvp board", event="{coming}"), answer="yes", reason="", words=""),
    "answer_yes": typed("参加", "rsvp"),
    "answer_no": typed("请假 出差", "rsvp"),
    "answer_maybe": typed("待定", "rsvp"),
    "replies": typed("回复情况"),
    "replies/of-that-event": tap(event="{coming}"),
    "replies/of-that-branch": tap(event="{coming}", branch="{office}"),
    "proxy": typed("代答"),
    "proxy/named": typed("代答 孙保密 参加", "rsvp trail board"),
    "proxy/that-branch": tap(event="{coming}", branch="{office}", page="0"),
    "proxy_for": tap(event="{coming}", member="{sun}"),
    "proxy_answer": tap("rsvp trail board", event="{coming}", member="{sun}", answer="yes"),
    "proxy_reason": tap("rsvp trail board", event="{coming}", member="{sun}", reason="ill"),
    "attend": typed("签到"),
    "attend/that-event": tap(event="{held}"),
    "attend/that-branch": tap(event="{held}", branch="{office}", page="0"),
    "came": tap("checkin", event="{held}", member="{sun}", page="0"),
    "unguest": tap("checkin", event="{held}", guest="{guest}", page="0"),
    "guests": after("attendance", tap("checkin", event="{held}"), event="{held}", unknown="外来的"),
    "attended": tap("event turnout trail", event="{held}", count="1"),
    "recorded": tap(event="{recorded}"),
    "topic/attendance": after("attendance", typed("孙保密", "checkin"), event="{held}"),
    "signin": tap(event="{held}"),
    "signin/of-that-branch": tap(event="{held}", branch="{office}"),
    "record": tap(event="{recorded}"),
    "record/of-that-branch": tap(event="{recorded}", branch="{office}"),
}

_RHYTHM = {
    "digest": typed("周报"),
    "digest/of-that-partnership": tap(partnership="{pair}"),
    "digest/in-the-group": typed("周报"),
    "digest_skip": tap("digest", partnership="{pair}", week="2026-11-23", skipped="yes"),
    "digest_note": tap("dialogue", partnership="{pair}", week="2026-11-23"),
    "topic/digest_note": after("digest_note", typed("辛苦了", "digest"), partnership="{pair}", week="2026-11-23"),
    "digestset": typed("周报设置"),
    "digestset/of-that-partnership": tap(partnership="{pair}"),
    "digestday": tap("partnership trail", partnership="{pair}", day="2"),
    "digesthour": tap("partnership trail", partnership="{pair}", hour="16:30"),
    "capset": tap("partnership trail", partnership="{pair}", most="3"),
    "topic/rhythm": after("rhythm", typed("周四 16:30", "partnership trail"), partnership="{pair}"),
    "ladder": typed("提醒设置"),
    "ladder/of-that-partnership": tap(partnership="{pair}"),
    "rung": tap(partnership="{pair}", minutes="60", seeks="coming"),
    "rungnew": tap(partnership="{pair}", seeks="silent"),
    "rungadd": tap("rung trail", partnership="{pair}", minutes="4320", seeks="silent"),
    "rungmove": tap("rung trail", partnership="{pair}", minutes="60", seeks="coming", to="120"),
    "rungdrop": tap("rung trail", partnership="{pair}", minutes="60", seeks="coming"),
    "ladderback": tap("trail", partnership="{pair}"),
    "topic/ladder": after("ladder", typed("提前3天 没回复的", "rung trail"), partnership="{pair}"),
}

_DELIVERIES = {
    "deliveries": typed("投递"),
    **{
        verb: tap("delivery trail", delivery="{doubtful}", seen="1", page="0")
        for verb in ("deliver_again", "deliver_drop", "deliver_arrived")
    },
}

CASES: dict[str, Case] = {**_ACTIVITIES, **_ANSWERS, **_RHYTHM, **_DELIVERIES}
