### 支部

menu-branches = 看支部、改支部
menu-newbranch = 新建支部

label-level = 级别
label-organisation = 单位
label-partnerships = 结对
label-secretaries = 书记
label-members = 成员

branches-title = 支部 { $count } 个
branches-none = 还没有支部。
branch-title = 🏷 { $name }
branch-heads = { $heads } 人，已加入 { $joined } 人
branch-ask-new = 请发新支部的名称，例：农学院党总支
branch-ask-trait = { $trait_code ->
    [organisation] 请发所属单位，例：农学院；没有就发“无”。
   *[name] 请发新的名称。
  }
branch-ask-close = 关闭“{ $name }”后不能再用它安排活动。以前的记录都留着。
branch-closed = 已关闭。
button-new-branch = 新建支部
button-organisation = 单位
button-level = 改为{ $level }
button-close-branch = 关闭支部


refusal-branch-name-taken = 已经有“{ $name }”了。
refusal-branch-has-members = 还有 { $count } 名成员。请先把他们转到别的支部。
refusal-branch-in-partnership = 它还在“{ $partnership }”里。请先移出。
refusal-branch-unclear = “{ $word }”可能是：{ $names }。请写全称。

trail-branch-made = 新建支部 { $branch }
trail-branch-renamed = 支部“{ $old }”改名为“{ $new }”
trail-branch-described = { $branch }：级别 { $level }，单位 { $organisation }
trail-branch-closed = 关闭支部 { $branch }
