### 到会情况

menu-attend = 登记到会的人

attendance-title = 到会情况：{ $title }，{ $on }
attendance-ask = 这次谁到了？先按“参加”的 { $came } 人记，点名字可改；临时来的直接输入姓名。
attendance-correct = 已经确认过。点名字可以更正，改动立即生效并留痕；漏记的直接输入姓名。
attendance-branch = { $branch }　到 { $came }/{ $called }
attendance-added = 已加：{ $names }
attendance-which = 名册里有几位“{ $name }”，到的是哪一位？
attendance-left = 还没记下：{ $names }。请随后再输入一次。
attendance-unknown = 名册里没有：{ $names }。按来宾（列席）记下吗？
attendance-changed = 名单刚才有人改过，请再核对一下。
attendance-done = 已确认。
attendance-recorded = 已登记：
attendance-figures =
    { $branch }
    应到 { $expected } · 实到 { $came } · 请假 { $excused }{ $guests }
attendance-outside = 来宾：{ $names }
attendance-late = 补录：活动结束三天以后才登记。

button-attendance = 到会情况
button-came = ✓ { $name }
button-guest = ✓ { $name }（来宾）
button-branch-here = ▸ { $branch }
button-confirm-came = 确认 { $count } 人
button-guests = 记为来宾（{ $count } 人）
button-no-guests = 不记
button-same-name = { $name }（{ $branch }，{ $category }）
button-correct = 更正
button-correct-done = 改好了
button-sign-in = 签到表
button-record = 活动记录

makeup = { $on } 的“{ $title }”您请了假。补课请向本支部书记要学习材料，学完告诉书记登记。

paper-sign-in = { $branch }的签到表。
paper-record = { $branch }的活动记录。空着的栏请补上。
paper-which = 要哪个支部的？

trail-attendance-confirmed = 确认了“{ $event }”的到会情况：{ $came } 人
trail-attendance-corrected = 更正了“{ $event }”的到会情况{ $member }

refusal-nothing-to-note = 没有本支部承办、已经开始的活动。到会情况由承办支部登记；发“往期”看以前的活动。
refusal-not-held-yet = 活动 { $starts_at } 才开始，到时再登记到会的人。
refusal-not-confirmed = 到会情况还没有确认，确认以后才能出活动记录。
