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

refusal-several-called = 支部里有几位同名的，分不清是哪一位
