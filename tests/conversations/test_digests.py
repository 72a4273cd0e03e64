"""The weekly digest: what the group reads, what the coordinator may do first, and what happens after a pause."""

from datetime import datetime, time, timedelta

from sqlmodel import Session, select

from bot.chat import Address, Audience, Request, Sender
from bot.models.deliveries import Became, Delivery, Digest
from bot.models.events import Answer, Event, Kind, Rsvp, Turnout
from bot.models.people import Branch, Category, Group, Member, Partner, Partnership, PartnershipKind, Role, Standing
from tests.scene import Scene
from tests.world import MONDAY, Heard


def day(text: str, month: int = 11) -> datetime:
    """Read `25 15:00` as a moment of that November in Beijing."""
    number, clock = text.split()
    return datetime.combine(
        MONDAY.replace(month=month, day=int(number)).date(), time.fromisoformat(clock), MONDAY.tzinfo
    )


def held(pair: Scene, title: str, at: datetime, *turnout: tuple[int, int], **more: object) -> int:
    """Hold an event; each branch's (came, expected) in order; nothing: not confirmed."""
    event_id = pair.event(title, at, **more)

    def confirm(ledger: Session) -> None:
        for branch, (came, expected) in zip((pair.office, pair.village), turnout, strict=False):
            ledger.add(Turnout(event_id=event_id, branch_id=branch, came=came, expected=expected, excused=0, guests=0))
        if turnout:
            ledger.get_one(Event, event_id).confirmed_at = at + timedelta(hours=2)

    pair.world.do(confirm)
    return event_id


def posted(pair: Scene) -> list[Heard]:
    """Return the digests the group was sent."""
    return [heard for heard in pair.mei.thread(Scene.GROUP) if "本周小结" in heard.text]


def outcomes(pair: Scene) -> list[tuple[str, Became | None]]:
    rows = pair.world.do(lambda ledger: list(ledger.exec(select(Digest).order_by(Digest.week))))  # type: ignore[arg-type]
    return [(row.week.isoformat(), row.outcome) for row in rows]


def test_friday_at_five_the_group_reads_its_week(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10), (10, 12), kind=Kind.LECTURE)
    held(pair, "科技大集", day("26 09:00"))
    event = pair.event("学习二十届四中全会精神", day("30 15:00"))
    pair.world.do(lambda ledger: ledger.add(Rsvp(event_id=event, member_id=1, answer=Answer.YES, answered_at=MONDAY)))
    pair.world.pass_to(day("27 16:59"))
    assert posted(pair) == []
    pair.world.pass_to(day("27 17:00"))
    (digest,) = posted(pair)
    assert digest.text.splitlines() == [
        "📅 本周小结 · 红色对子 · 11月23日–27日",
        "已开展 2 次",
        "· 11月25日 周三 乡村振兴 · 到 19/22（综合办公室党支部 9/10、希勤村党支部 10/12）",
        "· 11月26日 周四 科技大集 · 到场待确认",
        "未来七天 1 次",
        "· 11月30日 周一 15:00 学习二十届四中全会精神 · 已回复 1/5",
        "待办",
        "· 11月26日 周四 科技大集 的到场情况待确认（承办：综合办公室党支部）",
    ]
    assert digest.row.body["picture"]


def test_the_coordinator_sees_it_an_hour_before_and_may_skip_it(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("27 16:00"))
    pair.chen.hears("预览：11月27日 周五 17:00 发到 1 个群", "乡村振兴")
    pair.chen.taps("跳过这一期").hears("这一期不发")
    pair.chen.taps("还是发").hears("预览：11月27日 周五 17:00")
    pair.chen.taps("跳过这一期")
    pair.world.pass_to(day("27 17:00"))
    assert posted(pair) == []
    assert outcomes(pair) == [("2026-11-23", Became.SKIPPED)]
    pair.chen.taps("还是发").hears("这一期已经处理过了")


def test_the_coordinator_may_add_a_sentence(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("27 16:00"))
    pair.chen.taps("加一句话").hears("最多 300 字")
    pair.chen.says("字" * 301).hears("最多 300 字")
    pair.chen.says("谢谢各位，下周见。").hears("联络员：谢谢各位，下周见。")
    pair.world.pass_to(day("27 17:00"))
    assert posted(pair)[0].text.endswith("联络员：谢谢各位，下周见。")


def test_a_sentence_can_be_taken_away_again(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("27 16:00"))
    pair.chen.taps("加一句话").says("下周见").taps("加一句话").says("-")
    pair.world.pass_to(day("27 17:00"))
    assert "联络员" not in posted(pair)[0].text


def test_only_coordinators_touch_a_digest(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("27 16:00"))
    assert not pair.li.thread()
    card = pair.chen.last()
    pair.li.taps("跳过这一期", on=card).hears("只有联络员可以这样做")
    pair.li.taps("加一句话", on=card).hears("只有联络员可以这样做")


def test_two_coordinators_may_tap_the_same_and_forged_taps_do_nothing(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("27 16:00"))
    card = pair.chen.last()
    pair.chen.taps("跳过这一期", on=card).taps("跳过这一期", on=card).hears("这一期不发")
    pair.world.pass_to(day("27 16:30"))
    for data, said in (
        (f"digest_skip:{pair.partnership}:2026-11-30:yes", "没有找到"),
        (f"digest_skip:{pair.partnership}:soon:yes", "已经不能用了"),
    ):
        row = next(b for buttons in card.row.body["buttons"] for b in buttons if b["label"] == "跳过这一期")
        row["data"] = data
        pair.chen.taps("跳过这一期", on=card).hears(said)
    group = Request(
        sender=Sender("web", pair.chen.user), address=Address("web", "elsewhere", Audience.GROUP),
        at=MONDAY, house=pair.world.app.house, text="/digest",
    )  # fmt: skip
    assert pair.world.hear(pair.chen, group).reply.alert


def test_nothing_held_and_nothing_planned_is_no_digest(pair: Scene) -> None:
    pair.world.pass_to(day("27 16:00"))
    pair.world.pass_to(day("27 17:00"))
    assert posted(pair) == []
    assert pair.chen.thread() == []
    assert outcomes(pair) == [("2026-11-23", Became.EMPTY)]


def test_people_who_wait_for_a_secretary_are_counted_never_named(pair: Scene) -> None:
    now = pair.world.clock.now()
    pair.world.do(
        lambda ledger: ledger.add(Member(name="小周", branch_id=pair.village, standing=Standing.WAITING, joined_at=now))
    )
    pair.world.pass_to(day("27 17:00"))
    (digest,) = posted(pair)
    assert "· 1 人申请加入，等支部书记确认" in digest.text
    assert "小周" not in digest.text


def test_meetings_of_one_branch_are_its_own_business(pair: Scene) -> None:
    held(pair, "支委会", day("25 10:00"), (3, 3), kind=Kind.COMMITTEE)
    pair.event("支部党员大会", day("30 10:00"), kind=Kind.GENERAL_MEETING)
    pair.world.pass_to(day("27 17:00"))
    assert posted(pair) == []


def test_attendance_confirmed_after_its_own_digest_is_told_by_the_next(pair: Scene) -> None:
    event = held(pair, "乡村振兴", day("27 15:00"))
    pair.world.pass_to(day("27 17:00"))
    assert "乡村振兴 · 到场待确认" in posted(pair)[0].text

    def confirm(ledger: Session) -> None:
        ledger.add(Turnout(event_id=event, branch_id=pair.office, came=9, expected=10, excused=1, guests=0))
        ledger.get_one(Event, event).confirmed_at = day("28 09:00")

    pair.world.do(confirm)
    pair.world.pass_to(day("4 17:00", month=12))
    assert "乡村振兴 · 到 9/10" in posted(pair)[1].text
    pair.world.pass_to(day("11 17:00", month=12))
    assert len(posted(pair)) == 2


def test_after_weeks_of_downtime_one_digest_tells_it_all(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    held(pair, "科技大集", day("2 09:00", month=12), (8, 10))
    pair.world.pass_to(day("12 09:00", month=12))  # due on the evening before
    (digest,) = posted(pair)
    assert digest.text.startswith("📅 本周小结 · 红色对子 · 11月23日–12月11日")
    assert "乡村振兴" in digest.text
    assert "科技大集" in digest.text
    assert outcomes(pair) == [
        ("2026-11-23", Became.MISSED),
        ("2026-11-30", Became.MISSED),
        ("2026-12-07", Became.POSTED),
    ]


def test_a_digest_over_a_day_late_is_left_to_the_next(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("28 17:01"))
    assert posted(pair) == []
    pair.world.pass_to(day("4 17:00", month=12))
    assert "乡村振兴" in posted(pair)[0].text


def test_restarts_post_nothing_twice(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    for minute in (0, 1, 30):
        pair.world.pass_to(day(f"27 17:{minute:02d}"))
    assert len(posted(pair)) == 1


def test_a_day_changed_in_mid_week_makes_no_second_digest(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.event("学党史", day("3 15:00", month=12))
    pair.world.pass_to(day("27 17:00"))

    def to_sunday(ledger: Session) -> None:
        row = ledger.get_one(Partnership, pair.partnership)
        row.digest_weekday, row.rhythm_since = 6, pair.world.clock.now()

    pair.world.do(to_sunday)
    pair.world.pass_to(day("29 17:00"))
    assert len(posted(pair)) == 1
    pair.world.pass_to(day("6 17:00", month=12))
    assert len(posted(pair)) == 2


def test_every_group_of_the_partnership_gets_it_and_a_partnership_without_one_is_quiet(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    world, second = pair.world, pair.world.group_of("second", "第二个群")
    group = Group(partnership_id=pair.partnership, channel=world.channel, chat=second, bound_at=MONDAY)
    world.do(lambda ledger: ledger.add(group))
    pair.world.pass_to(day("27 17:00"))
    assert [len([h for h in pair.mei.thread(chat) if "乡村振兴" in h.text]) for chat in (Scene.GROUP, "second")] == [
        1,
        1,
    ]
    for chat in (Scene.GROUP, "second"):
        pair.world.do(
            lambda ledger, chat=chat: setattr(  # type: ignore[misc]
                ledger.exec(select(Group).where(Group.chat == world.chat_of(chat))).one(), "closed_at", MONDAY
            )
        )
    pair.event("学党史", day("9 15:00", month=12))
    pair.world.pass_to(day("4 17:00", month=12))
    assert outcomes(pair)[-1] == ("2026-11-30", Became.EMPTY)


def test_a_member_reads_the_week_so_far_in_private_and_in_the_group(pair: Scene) -> None:
    held(pair, "乡村振兴", day("25 10:00"), (9, 10))
    pair.world.pass_to(day("26 09:00"))
    pair.lan.says("周报").hears("📅 本周小结 · 红色对子 · 11月23日–26日", "乡村振兴")
    pair.lan.says("/weekly", to=Scene.GROUP)
    assert "乡村振兴" in pair.lan.last(Scene.GROUP).text
    pair.lan.says("周报 大家交了吗", to=Scene.GROUP)
    assert len(pair.lan.thread(Scene.GROUP)) == 1
    assert pair.world.do(lambda ledger: ledger.exec(select(Delivery).where(Delivery.what == "digest")).all()) == []
    pair.world.pass_to(day("28 09:00"))  # the digest was posted meanwhile, the week is not over
    pair.lan.says("周报").hears("11月23日–28日", "乡村振兴")
    pair.world.pass_to(day("30 09:00"))
    pair.lan.says("周报").hears("这段时间没有活动")


def test_a_quiet_week_on_demand_says_so(pair: Scene) -> None:
    pair.lan.says("周报").hears("这段时间没有活动，未来七天也没有安排。")


def test_somebody_whose_branch_is_in_no_partnership_is_told(pair: Scene) -> None:
    branch = pair.world.do(lambda ledger: _add(ledger, Branch(name="别处党支部", created_at=MONDAY)))
    pair.join("路人", branch, Category.FULL).says("周报").hears("还没有加入结对")


def test_a_coordinator_of_several_partnerships_chooses(pair: Scene) -> None:
    other = Partnership(
        kind=PartnershipKind.COOPERATIVE, name="党建合作社", zone="Asia/Shanghai", language="zh",
        quiet_from=time(22), quiet_to=time(7), daily_cap=4, digest_weekday=4, digest_at=time(17), created_at=MONDAY,
    )  # fmt: skip
    pair.world.do(lambda ledger: _add(ledger, other))
    pair.chen.says("周报").hears("看哪一个的小结？").taps("党建合作社").hears("本周小结 · 党建合作社")
    pair.lan.says("周报").hears("本周小结 · 红色对子")
    button = pair.chen.thread()[-2]
    pair.lan.taps("党建合作社", on=button).hears("没有找到")


def test_long_lists_are_counted_not_told(pair: Scene) -> None:
    for hour in range(8):
        held(pair, f"第{hour}场", day(f"25 {hour + 8:02d}:00"), (1, 1))
    pair.world.pass_to(day("27 17:00"))
    assert "已开展 8 次" in posted(pair)[0].text
    assert "· 另有 2 项" in posted(pair)[0].text


def test_an_english_partnership_reads_english(pair: Scene) -> None:
    held(pair, "Science fair", day("25 10:00"), (9, 10))
    pair.world.do(lambda ledger: setattr(ledger.get_one(Partnership, pair.partnership), "language", "en"))
    pair.world.pass_to(day("27 17:00"))
    text = pair.mei.last(Scene.GROUP).text
    assert text.startswith("📅 This week · 红色对子 · 23–27 Nov")
    assert "· Wed 25 Nov Science fair · 9/10 came" in text


def _add(ledger: Session, row: Branch | Partnership) -> int:
    ledger.add(row)
    ledger.flush()
    if isinstance(row, Branch):
        return row.id or 0
    ledger.add(Partner(partnership_id=row.id or 0, branch_id=1, joined_at=MONDAY))
    ledger.add(Member(name="别处", role=Role.SECRETARY, branch_id=1, joined_at=MONDAY))
    return row.id or 0
