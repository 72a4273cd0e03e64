### 导入名册

menu-import = 导入名册文件

button-template = 下载模板
roster-ask-file = 请把名册文件（.xlsx 或 .csv）发给我。只有姓名必填，可先下载模板。
roster-template-hint = 填好后直接发给我。
roster-checked = 📋 请核对名册
roster-counts = 新增 { $added } 人，更新 { $updated } 人，回来 { $returned } 人，不变 { $same } 人
roster-assumed = 有 { $count } 人没写类别，按正式党员登记。
roster-private = 这些列我不保存，没有读：{ $columns }
roster-ignored = 这些列没有用到：{ $columns }
roster-flawed = 有 { $count } 行不能导入，改好后再发一次就行：
roster-flaw = 第 { $line } 行 { $name }：{ $reasons }
roster-flaw-nameless = 第 { $line } 行：{ $reasons }
roster-more-flawed = 还有 { $count } 行，见附件。
roster-report-name = 不能导入的行
roster-nothing-new = 没有要改的。
button-confirm-import = 确认导入 { $count } 人
roster-done = 已导入
roster-next = 接下来发“邀请”，请大家进来。

button-directory = 从企业微信通讯录选
directory-ask = “{ $branch }”是通讯录里的哪个部门？点一下，或直接输入部门名称。下级部门的人也在内。
directory-more = 还有 { $count } 个，请输入更完整的名称。
directory-department = { $name }（{ $number }）
roster-left-out = 有 { $count } 人不能导入：
roster-flaw-there = { $name }：{ $reasons }
roster-flaw-unnamed = 没有姓名的一位：{ $reasons }
roster-next-there = 不用再邀请，活动会直接发到大家企业微信的“{ $robot }”里。

refusal-several-called = 支部里有几位同名的，分不清是哪一位
refusal-waits-to-come-in = 正在申请加入，请先在“成员”里确认
refusal-in-another-branch = 已经在别的支部，要转过来请从成员卡片上点“转支部”
refusal-no-directory = 这里没有接企业微信通讯录。名册可以发文件：导入名册
refusal-directory-away = 企业微信没有回应，什么也没有改。请过一会儿再试。
refusal-directory-shut = 企业微信不让我读通讯录，什么也没有改。请运维运行 jiedui check，看看该改哪里。
refusal-department-unknown = 通讯录里没有“{ $word }”，或不在应用的可见范围内。请输入部门名称或编号。
refusal-department-unclear = “{ $word }”有几个：{ $names }。请写编号。
