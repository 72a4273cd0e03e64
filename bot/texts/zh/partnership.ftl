### 结对和支部群

menu-pairs = 看结对、改结对
menu-newpair = 新建红色对子
menu-newcoop = 新建党建合作社
menu-bind = 在群里发：把群绑定到结对
menu-unbind = 在群里发：解除绑定

label-kind = 类型
label-branches = 支部
label-lead = 牵头
label-agreed = 签约
label-ends = 到期
label-zone = 时区
label-language = 语言
label-groups = 群
label-digest = 周报
label-quiet = 免打扰
label-verbatim = { $text }

partnership-next = 下一步：点“群”接上群聊，点“邀请书记和成员”请大家进来。
said-none = 无
said-kept = 已改好。
language-named = { $code ->
    [en] English
   *[zh] 中文
  }
language-zh = 中文
language-en = English
digest-when = { $weekday ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
  } { $at }
quiet-hours = { $start } 到 { $end }

button-never-mind = 算了
button-back = 返回
button-page-before = 上一页
button-page-after = 下一页
never-minded = 好的，没有改动。

partnerships-title = 结对 { $count } 个
partnerships-none = 还没有结对。点下面的按钮建一个。
partnership-title = 🤝 { $name }
button-new-pair = 新建对子
button-new-cooperative = 新建合作社
button-rename = 改名
button-set-agreed = 签约日期
button-set-ends = 到期日期
button-set-branches = 参加的支部
button-set-lead = 牵头支部
button-set-groups = 群
button-set-zone = 时区
button-set-language = 群里的语言
button-invite-people = 邀请书记和成员
button-dissolve = 解散
partnership-ask-term = { $term_code ->
    [agreed] 请发签约日期，例：2018-07-01；没有就发“无”。
    [ends] 请发到期日期，例：2028-06-30；没有就发“无”。
    [zone] 请选时区，或直接输入，例：Asia/Shanghai
   *[name] 请发新的名称。
  }
partnership-ask-lead = 由哪个支部牵头？
partnership-ask-language = 在群里用哪种语言？
partnership-ask-dissolve = 解散“{ $name }”后，不再提醒，不再发周报，群也解除绑定。以前的记录都留着。
partnership-dissolved = 已解散。
partnership-branches-title = { $name }：参加的支部
partnership-branches-hint = 点一下加入或移出；新的支部直接输入名称。
partnership-pair-is-full = 对子只有两个支部。要换，先移出一个。
button-take-out = 移出 { $name }
button-let-in = 加入 { $name }

founding-ask-name = 新建{ $kind }：请发名称。也可以一次写完，例：红色对子：综合办公室党支部，希勤村党支部
founding-title = 新建{ $kind }：{ $name }
founding-ask-branches = { $kind_code ->
    [pair] 选两个支部，先选的牵头；新的支部直接输入名称。
   *[cooperative] 选参加的支部，先选的牵头；新的支部直接输入名称，可以用逗号分开写几个。
  }
button-pick = { $chosen ->
    [1] ✓ { $name }
   *[0] { $name }
  }
button-found = 建立
founding-done = 已建立。
founding-ask-own-branch = 已建立。您自己在哪个支部？
founding-own-branch-kept = 记下了。
button-no-branch = 都不在

groups-title = { $name }：群
groups-hint = 活动的看板和周报发到这些群。Telegram 群：把我加进群，在群里发 /bind。
group-on-channel = { $title }（{ $channel }）
group-unnamed = 没有名称的群
group-is-bound = 已绑定
button-web-group = 开网页群
button-telegram-group = 加到 Telegram 群
button-let-group-go = 解除 { $name }
bind-which = 这个群属于哪个结对？
group-bound = 好的，“{ $partnership }”的看板和周报以后发到这里。
group-let-go = 已解除绑定，以后不再往这个群里发。
group-page-opened = 群页面已开，把链接发给大家。


refusal-pair-takes-two = 对子是两个支部结对，现在有 { $given } 个。多个支部请用“新建合作社”。
refusal-too-few-branches = 至少要两个支部，现在有 { $given } 个。例：新建合作社 党建合作社：综合办公室党支部，农学院党总支
refusal-agreement-backwards = 到期（{ $ends_on }）早于签约（{ $agreed_on }），请再看一下。
refusal-zone-unknown = 没有“{ $word }”这个时区。例：Asia/Shanghai
refusal-partnership-has-events = 还有 { $count } 次活动没有开展。请先取消，或等它们结束再解散。
refusal-lead-must-stay = { $branch }正在牵头。请先换一个牵头支部，再移出它。
refusal-no-partnership-yet = 还没有结对。请先私下发“新建对子”或“新建合作社”。
refusal-group-not-bound = 这个群没有绑定。
refusal-already-bound = 这个群已经绑定到“{ $partnership }”了。
refusal-bound-by-settings = 这个群是在配置文件里连上的，请运维从 [wecom_groups] 里去掉它。
refusal-only-in-groups = 请在群里发。
refusal-still-waiting = 您的加入申请还在等书记确认，确认后会马上告诉您。

trail-partnership-founded = 新建{ $kind }“{ $partnership }”
trail-partnership-renamed = 结对“{ $old }”改名为“{ $new }”
trail-partnership-term = “{ $partnership }”的期限改为 { $agreed } 至 { $ends }
trail-partnership-lead = “{ $partnership }”改由{ $branch }牵头
trail-partnership-zone = “{ $partnership }”的时区改为 { $zone }
trail-partnership-language = “{ $partnership }”的群语言改为 { $language }
trail-branch-joined = { $branch }加入“{ $partnership }”
trail-branch-left = { $branch }移出“{ $partnership }”
trail-partnership-dissolved = 解散“{ $partnership }”
trail-group-bound = 群“{ $group }”绑定到“{ $partnership }”
trail-group-released = 群“{ $group }”解除绑定
trail-restored = 数据从备份恢复，{ $count } 条消息待确认
told-restored = 数据从备份恢复了，其中最后的记录是 { $newest }。在那以后的安排、修改、回复和入会都没有了，请核对“日程”和名单，缺的重新做一遍。
told-restored-empty = 数据从备份恢复了，备份里还没有任何记录。
told-restored-doubt = 有 { $count } 条消息在恢复前已经到期，可能发过，我没有再发；“投递”里列着，需要的可以再发。
told-restored-cards = 在那以后发出的旧卡片请不要再点，以新发的为准。
told-group-lost = 我在群“{ $title }”里发不出消息了，可能被移出，或话题已删除。请把我加回群里，再在群里发 /bind。
