### 初次见面

hello-claimed = { $name }，您好，您现在是联络员
hello-claimed-next = 第一步：建立结对。点按钮，或一次写完，例：新建对子 红色对子：综合办公室党支部，希勤村党支部
button-my-name = 改我的姓名
hello-stranger = 您好，我是结对，帮几家支部一起安排学习。请打开支部书记发给您的邀请链接；没有的话，告诉我您的姓名和支部，我请书记确认。
hello-arrived = 大家好，我是结对，帮几家支部一起安排学习。请联络员在这里发 /bind，把本群连到一个结对；之后活动和每周小结都发在这里。
hello-again = { $name }，您好。活动会发到这里，点一下就能回复。发“帮助”看看还能做什么。
button-help = 帮助
button-agenda-open = 日程
hello-lost = 没看懂。发“帮助”看看能做什么。
refusal-code-unknown = 这个链接打不开了，请向支部书记要一个新的。
refusal-code-expired = 这个链接到 { $expired_at } 为止，已经过期。请向支部书记要一个新的。
refusal-code-used-up = 这个链接已经用过了，请向支部书记要一个新的。
refusal-too-many-guesses = 试得太多了，请 { $until } 后再试。
refusal-not-allowed = 只有{ $needs }可以这样做。
refusal-not-found = 没有找到，可能已经删除。
