### 活动的各项

label-when = 时间
label-place = 地点
label-speaker = 主讲

event-host = { $kind } · { $host }承办

menu-agenda = 看接下来的活动
menu-past = 看往期活动
menu-calendar = 把活动订阅到手机日历

# 活动卡片
button-calendar = 加入日历
button-notice = 活动通知
button-change = 修改
button-cancel-event = 取消活动
button-open-event = 查看活动
published-told = 已发布，发给 { $reached } 人。
published-already = 已经发布过了。
published-unreachable = { $count } 人还联系不上（没有加入或停用了），请转告。
published-quiet = 现在是免打扰时间，{ $at } 起送达。
calendar-file = 点开文件就能加入日历：{ $title }
notice-file = 活动通知：{ $title }

# 改动和取消
change-done = { $told ->
    [0] 已改好。
   *[other] 已改好，通知 { $told } 人。
  }
change-done-already = 已经改过了。
changed-title = 有改动：{ $title }，{ $when }
cancel-title = 取消“{ $title }”
cancel-ask-reason = 为什么取消？请直接输入原因，输入后就会取消并通知大家。例：场地维修
cancel-done = 已取消，通知 { $told } 人。
cancel-not-done = 好的，活动不取消。
button-cancel-without = 不写原因，取消
button-cancel-not = 不取消
cancelled = 已取消：{ $when } 的“{ $title }”。
cancelled-because = 已取消：{ $when } 的“{ $title }”。原因：{ $reason }
uninvited = { $when } 的“{ $title }”不再邀请您的支部，不用来了。
nothing-to-change = 现在没有可以修改的活动。
nothing-to-cancel = 现在没有可以取消的活动。
which-event = 哪一次？

# 日程
agenda-title = 📅 日程
agenda-empty = 接下来没有安排。
agenda-how-to-add = 要安排，例：安排 周五下午3点 学党史 @老校区
agenda-item = { $when }　{ $title }
button-agenda = { $when } { $title }
button-agenda-answered = { $when } { $title } · { $answer }
button-agenda-waiting = { $when } { $title } · 候补
button-agenda-silent = { $when } { $title } · 未回复
button-past = 往期
past-title = 📅 往期
past-empty = 还没有开展过活动。
button-past-recorded = { $when } { $title } · 已记录
button-past-open = { $when } { $title } · 待记录

# 日历订阅
feed-title = 📆 订阅到日历
feed-what = 给您一个私人地址，手机日历会自动跟着活动更新。地址只属于您，请不要转发。
feed-made = 地址只显示这一次，请现在添加到手机日历，不要转发：
feed-link = { $link }
feed-there = 您已经有一个地址。忘了或泄露了，换一个新的，旧的马上失效。
feed-revoked = 地址已停用，日历不再更新。
button-feed-make = 给我一个地址
button-feed-renew = 换一个新的
button-feed-revoke = 停用
calendar-name = 结对

refusal-nothing-to-publish = 现在没有等着发布的活动。要安排，例：安排 周五下午3点 学党史 @老校区
refusal-event-begun = 活动已经开始，不能再改了。
refusal-nothing-changed = 还没有改动。
refusal-changed-meanwhile = 刚刚有人改过这次活动。请重新打开，看看现在的样子再改。
refusal-cancel-reason-too-long = 原因太长了，请写在 { $longest } 个字以内。

trail-event-published = 发布了“{ $event }”
trail-event-changed = 修改了“{ $event }”
trail-event-moved = 把“{ $event }”从 { $old } 改到 { $new }
trail-event-cancelled = 取消了“{ $event }”
trail-feed-made = 换了日历订阅地址
trail-feed-revoked = 停用了日历订阅地址
