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
