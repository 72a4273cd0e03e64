### 安排活动

field-time = 时间
field-title = 题目
field-place = 地点
field-speaker = 主讲
field-deadline = 回复截止
field-seats = 名额
field-whom = 邀请
field-kind = 类型
field-host = 承办

refusal-words-too-long = { $what }写了 { $length } 个字，最多 { $longest } 个字。请短一些再发一次。
refusal-said-twice = “{ $what }”写了两次，请只留一个再发一次。
refusal-seats-unclear = 没看懂名额“{ $words }”：请写 1 到 { $most } 的数。例：限30人
refusal-kind-unknown = 没有“{ $words }”这一类活动。例：党课、主题党日、理论学习、志愿服务、其他

menu-schedule = 安排活动，例：安排 周五下午3点 学党史 @老校区
menu-change = 修改活动，例：修改 地点 老校区
menu-cancel = 取消正在安排的，或取消活动

holiday-new-year = 元旦
holiday-spring-festival = 春节
holiday-qingming = 清明节
holiday-labour-day = 劳动节
holiday-dragon-boat = 端午节
holiday-mid-autumn = 中秋节
holiday-national-day = 国庆节
holiday-bridge = 调休放假

# 一步一步地问
draft-title = 📋 安排活动
draft-title-change = 📋 修改活动
draft-dropped = 好的，不安排了。
change-dropped = 好的，活动没有改动。
ask-kind = 哪一类活动？
ask-day = 哪一天？点日期，或直接输入，例：下周五下午3点-4点半
ask-hour = 几点开始？点一下，或直接输入，例：15:00-16:30
ask-moment = “{ $words }”是指哪一个？点一下，或重新输入时间。
ask-moment-past = “{ $words }”已经过去，是指 { $start } 吗？
ask-moment-deadline = 回复截止“{ $words }”是指哪一个？点一下，或重新输入。
ask-title = 题目是什么？请直接输入，例：学习二十届四中全会精神
ask-place = 在哪里？点一下，或直接输入。
ask-speaker = 谁主讲？请直接输入。
ask-deadline = 什么时候截止回复？请直接输入，例：周四18点、前一天18点、提前2小时
ask-seats = 名额多少？请直接输入，例：30
ask-whom = 邀请哪些支部？点一下加上或去掉。
ask-host = 由哪个支部承办？
ask-branch = “{ $name }”是指哪个支部？
ask-partnership = 属于哪个结对？
ask-field = 改哪一项？点一下，或一次写完，例：修改 时间 周六9点

button-kind = { $kind }
button-hour = { $hour }
button-moment = { $when }
button-neither = 都不是
button-yes = 是
button-no = 不是
button-named = { $name }
button-title-kind = 就叫“{ $kind }”
button-leave-empty = 不填
button-default = 用默认时间
button-whom-all = 全部支部
button-whom-own = 只有本支部
button-done = 选好了
button-branch-on = ✓ { $name }
button-branch-off = { $name }
button-drop-draft = 取消
button-drop-change = 不改了
button-publish = 发布
button-edit = 修改
button-confirm-change = 确认修改
button-field = { $field }

button-month-before = ‹
button-month-after = ›
calendar-month = { $year }年{ $month }月
calendar-blank = ·
calendar-day = { $day }
calendar-today = [{ $day }]
calendar-day-off = { $day }休
calendar-day-worked = { $day }班
weekday-monday = 一
weekday-tuesday = 二
weekday-wednesday = 三
weekday-thursday = 四
weekday-friday = 五
weekday-saturday = 六
weekday-sunday = 日

# 发布之前核对
readback-title = 📋 请核对
readback-name = { $title }
label-title = 题目
label-invited = 邀请
label-seats = 名额
label-reply-by = 截止
label-caution = 提示
reply-by = { $at } 前回复
invited-branch = { $branch } { $heads }人
invited-branches = { $branches }（{ $heads }人）
old-and-new = { $old } → { $new }
nothing-said = 无
caution-holiday = 当天是{ $holiday }
caution-worked-weekend = 当天是调休上班日
caution-short-notice = 距开始不足一天
caution-after-agreement = 结对协议到 { $ends_on } 为止
caution-clash = { $branch } { $at } 已有别的活动
caution-clash-named = { $branch } { $at } 已有“{ $title }”

change-title = 📋 请核对改动
change-nothing = 还没有改动。点“修改”选要改的一项。
change-asks-again = 时间改了：已经回复的人会再问一次。
change-shows = 大家的卡片上会改过来，不另发消息。
change-tells = 会告诉参加和还没回复的人一次。

refusal-lasts-too-long = 一次活动最长 { $longest } 天。更长的，请分成几次安排
refusal-hours-missing = “{ $text }”有几天，请写上从几点到几点。例：28日9点到29日17点
refusal-deadline-after-start = 回复截止（{ $deadline }）晚于开始（{ $start }），请改早一些。
refusal-partner-unknown = 结对里没有“{ $name }”这个支部。
refusal-partner-misspelt = 结对里没有“{ $name }”这个支部，是指{ $closest }吗？
refusal-no-common-partnership = 这几个支部不在同一个结对里，请分开安排。
refusal-no-branch-yet = 还没有支部可以承办。请先建立结对。
refusal-draft-unfinished = 还差一项没有填，请先回答上面的问题。
refusal-starts-in-the-past = { $start } 已经过去了，请先改时间。
