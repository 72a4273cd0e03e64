### 没有送到的消息，给联络员

# 可能没有发到群里
unsure-title = 📮 { $what }可能没有发到“{ $group }”群
unsure-why = { $trouble }，群里收到没有，我不知道。请看一眼群里。
unsure-board = 已经在群里的话，它的人数不会再更新；要它更新，就再发一次。
unsure-settled = 📮 { $what } → “{ $group }”群
decided = { $how }。（{ $by }）
decided-itself = 已经处理好了，不用再管。
decision-again = 好的，再发一次
decision-dropped = 好的，不发了
decision-arrived = 好的，已经收到，不再发
button-send-again = 再发一次
button-arrived = 已经收到

# 投递
menu-deliveries = 看哪些消息没有送到，再发一次
deliveries-title = 📮 投递
deliveries-counts = 待发 { $queued } · 迟了 { $late } · 没发出 { $failed } · 不确定 { $unknown } · 收不到消息 { $unreachable } 人
deliveries-fine = 都发出了，没有要处理的。
deliveries-none-stuck = 没有要您处理的。
deliveries-item = { $number }. { $name }
    { $why }
delivery-to-group = { $what } → “{ $to }”群
delivery-to-member = { $what } → { $to }
delivery-failed = 没发出：{ $trouble }（{ $due }）
delivery-unknown = 不确定：{ $trouble }（{ $due }）
delivery-late = 迟了：{ $due } 该发的，还在排队
delivery-held = 迟了：{ $due } 该发的，没发成，{ $retry } 再试
button-not-sent = 不发了
button-numbered-again = { $number } 再发一次
button-numbered-arrived = { $number } 已经收到
button-numbered-drop = { $number } 不发了
button-on-the-page = 打开网页看全部
decided-later = 好的。现在是免打扰时间，{ $at } 再发。（{ $by }）

# 投递的网页
web-desk = 投递
desk-skip = 跳到要处理的
desk-renew = 刷新
desk-count-queued = 待发
desk-count-late = 迟了
desk-count-failed = 没发出
desk-count-unknown = 不确定
desk-count-unreachable = 收不到消息的人
desk-todo = 要您拿主意的
desk-pages = 翻页
desk-late = 迟了的
desk-late-hint = 还在排队，能发就发，不用管。不想发了，可以在这里停下。
desk-waiting = 待发的
desk-lost = 收不到消息的人
desk-lost-hint = 他们的书记已经知道。可以打个电话，或者把邀请链接再发一次。
desk-branch = { $branch } · { $count } 人
desk-no-branch = 还没有支部
desk-more = 另有 { $count } 人

trouble-cut = 发的时候断了线
trouble-restart = 发的时候机器人重启了
trouble-restored = 恢复备份以前可能发过
trouble-refused = 发的时候出了错
trouble-too-late = 等得太久，过了时候

refusal-too-late-to-send = 已经过了时候，不用再发了。
refusal-being-sent = 正在发。过一分钟再看。

# 每一种消息的叫法
sort-of-event = “{ $event }”的{ $sort }
sort-admitted = 欢迎消息
sort-answer-lost = 没送到的回复
sort-appointed = 新身份的通知
sort-approval = 加入申请
sort-attendance = 签到表
sort-board = 群通知
sort-came-by-move = 有人转来的通知
sort-cancelled = 取消通知
sort-changed = 变更通知
sort-digest = 周报
sort-digest-preview = 周报预览
sort-group-lost = 群失联的通知
sort-invitation = 邀请
sort-makeup = 补课的通知
sort-moved = 改时间的通知
sort-moved-branch = 换支部的通知
sort-promoted = 有名额的通知
sort-recorded = 到会人数
sort-reminder = 提醒
sort-removed = 移出名册的通知
sort-restored = 恢复备份的通知
sort-transfer = 转支部的申请
sort-turned-away = 没有通过的通知
sort-uninvited = 不再邀请的通知
sort-unreachable = 收不到消息的名单
sort-unsure = 请您看一眼群里的消息
sort-other = 消息

trail-delivery-again = 让一条没送到的消息再发一次：{ $member }{ $group } { $event }
trail-delivery-dropped = 决定不发一条消息：{ $member }{ $group } { $event }
trail-delivery-arrived = 看到一条消息已经到了：{ $group } { $event }
