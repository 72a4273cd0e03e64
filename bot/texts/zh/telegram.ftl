### Telegram 上的说明与附件

telegram-description = 我是结对，帮结对共建的几家支部一起安排学习：通知、回复、提醒、每周小结。请打开支部书记发给您的邀请链接。
telegram-short-description = 帮结对共建的支部一起安排学习。
telegram-file-too-large = 文件太大，我最多能收 { $most } MB。请拆成几份再发。
telegram-file-not-fetched = 文件没有收到，请再发一次。
