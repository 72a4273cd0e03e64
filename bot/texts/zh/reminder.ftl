### 提醒

reminder-silent = 还没收到您对{ $day }{ $kind_code ->
    [other] 活动
   *[any] { $kind }
}的回复，点一下就好。
reminder-undecided = 您对{ $day }{ $kind_code ->
    [other] 活动
   *[any] { $kind }
}的回复还是“待定”，现在能定下来吗？
reminder-coming = { $days ->
    [0] 今天
    [1] 明天
    [2] 后天
   *[other] { $days } 天后
}（{ $at }）{ $place }，{ $title }。
reminder-place = ，{ $place }
reminder-cannot-come = 不能来了？
reminder-call = 不能来了请告诉本支部书记。
perhaps-repeated = （可能重复：收到过就不必理会。）
button-leave-after-all = 改为请假

# 没有发出的提醒（回复情况里看）
replies-missed = 没有发出的提醒 { $count } 条（给{ $seeks }）：{ $why }
miss-late = 机器人当时没有运行，已经过了时候
miss-quiet = 免打扰时间一直到活动前后
miss-cap = 当天的消息已到上限
