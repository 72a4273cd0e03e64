### 命令行（给运维看）

cli-settings-wrong = 设置有误，请改好再试：
cli-setting = 设置项
cli-mend = 怎么改
cli-stopped = 已停止。
cli-web-at = 网页聊天：{ $address }
cli-claim = 联络员认领链接，只能用一次，{ $days } 天内有效：
cli-claim-by-chat = 在聊天里认领也可以，发：/start { $code }
cli-backup-exists = { $file } 已经存在，请换一个文件名。
cli-backup-nothing = 还没有数据库（{ $url }），先运行一次再备份。
cli-backup-failed = 没有备份成：{ $reason }
cli-backup-done = 已备份到 { $file }（{ $kilobytes } KB）。
cli-checking = 正在检查
cli-check-settings = 设置
cli-check-settings-good = 都对
cli-check-database = 数据库
cli-check-database-good = 是最新版本 { $version }
cli-check-database-new = 还没有（{ $file }），第一次启动时会建好
cli-check-database-old = 版本 { $version }，启动时会升到 { $newest }；先备份更稳妥
cli-check-database-broken = 打不开 { $file }：{ $reason }
cli-check-web = 网页聊天
cli-check-web-good = { $address } 有回应
cli-check-web-silent = { $address } 没有回应：没有启动，或从这台机器到不了
cli-check-web-wrong = { $address } 回应了 { $status }：这个地址后面不是结对
cli-check-telegram = Telegram
cli-check-telegram-off = 没有设置 token，不启用
cli-check-telegram-silent = { $address } 没有回应，请检查 telegram.api_url 和网络
cli-check-telegram-refused = token 不对，请从 BotFather 那里重新复制
cli-check-telegram-good = @{ $name } 有回应
cli-when-zone = 没有“{ $zone }”这个时区，例：Asia/Shanghai
cli-when-now = 看不懂时刻“{ $now }”，例：2026-11-22T09:00
cli-when-rest = 其余
cli-demo-building = 正在搭台
cli-demo-at = 演示在这里，用浏览器打开：{ $address }
cli-address-taken = 网页聊天的地址 { $address } 用不了（{ $reason }）。可能已经有一个结对在运行；换一个端口：JIEDUI_WEB__PORT=8301
cli-misconfigured = 不能继续，请改设置：{ $reason }
