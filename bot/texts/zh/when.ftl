### 读时间

refusal-no-time = 没看懂“{ $text }”里的时间。例：下周五下午3点
refusal-repeating-time = “{ $text }”是重复的时间，请写其中一次。例：下周五 15:00
refusal-impossible-time = { $reason_code ->
    [hour] 没看懂“{ $text }”：一天到 24:00 为止。例：周五 15:00
    [minute] 没看懂“{ $text }”：分钟到 59 为止。例：周五 15:30
    [part_of_day] “{ $text }”里的时段和钟点对不上。例：下午3点，或者 15:00
    [month] 没看懂“{ $text }”：一年只有 12 个月。
    [day_of_month] 没有“{ $text }”这一天：那个月有 { $limit } 天。
    [year] 没看懂“{ $text }”里的年份。例：2027年3月1日
    [lunar_day] 没有“{ $text }”这一天：那个农历月有 { $limit } 天。
    [lunar_month] 近两年没有“{ $text }”：那个月不闰。
    [nth_day] 那个月没有“{ $text }”。
    [range_backwards] “{ $text }”的结束不晚于开始。例：15:00-16:30
    [clock_gap] 那天改夏令时，钟表上没有“{ $text }”这一刻。请换一个钟点。
    [not_before] “{ $text }”不在活动开始之前，请写早一些的时间。
   *[too_far] “{ $text }”太远了，请写近一些的时间。
}
refusal-ambiguous-clock = “{ $text }”是 { $afternoon } 还是 { $morning }？请写成 { $afternoon } 这样。
refusal-time-past = { $offers ->
    [0] “{ $text }”已经过去，请写一个以后的时间。
   *[other] “{ $text }”已经过去，是指 { $suggestion } 吗？
}
refusal-ambiguous-time = “{ $text }”是指哪一个：{ $candidates }？
