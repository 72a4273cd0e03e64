### 加入支部

label-name = 姓名
label-branch = 支部

join-title = 您好，这是{ $branch }的邀请
join-ask-name = 请告诉我您的姓名。
join-ask-both = 您好，我是结对，帮几家支部一起安排学习。请告诉我您的姓名和支部，例：梅老师，综合办公室党支部
join-sure-ask = 对吗？对的话，我请书记确认。
join-sure-known = 名册里有这个名字。是您吗？
join-sure-secretary = 您是这个支部的书记，对吗？
join-asked = 好的，已请{ $branch }的书记确认，确认后会马上告诉您。
button-i-am = 我是{ $name }
button-its-me = 是我
button-not-me = 不是我

welcome-title = { $name }，您好，您已加入{ $branch }
welcome-next = 以后的活动会发到这里，点一下就能回复。发“帮助”看看还能做什么。
welcome-secretary = 您是支部书记：发“名册”管理成员，发“邀请”请大家进来。
button-me = 我的

approval-title = 🙋 { $name } 想加入{ $branch }
approval-hint = 名册里没有同名的人。
approval-hint-same = 名册里有相近的人，是同一个人就点他的名字。
approval-settled = 这个申请已经处理了。
approval-who = { $name }是名册里的哪一位？
button-admit = 同意
button-turn-away = 不是本支部的
button-same-as = 就是名册里的 { $name }
button-same-as-other = 是名册里的别人
said-admitted = 好的，{ $name }已加入。
said-turned-away = 好的，已告诉{ $name }。
waiting-title = { $branch }：待确认 { $count } 人

move-ask = 您现在在{ $here }。要转到{ $there }吗？转出要现在的书记同意。
button-ask-move = 请求转到 { $branch }
move-request = { $name }想转到{ $branch }，同意吗？
button-let-move = 同意转出

come-back = 您好，您已退出{ $branch }。要回来，我请书记确认。
button-come-back = 请求回来

told-turned-away = 书记说名册里没有您。请核对支部，再告诉我您的姓名和支部。
told-removed = 您已不在{ $branch }的名册上，以后不再给您发活动。有疑问请联系支部书记。
told-appointed = { $name }，您现在是{ $role }。发“帮助”看看能做什么。
told-moved-branch = { $name }，您已转到{ $branch }，以后的活动按新的支部发给您。
told-came-by-move = { $name }转到了{ $branch }。

refusal-not-introduced = 没看懂。请把姓名和支部一起写，例：梅老师，综合办公室党支部
refusal-already-in = 您已经在{ $branch }了。
refusal-already-somebody = 这里已经登录为{ $name }。请用您自己的手机打开这个链接。
refusal-already-decided = 这个申请已经处理了。
refusal-same-branch = 已经在{ $branch }了。
