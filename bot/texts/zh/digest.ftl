### 每周小结

digest-title = 📅 本周小结 · { $name } · { $days }
digest-held = 已开展 { $count } 次
digest-held-all = · { $day } { $title } · 到 { $came }/{ $expected }（{ $branches }）
digest-held-one = · { $day } { $title } · 到 { $came }/{ $expected }
digest-held-unknown = · { $day } { $title } · 到场待确认
digest-branch = { $branch } { $came }/{ $expected }
digest-ahead = 未来七天 { $count } 次
digest-ahead-one = · { $at } { $title } · 已回复 { $answered }/{ $invited }
digest-todo = 待办
digest-unrecorded = · { $day } { $title } 的到场情况待确认（承办：{ $host }）
digest-waiting = · { $count } 人申请加入，等支部书记确认
digest-more = · 另有 { $count } 项
digest-empty = 这段时间没有活动，未来七天也没有安排。
digest-note = 联络员：{ $words }

# 发出前给联络员看
digest-preview = 预览：{ $at } 发到 { $groups } 个群。不用管它也会按时发出。
digest-preview-skipped = 预览：这一期不发。
button-digest-skip = 跳过这一期
button-digest-unskip = 还是发
button-digest-note = 加一句话
digest-note-wanted = 请输入要加在小结后面的一句话（最多 { $longest } 字）。发“-”可去掉已加的话。
refusal-digest-gone = 这一期已经处理过了（{ $closed_at }），不能再改。
refusal-note-too-long = 这句话太长了，最多 { $longest } 字。

digest-which = 看哪一个的小结？
digest-nowhere = 您的支部还没有加入结对，所以没有小结。

became-posted = 已发到群里
became-empty = 没有内容，未发
became-skipped = 已按联络员的意思跳过
became-missed = 错过了（机器人当时没有运行），内容并入下一期

menu-digest = 看本周小结
trail-digest-skipped = 跳过“{ $partnership }”的小结（{ $week } 那一周）
trail-digest-unskipped = 又要发“{ $partnership }”的小结（{ $week } 那一周）
trail-digest-note = 给“{ $partnership }”的小结加了一句话
