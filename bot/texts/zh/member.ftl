### 成员、角色和邀请

menu-members = 看本支部名册
menu-addmember = 添加一名成员
menu-handover = 把职务交给别人
menu-invite = 邀请成员加入支部
menu-link = 给一位成员专用链接
menu-quit = 退出支部
example-addmember = 添加成员 张三 预备党员
example-link = 链接 张三

label-category = 类别
label-role = 角色
label-account = 账号
label-open-until = 有效期至
reach-joined = 已加入
reach-not-yet = 未加入
reach-lost = 联系不上

roster-title = { $branch }名册：{ $count } 人，已加入 { $joined } 人
roster-left-title = { $branch }：已离开 { $count } 人
roster-empty = 名册还是空的。导入名册，或邀请大家进来。
roster-entry = { $name } · { $category }{ $role_code ->
    [member] {""}
   *[other] { " · " }{ $role }
  } · { $reach }
button-members = 成员
button-invite = 邀请
button-add-member = 添加成员
button-import = 导入名册
button-former-members = 已离开的
button-waiting = 待确认 { $count } 人
branch-ask-which = 哪个支部？

member-title = 👤 { $name }
member-has-left = 已离开。
member-of-branch = { $name }（{ $branch }）
member-ask-new = 请发姓名和类别，例：张三 预备党员。不写类别按正式党员登记。
member-ask-name = 姓名怎么写？
member-ask-category = { $name }的类别是？
member-ask-role = { $name }的角色是？
member-ask-branch = { $name }转到哪个支部？
member-ask-remove = 把{ $name }移出名册？以后不再给他发活动，以前的记录都留着。
member-ask-cut-off = 断开{ $name }的账号？原来的手机和电脑就不能再代表他了，给过他的链接和他的日历地址也会失效；他可以重新加入。
choice = { $chosen ->
    [1] ✓ { $value }
   *[0] { $value }
  }
button-category = 类别
button-personal-link = 专用链接
button-move-branch = 转支部
button-role = 角色
button-cut-off = 断开账号
button-remove = 移出名册
button-bring-back = 请回来
button-forget = 删除资料
member-ask-forget = 删除{ $name }的资料？姓名、账号和聊天内容都没有了，不能恢复；过去各次活动的人数不变。
forget-done = 已删除。
button-hand-over = 交接
button-leave = 退出
said-appointed = 好的，{ $name }现在是{ $role }。
said-removed = 已移出{ $name }。
said-brought-back = { $name }回来了。
handover-ask = 把“{ $role }”交给谁？只列出已加入的人。
handover-nobody = 还没有可以接“{ $role }”的人。请先邀请他加入。
handover-sure = 把“{ $role }”交给{ $name }？交接后您是普通成员。
handover-done = 已把“{ $role }”交给{ $name }，辛苦了。
leave-sure = 退出{ $branch }？以后不再给您发活动，以前的记录都留着。
leave-done = 您已退出{ $branch }。想回来随时告诉我。

invite-title = { $role_code ->
    [secretary] 邀请{ $branch }的书记
   *[other] 邀请加入{ $branch }
  }
invite-hint = 把链接发给大家，或把图片打印出来贴在公告栏。
invite-secretary-hint = 这个链接只能用一次，请只发给书记本人。
name-of-several = { $name }（{ $category }）
channel-named = { $channel ->
    [telegram] Telegram
    [wecom] 企业微信
    [wecom-app] 企业微信应用
    [wecom-hook] 企业微信群
    [web] 网页
   *[other] { $channel }
  }
way-by-words = 给“{ $robot }”发：加入 { $code }
button-live-links = 有效的链接
button-invite-secretary = 邀请书记
personal-title = { $name }的专用链接
personal-hint = 打开就是本人，请只发给本人。最多可用 { $uses } 次。
personal-ask-name = 给谁？请发姓名。
personal-which = 有几位同名的，是哪一位？
links-title = { $branch }：有效的链接 { $count } 个
links-none = 没有。
link-entry = { $place }. { $personal ->
    [1] { $whom }的专用链接
   *[0] 邀请{ $whom }
  }，{ $by }建于 { $made }，用过 { $uses } 次，到 { $until }
button-revoke = 撤销 { $place }
link-revoked = 已撤销，这个链接打不开了。

refusal-last-coordinator = 您是唯一的联络员。请先发“交接”，或再指定一位联络员。
refusal-secretary-needs-branch = 书记要有支部。请先把他转到一个支部。

trail-house-claimed = 认领，成为联络员
trail-member-added = 添加成员 { $member }
trail-member-renamed = 更正 { $member } 的姓名
trail-member-category = { $member } 的类别由{ $old }改为{ $new }
trail-member-moved = { $member } 转到{ $to }
trail-member-cut-off = 断开 { $member } 的账号
trail-member-role = { $member } 由{ $old }改为{ $new }
trail-member-left = { $member } 退出
trail-member-removed = 把 { $member } 移出名册
trail-member-came-back = { $member } 回来
trail-member-asked = { $member } 申请加入{ $branch }
trail-member-joined = { $member } 加入
trail-member-admitted = 同意 { $member } 加入
trail-member-recognised = 确认一个申请就是名册里的 { $member }
trail-member-turned-away = 没有同意 { $member } 加入
trail-member-erased = 删除自己的资料
trail-former-erased = 按本人要求删除一位离开的成员的资料
trail-invitation-made = 建{ $branch }的邀请链接（{ $role }）
trail-link-made = 建 { $member } 的专用链接
trail-link-revoked = 撤销{ $branch }的一个链接
trail-roster-imported = 导入{ $branch }名册，{ $count } 人有变动
