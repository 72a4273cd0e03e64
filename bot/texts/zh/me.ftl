### 我的、我的数据、帮助、记录

menu-me = 看我的登记、改设置
menu-language = 换语言
menu-quiet = 设免打扰时间
menu-mydata = 看、导出、删除我的资料
menu-trail = 看谁改过什么
example-quiet = 免打扰 22点到7点

label-accounts = 登录
me-title = 👤 { $name }
me-ask-language = 用哪种语言跟您说话？
me-ask-quiet = 哪段时间不打扰您？点一个，或直接输入，例：22点到7点
language-of-partnership = 跟着结对
quiet-as-partnership = 跟着结对
quiet-never = 随时可以
button-language = 语言
button-quiet = 免打扰
button-other-device = 在别处也用
button-my-data = 我的数据
button-hand-over-role = 交接“{ $role }”
other-device-title = 在别处也用
other-device-hint = 在另一台手机或电脑上打开，就是您本人。只能用一次，请不要转给别人。

data-title = 🗂 我保存的您的资料
data-who = 姓名、支部、类别、角色、语言、免打扰时间。
data-counts = 账号 { $accounts } 个，回复 { $answers } 条，签到 { $came } 次，发给您的消息记录 { $messages } 条。
data-trail = 与您有关的改动记录 { $count } 条。
data-not = 不保存手机号、身份证号和位置。
data-exported = 这是我保存的您的全部资料。
button-export = 导出
button-erase = 删除
erase-ask = 删除后，您的姓名、账号、聊天内容和请假原因都没有了，不能恢复。过去各次活动的人数不变。
erase-ask-again = 再确认一次：真的全部删除吗？
button-erase-step = { $step ->
    [1] 删除我的资料
   *[2] 真的删除
  }
erase-done = 已全部删除。谢谢您，再见。

help-title = 可以这样说
help-answers = 收到活动卡片，点一下就能回复；也可以直接输入：参加、请假 出差、待定
help-for = 【{ $role_code ->
    [coordinator] 联络员
    [secretary] 支部书记
   *[member] 大家
  }】
help-entry = { $word }：{ $about }
help-example = 例：{ $example }

trail-title = 🧾 改动记录（第 { $page } 页，共 { $pages } 页）
trail-empty = 还没有记录。
trail-at = { $at }
trail-did = { $by }：{ $what }
trail-house = 系统
