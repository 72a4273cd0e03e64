### 图片、表格、文档和日历文件

turnout-subtitle = 近 { $weeks } 周 · 实到/应到 · 日期为每周周一
turnout-month = { $month }月
turnout-legend = 当周没有活动

poster-title = 扫码加入
poster-step-1 = 用手机相机或扫一扫打开
poster-step-2 = 输入自己的姓名
poster-step-3 = 完成，活动通知会发到手机上
poster-last-day = 有效期至 { $day }

calendar-speaker = 主讲：{ $value }
calendar-host = 承办：{ $value }
calendar-reason = 取消原因：{ $value }
calendar-cancelled = 已取消：{ $title }

outcome-came = 到
outcome-excused = 请假
outcome-absent = 缺席
way-self = 本人签到
way-confirmed = 书记确认
way-walk-in = 现场登记

sheet-person-remark = { $name }（{ $remark }）
sheet-fact-title = 活动：{ $value }
sheet-fact-kind = 类型：{ $value }
sheet-fact-time = 时间：{ $value }
sheet-fact-place = 地点：{ $value }
sheet-fact-speaker = 主讲：{ $value }
sheet-fact-host = 承办：{ $value }
sheet-figures = 应到 { $expected } 人，实到 { $came } 人，请假 { $excused } 人，缺席 { $absent } 人，列席 { $guests } 人
sheet-figures-blank = 应到＿＿人，实到＿＿人，请假＿＿人，缺席＿＿人，列席＿＿人
sheet-excused = 请假：{ $people }
sheet-absent = 缺席：{ $people }

sign-in-tab = 签到表
sign-in-title = { $branch }签到表
sign-in-guests = 列席
sign-in-column-number = 序号
sign-in-column-name = 姓名
sign-in-column-category = 类别
sign-in-column-signature = 签到
sign-in-column-time = 签到时间
sign-in-column-remark = 备注

# 收到的文件
refusal-file-not-fetched = 文件没有收到，请再发一次。
refusal-file-too-large = 文件太大，最多 { $most } MB。请只留姓名、支部、类别、角色几列再发。
refusal-file-unpacks-too-large = 这个表格展开后超过 { $most } MB，没有读。请去掉图片等内容，只留名册再发。
refusal-too-many-rows = 表格太长，一次最多 { $most } 行。请删去多余的空行，或分几次发。
refusal-old-excel-file = 这是旧版 Excel（.xls）。请打开后另存为 .xlsx 再发。
refusal-encrypted-file = 这个文件有密码，打不开。请去掉密码再发。
refusal-file-unreadable = 这个文件不是能读的表格。请发 .xlsx 或 .csv 文件，可先下载模板填写。
refusal-no-name-column = 没找到“姓名”这一列，最上面看到的是：{ $seen }。请把标题行的这一列写成“姓名”。
refusal-no-rows = 表格里没有人。请在标题行下面每人填一行。

# 名册中的一行
refusal-name-missing = 没有姓名
refusal-name-too-long = 姓名超过 { $longest } 个字
refusal-name-odd = 姓名里有“{ $sign }”，请只写姓名
refusal-branch-missing = 没有写支部
refusal-branch-unknown = 没有叫“{ $word }”的支部
refusal-branch-misspelt = 没有叫“{ $word }”的支部，是不是“{ $closest }”
refusal-branch-not-yours = “{ $word }”由它自己的书记管理，您不能改
refusal-category-unknown = 不认识类别“{ $word }”，可写：正式党员、预备党员、发展对象、入党积极分子、群众
refusal-role-unknown = 不认识角色“{ $word }”，可写：成员、支部书记
refusal-role-too-high = 联络员只能由联络员指定
refusal-twice-in-file = 与第 { $first } 行重复；若确是同名的两人，请加注区别，例：张伟（大）

# 名册模板
roster-tab = 名册
roster-notes-tab = 填写说明
roster-column-name = 姓名
roster-column-branch = 支部
roster-column-category = 类别
roster-column-role = 角色
roster-note-1 = 在“名册”一页每人填一行，填好后把文件直接发给我。只有姓名必填。
roster-note-2 = 支部不填，就是您自己的支部。类别不填，按正式党员登记。角色不填，按成员登记。
roster-note-3 = 类别、角色、支部都可以从单元格的下拉列表里选。
roster-note-4 = 不要填手机号、身份证号，我不保存。
roster-note-5 = 以后改了名册再发一次即可：已有的人会更新，不会重复。下面是例子：
roster-example-name = { $number ->
    [1] 张三
   *[2] 买买提·艾力
}

# 活动通知、活动记录
paper-day = { $year }年{ $month }{ $day }日
notice-title = 关于开展“{ $title }”的通知
notice-to = { $branches }：
notice-opening = 现将有关安排通知如下，请组织好本支部党员按时参加。
notice-point = { $number }. { $text }
notice-seats = 名额：{ $value } 人
notice-reply = 请于 { $value } 前回复
record-title = 活动记录
record-title-late = 活动记录（补录）
record-branch = 支部
record-year = 年度
record-period = { $year }年第{ $quarter }季度 { $month }月
record-kind = 类型
record-count = 次数
record-nth = 第 { $nth } 次
record-nth-blank = 第＿＿次
record-planned = 计划时间
record-actual = 实际时间
record-length = 时长
record-place = 地点
record-topics = 议题
record-chair = 主持人
record-recorder = 记录人
record-speaker = 主讲人
record-host = 承办
record-figures = 人数
record-excused = 请假
record-absent = 缺席
record-guests = 列席
record-content = 内容
record-decisions = 决议
record-attachments = 附件
record-review = 审核
record-returned = 退回原因
