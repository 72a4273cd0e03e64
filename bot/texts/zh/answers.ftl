### 邀请卡片、回复、群里的看板

invitation-title = 📌 { $title }
invitation-when = { $when }
invitation-when-where = { $when } · { $place }
invitation-speaker = 主讲 { $speaker }
invitation-seats = 名额 { $seats } 人
invitation-reply-by = 请在 { $at } 前回复
invitation-until = { $at } 前可改
invitation-closed = 回复已于 { $at } 截止。要改请联系本支部书记。
invitation-see-newer = 时间改了，请看下面的新卡片。
event-cancelled = 已取消。
event-cancelled-because = 已取消。原因：{ $reason }
event-over = 活动已结束。
moved-lead = 时间改了：{ $old } → { $new }。{ $rest }请再回复一次。
moved-noted = 时间改了：{ $old } → { $new }。{ $rest }
moved-only = 其余不变。
moved-also = { $fields }也有改动。
promoted-lead = 有空位了，您已从候补转为参加。

answer-mine = 您的回复：{ $answer }
answer-leave = 已请假{ $because }。
answer-leave-made-up = 已请假{ $because }。会后会告诉您怎样补课。
answer-because = ：{ $reason }
answer-given-for-you = { $by }代您回复：{ $answer }{ $reason }
answer-brackets = （{ $words }）
answer-waiting = 名额已满（{ $seats } 人），您排在候补第 { $place } 位，有空位会马上告诉您。

answer-lost-title = 🙏 刚才的回复没能送到
answer-lost = 您 { $at } 发来的话我收到了，回复在路上丢了。请看看日程，或者再问一次。

leave-ask = 请选择原因，或直接输入：
leave-noted = 已记下请假：{ $title }，{ $when }。

button-answer-yes = 参加
button-answer-yes-chosen = ✓ 参加
button-answer-no = 请假
button-answer-no-chosen = ✓ 请假
button-answer-maybe = 待定
button-answer-maybe-chosen = ✓ 待定
button-reason = { $reason }
button-event = { $title } · { $when }
button-first-time = 第一次用？点这里
button-answer-there = 去回复
board-first-time = 第一次用？私聊“{ $robot }”，发一句“你好”。

rsvp-recorded = 已记下：{ $answer }
rsvp-unchanged = 已经是“{ $answer }”，没有变化。
rsvp-waiting = 名额已满（{ $seats } 人），您排在候补第 { $place } 位，有空位会马上告诉您。
rsvp-leave-in-group = 已记下：请假。原因请在私聊里告诉我。
rsvp-confirmed = 已记下：{ $answer }。{ $title }，{ $when }（{ $until } 前可改）。
rsvp-confirmed-closed = 已记下：{ $answer }。{ $title }，{ $when }。
rsvp-confirmed-waiting = { $title }，{ $when }：{ $waiting }
rsvp-which = 您说的是哪一次？
rsvp-time-changed = 时间改过了，请看新的时间再回复。

board-branch =
    { $branch }
    参加 { $yes }{ $waiting } · 请假 { $no }{ $maybe } · 未回复 { $silent }
board-maybe = { " · " }待定 { $count }
board-waiting = { " · " }候补 { $count }
board-seats = 名额 { $seats } 人，已报 { $taken } 人
board-came = { $branch }　到 { $came }/{ $expected }{ $guests }
board-guests = { " · " }列席 { $count }
board-updated = 更新于 { $at }
board-closed = 回复已于 { $at } 截止
board-over = 活动已开展。

trail-answered-for = 代{ $member }回复“{ $event }”：{ $answer }

refusal-rsvp-closed = 回复在 { $closed_at } 已截止。要改请联系本支部书记。
refusal-event-cancelled = { $starts_at } 的这次活动已经取消，不用回复了。
refusal-event-over = 这次活动已经结束，不能再回复了。到会情况由承办支部登记。
refusal-not-invited = 这次活动没有邀请您所在的支部或您这一类成员，不用回复。
refusal-not-known-here = 我还不认识您。请点卡片下方的“第一次用？点这里”，说一下姓名和支部就能回复。
refusal-not-on-leave = 您现在没有请假，不用填原因。
refusal-nothing-under-way = 近期没有邀请本支部的活动。发“往期”看以前的活动。
refusal-nothing-to-answer = 现在没有等您回复的活动。
refusal-reason-too-long = 原因太长了，请写在 { $most } 个字以内。
