### 回复情况与代答

menu-replies = 看谁回复了、谁还没有
menu-proxy = 替成员回复，例：代答 张三 参加

button-branch = { $branch }
button-name = { $name }
button-again = 刷新
button-all-branches = 各支部
button-replies = 回复情况
button-answer-for = 代答
button-proxy-answer = { $answer }
button-proxy-said = { $name }（{ $answer }）
button-proxy-which = { $name }（{ $category }）· { $title } · { $when }

replies-title = 回复情况：{ $title }
replies-of = { $branch }
replies-branch =
    { $branch }
    已回复 { $answered }/{ $invited }，参加 { $yes }，请假 { $no }
replies-yes = 参加 { $count }：{ $names }
replies-waiting = 候补 { $count }：{ $names }
replies-no = 请假 { $count }：{ $names }
replies-maybe = 待定 { $count }：{ $names }
replies-silent = 未回复 { $count }：{ $names }
replies-unreached = 消息送不到 { $count }：{ $names }。可以打个电话，再点“代答”。
replies-person = { $name }（{ $reason }）
replies-person-for = { $name }（代{ $reason }）
replies-because = ，{ $reason }

proxy-title = 代答：{ $title }
proxy-whom = 替{ $branch }的哪一位回复？
proxy-what = { $name }，{ $when }
proxy-why = 是什么原因？
proxy-which = 您说的是哪一位、哪一次？
proxy-recorded = 已代{ $name }回复：{ $answer }
proxy-waiting = 名额已满，{ $name }排在候补第 { $place } 位。

refusal-nobody-named = 近期活动邀请的人里没有“{ $name }”。请看看姓名写得对不对。
