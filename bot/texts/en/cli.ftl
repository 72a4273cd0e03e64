### The command line, for the operator

cli-settings-wrong = The settings need mending:
cli-setting = setting
cli-mend = what to do
cli-stopped = Stopped.
cli-web-at = Web chat: { $address }
cli-claim =
    { $days ->
        [one] Coordinator's claim link, good once, for one day:
       *[other] Coordinator's claim link, good once, for { $days } days:
    }
cli-claim-by-chat = Or claim it in a chat, send: /start { $code }
cli-backup-exists = { $file } exists already, please name another file.
cli-backup-nothing = There is no database yet ({ $url }); run the bot once first.
cli-backup-failed = The backup failed: { $reason }. The database is as it was and the unfinished copy is gone; look at the free space and the rights of the folder, then try again.
cli-backup-done = Backed up to { $file } ({ $kilobytes } KB). Keep a copy on another machine as well; to restore it: jiedui restore { $file }
cli-backup-removed = { $count ->
    [one] One older copy was deleted.
   *[other] { $count } older copies were deleted.
}
cli-backup-keep = --keep is for folders: { $file } is none.
cli-restore-missing = There is no file { $file }.
cli-restore-elsewhere = The database is no SQLite file ({ $url }); restore it by that server's own means.
cli-restore-running = Jiedui runs on this database (process { $process }). Stop it first: systemctl stop jiedui, then restore.
cli-restore-not-ours = { $file } is no sound copy of Jiedui's: { $reason }. The database is as it was.
cli-restore-too-new = { $file } was made by a newer version ({ $version }). Update the program first, then restore. The database is as it was.
cli-restore-failed = Nothing was restored: { $reason }. Look at the free space and the rights of the folder, then try again.
cli-restore-done = Restored from { $file }.
cli-restore-newest = Its newest record is of { $newest }; what came after that is gone.
cli-restore-aside = The database it replaces is kept as { $file }; delete it once all is well.
cli-restore-doubt = { $count ->
    [one] One message that was due by now may have been sent and is not sent again by itself; the coordinators are told.
   *[other] { $count } messages that were due by now may have been sent and are not sent again by themselves; the coordinators are told.
}
cli-restore-next = Start it now: systemctl start jiedui
cli-checking = Checking
cli-check-settings = Settings
cli-check-settings-good = all right
cli-check-database = Database
cli-check-database-good = at the newest version { $version }
cli-check-database-new = none yet ({ $file }), made at the first start
cli-check-database-old = at version { $version }, brought to { $newest } at the next start; a backup first is wise
cli-check-database-broken = cannot open { $file }: { $reason }
cli-check-web = Web chat
cli-check-web-good = { $address } answers
cli-check-web-silent = { $address } does not answer: not started, or out of reach from this machine
cli-check-web-red = { $address } runs and is not well: { $parts }
cli-check-web-wrong = { $address } answered { $status }: what is there is not Jiedui
cli-check-telegram = Telegram
cli-check-telegram-off = no token set, not in use
cli-check-group = WeCom group: { $partnership }
cli-check-group-good = the address looks right; whether WeCom takes it shows with the first message (see /healthz)
cli-check-group-unknown = no partnership is called "{ $partnership }"; it is connected as soon as one is
cli-check-telegram-silent = { $address } does not answer, check telegram.api_url and the network
cli-check-telegram-refused = the token is wrong, copy it once more from BotFather
cli-check-telegram-good = @{ $name } answers
cli-check-robot = WeCom robot
cli-check-robot-good = it is let in
cli-check-robot-runs = the running bot is connected
cli-check-robot-red = the running bot is not connected: { $parts }
cli-check-robot-silent = { $address } does not answer; please check wecom_robot.url and the network
cli-check-robot-refused = WeCom does not accept the bot_id or the secret; please copy both again from the admin console
cli-check-app = WeCom app
cli-check-app-good = WeCom knows "{ $name }"
cli-check-app-untrusted = WeCom does not trust the address this machine calls from (60020); please add it to the trusted IPs (企业可信IP) on the app's page
cli-check-app-refused = WeCom does not accept this app ({ $reason }); please copy corp_id, agent_id and secret again from its page
cli-check-app-silent = { $address } does not answer; please check wecom_app.api_url and the network
cli-check-app-calls = WeCom's calls
cli-check-app-calls-good = { $address }/wecom/callback answers as it should; it can be typed in under API接收
cli-check-app-calls-wrong = { $address }/wecom/callback does not answer as it should: something else is behind it, or its token or aes_key are others
cli-when-zone = There is no time zone "{ $zone }", e.g. Asia/Shanghai
cli-when-now = "{ $now }" is no moment, e.g. 2026-11-22T09:00
cli-when-rest = rest
cli-demo-building = Building the stage
cli-demo-at = The demo is here, open it in a browser: { $address }
cli-address-taken = The web chat cannot take { $address } ({ $reason }). Perhaps the bot runs already; take another port: JIEDUI_WEB__PORT=8301
cli-in-use = Another Jiedui (process { $process }) runs on this database; only one can. Stop it first, or set JIEDUI_DATABASE__URL to another one.
cli-database-unwritable = Nothing can be written where the database { $address } is: { $reason }
cli-misconfigured = Cannot go on, the settings need mending: { $reason }
cli-roster-reading = Reading { $file }
cli-roster-unreadable = Cannot open { $file }: { $reason }
cli-roster-ask = Take these rows in?
cli-roster-left = Nothing was taken in, nothing has changed.
cli-roster-which = Give either a file or, with --department, a department.
cli-roster-line = line
cli-roster-name = name
cli-roster-why = why

# jiedui status
cli-status-bot = Bot
cli-status-bot-good = running, all is well
cli-status-bot-red = running, but not well: { $parts }
cli-status-bot-silent = no answer: { $address } (not started, or out of reach from this machine)
cli-status-tables = Database
cli-status-tables-good = version { $version }, { $size }, { $free } free on the disk
cli-status-tables-old = version { $version }, the next start brings it to { $newest } and messages can be read only then; { $size }, { $free } free on the disk
cli-status-tables-none = none yet ({ $file }), the first start makes it
cli-status-tables-broken = { $file } cannot be opened: { $reason }
cli-status-heard = Last heard
cli-status-heard-ago = { $seconds } s ago ({ $channel })
cli-status-waiting = On the way
cli-status-waiting-says = waiting { $queued } · late { $late }
cli-status-waiting-lag = waiting { $queued } · late { $late }, the longest for { $minutes } min
cli-status-todo = For a person
cli-status-todo-none = nothing
cli-status-todo-some = not sent { $failed } · not sure { $unknown }: a coordinator should say /deliveries
cli-status-day = Last 24 hours
cli-status-day-says = sent { $sent } · not sent { $failed } · not sure { $unknown } · missed { $missed }
cli-status-lost = Out of reach
cli-status-lost-says = { $count ->
        [one] 1 person
       *[other] { $count } people
    }
cli-status-copy = Backup
cli-status-copy-at = { $at } → { $file }
cli-status-copy-gone = { $at } → { $file }, which is no longer there
cli-status-copy-none = none known of: jiedui backup
