### 提醒和周报的设置

menu-ladder = 改提醒的时间
menu-digestset = 改周报时间、免打扰、每天几条

rhythm-title = ⏱ 周报和免打扰 · { $name }
rhythm-typed = 也可以直接输入，例：周四 16:30；22:00-7:00；不要免打扰；每天最多3条
rhythm-which = 改哪一个的？
label-digest-following = 下一期
label-digest-last = 上一期
label-cap = 每人每天最多
cap-of = { $most } 条
digest-became = { $at } { $outcome }
weekday = { $day ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
  }
hour = { $at }
chosen = ✓ { $label }
button-ladder = 提醒设置
button-rhythm = 周报和免打扰

ladder-title = ⏱ 提醒设置 · { $name }
ladder-lead = 发布时先发一次邀请，之后按下面的时间提醒。点一下可以改。
ladder-empty = 现在只在发布时发邀请，之后不提醒。
ladder-typed = 也可以直接输入，例：提前3天 没回复的
rung = { $distance } · { $seeks }
rung-lead = 改成什么时候？
rung-when = 提醒{ $seeks }：提前多久？
distance-days = 提前 { $count } 天
distance-hours = 提前 { $count } 小时
distance-minutes = 提前 { $count } 分钟
seeks-silent = 没回复的
seeks-coming = 要参加的
button-rung-add = 再提醒一次{ $seeks }
button-rung-drop = 去掉这一次
button-ladder-restore = 恢复默认

refusal-rung-unclear = 没看懂“{ $text }”。例：提前3天 没回复的；提前1小时 参加的
refusal-rung-out-of-reach = 提醒要在开始前 { $nearest } 分钟到 { $furthest_days } 天之间。
refusal-ladder-full = 最多提醒 { $most } 次，请先去掉一次。
refusal-rhythm-unclear = 没看懂“{ $text }”。例：周四 16:30；22:00-7:00；每天最多3条
refusal-cap-out-of-reach = 每天 { $least } 到 { $most } 条之间。

trail-rhythm-digest = “{ $partnership }”的周报改为{ $weekday ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
  } { $at }
trail-rhythm-quiet = “{ $partnership }”的免打扰时间改为 { $start } 到 { $end }
trail-rhythm-cap = “{ $partnership }”改为每人每天最多 { $most } 条
trail-rung-added = “{ $partnership }”增加一次提醒：提前 { $minutes } 分钟，{ $seeks }
trail-rung-dropped = “{ $partnership }”去掉一次提醒：提前 { $minutes } 分钟，{ $seeks }
trail-ladder-restored = “{ $partnership }”的提醒恢复默认
