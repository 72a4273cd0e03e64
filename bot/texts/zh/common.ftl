### 各处共用

category-full = 正式党员
category-probationary = 预备党员
category-prospect = 发展对象
category-activist = 入党积极分子
category-public = 群众

role-member = 成员
role-secretary = 支部书记
role-coordinator = 联络员

level-branch = 支部
level-general = 总支

partnership-kind-pair = 红色对子
partnership-kind-cooperative = 党建合作社

kind-lecture = 党课
kind-themed-day = 主题党日
kind-general-meeting = 支部党员大会
kind-committee = 支委会
kind-group-meeting = 党小组会
kind-study = 理论学习
kind-science = 科技下乡
kind-volunteering = 志愿服务
kind-visit = 参观
kind-forum = 座谈
kind-other = 其他活动

answer-yes = 参加
answer-no = 请假
answer-maybe = 待定

reason-travel = 出差
reason-ill = 生病
reason-work = 工作冲突
reason-other = 其他

# 出错时
error-ours = 这一步没有成功，您的内容还在，请再试一次。（编号 { $number }）
refusal-too-many-words = 这条太长了，请分成几条发，每条不超过 { $most } 个字。
refusal-card-too-old = 这张卡片已经不能用了。发“日程”看最新的。
refusal-only-in-private = 这件事请私下跟我说。
refusal-not-known = 您好，我还不认识您。请打开支部书记发给您的邀请链接；没有的话，告诉我您的姓名和支部。
