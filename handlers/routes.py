"""The whole table of what can be said: commands, aliases and buttons, written out."""

from bot.chat import Route, Routes
from bot.models.people import Role
from handlers import (
    binding,
    branches,
    digest,
    founding,
    ladder,
    nevermind,
    partners,
    partnerships,
    proxy,
    reasons,
    replies,
    rhythm,
    rsvp,
    start,
    words,
)

LEADS, RUNS = Role.SECRETARY, Role.COORDINATOR

_PARTNERSHIPS = (
    Route("pairs", partnerships.several, ("pairs", "partnerships", "结对", "对子", "合作社"), menu=LEADS),
    Route("pair", partnerships.one, parameters=("partnership",)),
    Route("newpair", founding.pair, ("newpair", "新建对子", "新建结对"), menu=RUNS, glued=True),
    Route("newcoop", founding.cooperative, ("newcoop", "newcooperative", "新建合作社"), menu=RUNS, glued=True),
    Route("newpick", founding.pick, parameters=("branch",)),
    Route("newdone", founding.done),
    Route("mybranch", founding.own_branch, parameters=("branch",)),
    Route("pairset", partnerships.ask, parameters=("partnership", "term")),
    Route("pairzone", partnerships.pick_zone, parameters=("partnership", "zone")),
    Route("pairleads", partnerships.leads, parameters=("partnership",)),
    Route("pairlead", partnerships.set_lead, parameters=("partnership", "branch")),
    Route("pairlangs", partnerships.languages, parameters=("partnership",)),
    Route("pairlang", partnerships.set_language, parameters=("partnership", "language")),
    Route("pairend", partnerships.end, parameters=("partnership", "sure")),
    Route("pairbranches", partners.change_branches, parameters=("partnership",)),
    Route("pairin", partners.let_in, parameters=("partnership", "branch")),
    Route("pairout", partners.take_out, parameters=("partnership", "branch")),
    Route("pairgroups", binding.of_partnership, parameters=("partnership",)),
    Route("webgroup", binding.open_page, parameters=("partnership",)),
    Route("groupfree", binding.release, parameters=("group",)),
    Route("bind", binding.bind, ("bind", "绑定"), menu=RUNS, groups=True),
    Route("bindto", binding.bind_to, parameters=("partnership",), groups=True),
    Route("unbind", binding.unbind, ("unbind", "解除绑定"), menu=RUNS, groups=True),
    Route("branches", branches.several, ("branches", "支部"), ("page",), menu=LEADS),
    Route("branch", branches.one, parameters=("branch",)),
    Route("newbranch", branches.new, ("newbranch", "新建支部"), menu=RUNS, glued=True),
    Route("branchset", branches.ask, parameters=("branch", "trait")),
    Route("branchlevel", branches.set_level, parameters=("branch", "level")),
    Route("branchend", branches.end, parameters=("branch", "sure")),
)

_ANSWERS = (
    Route("rsvp", rsvp.tapped, parameters=("event", "answer", "revision"), strangers=True, groups=True),
    Route("reason", reasons.tapped, parameters=("event", "reason")),
    Route("which", rsvp.which, parameters=("event",)),
    Route("answer_yes", rsvp.typed, aliases=("参加", "我参加", "coming")),
    Route("answer_no", rsvp.typed, aliases=("请假", "我请假", "我要请假"), glued=True),
    Route("answer_maybe", rsvp.typed, aliases=("待定", "unsure")),
    Route("replies", replies.show, ("replies", "回复情况", "回复"), ("event", "branch"), menu=LEADS),
    Route("proxy", proxy.proxy, ("proxy", "answerfor", "代答"), ("event", "branch", "page"), menu=LEADS, glued=True),
    Route("proxy_for", proxy.whom, parameters=("event", "member")),
    Route("proxy_answer", proxy.answer, parameters=("event", "member", "answer")),
    Route("proxy_reason", proxy.reason, parameters=("event", "member", "reason")),
)

_RHYTHM = (
    Route(
        "digest", digest.digest, ("digest", "weekly", "周报", "小结"), ("partnership",), groups=True, menu=Role.MEMBER
    ),
    Route("digest_skip", digest.skip, parameters=("partnership", "week", "skipped")),
    Route("digest_note", digest.note, parameters=("partnership", "week")),
    Route("digestset", rhythm.settings, ("digestset", "rhythm", "周报设置", "免打扰设置"), ("partnership",), menu=RUNS),
    Route("digestday", rhythm.day, parameters=("partnership", "day")),
    Route("digesthour", rhythm.hour, parameters=("partnership", "hour")),
    Route("capset", rhythm.cap, parameters=("partnership", "most")),
    Route("ladder", ladder.ladder, ("ladder", "reminders", "提醒设置"), ("partnership",), menu=RUNS, glued=True),
    Route("rung", ladder.rung, parameters=("partnership", "minutes", "seeks")),
    Route("rungnew", ladder.new, parameters=("partnership", "seeks")),
    Route("rungadd", ladder.add, parameters=("partnership", "minutes", "seeks")),
    Route("rungmove", ladder.move, parameters=("partnership", "minutes", "seeks", "to")),
    Route("rungdrop", ladder.drop, parameters=("partnership", "minutes", "seeks")),
    Route("ladderback", ladder.restore, parameters=("partnership",)),
)

ROUTES = Routes(
    table=(
        Route("start", start.start, ("start", "开始"), strangers=True),
        Route("arrived", start.arrived, strangers=True, groups=True),
        Route("nevermind", nevermind.never_mind, strangers=True),
        *_PARTNERSHIPS,
        *_ANSWERS,
        *_RHYTHM,
    ),
    topics={
        rsvp.LEAVE: reasons.said,
        "digest_note": digest.noted,
        ladder.TOPIC: ladder.typed,
        rhythm.TOPIC: rhythm.typed,
        "newpair": founding.name,
        "newbranches": founding.more_branches,
        "pairset": partnerships.take,
        "pairbranches": partners.name_branch,
        "newbranch": branches.named,
        "branchset": branches.take,
    },
    file=start.words,
    words=words.words,
)
