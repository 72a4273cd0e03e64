### 联系不上的人，告诉本支部书记

unreachable-title = ☎ 消息送不到 { $count } 位 · { $branch }
unreachable-names = { $names }{ $more }
unreachable-more = ，另有 { $count } 位
unreachable-event = 他们收不到“{ $title }”（{ $at }）的通知。可以打个电话，替他们回复；或者把邀请链接发给他们，打开一次就好。
