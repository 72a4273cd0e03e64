### 网页聊天

web-brand = 结对
web-welcome = 您好，这里是结对：帮几家支部一起安排学习，提醒、回复、小结都在一处。
web-welcome-link = 请打开支部书记发给您的链接，点一下就能进来，不用注册，也没有密码。
web-welcome-no-link = 没有链接？把姓名和支部告诉我，我请书记确认。
web-welcome-hello = 告诉我您是谁
web-start-title = 请进
web-start-branch = { $branch }邀请您加入
web-start-what = 进去以后，活动通知会发到这里，点一下就能回复。不用注册，也没有密码。
web-start-enter = 进入
web-start-kept = 这台设备会记住您半年，随时可以退出。只保存姓名、支部和您的回复。
web-start-refused = 没能进去
web-start-home = 回到首页

web-error = 没有打开
web-error-unreadable = 这个请求看不懂。请回到首页再试一次。
web-error-forged = 这一步没有成功：页面太旧，或不是从这里打开的。请刷新后再试一次。
web-error-missing = 没有找到这个页面，可能已经删除，或只给别的支部看。
web-error-too-large = 文件太大，最多 10 MB。
web-error-signed-out = 您已退出。请再打开一次您的链接。
web-error-ours = 这一步没有成功，您的内容还在，请再试一次。

web-mine = 我的消息
web-threads = 消息和群
web-thread = 消息
web-somebody = 有人
web-more = 更多
web-leave = 退出
web-leave-everywhere = 在所有设备上退出
web-skip = 跳到输入框
web-older = 更早的消息
web-newest = 回到最新
web-empty = 还没有消息。
web-empty-group = 这里还没有活动。发布以后，通知和各支部的回复情况都在这里。
web-no-script = 这个浏览器没有打开脚本：可以看，可以点，新消息要刷新才看得到。
web-edited = { $at } 更新
web-picture = 图片：{ $title }
web-commands = 常用
web-all-commands = 全部
web-words = 想说什么
web-words-group = 在群里说
web-send = 发送
web-attach = 发文件
web-too-long = 太长了，一次最多 { $most } 个字。请分几次发。
web-lost = 正在重新连接…
web-failed = 没有连上，您的内容还在，请再试一次。
web-dismiss = 知道了
