### Telegram 上的说明

telegram-description = 我是结对，帮结对共建的几家支部一起安排学习：通知、回复、提醒、每周小结。请打开支部书记发给您的邀请链接。
telegram-short-description = 帮结对共建的支部一起安排学习。
