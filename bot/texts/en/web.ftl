### The web chat

web-brand = Jiedui
web-welcome = Hello, this is Jiedui. It helps branches study together: invitations, answers, reminders and digests in one place.
web-welcome-link = Please open the link your branch secretary sent you. One tap and you are in, without registering and without a password.
web-welcome-no-link = No link? Tell me your name and branch, and I will ask the secretary.
web-welcome-hello = Tell me who you are
web-start-title = Come in
web-start-branch = { $branch } invites you to join
web-start-what = Once you are in, activities are announced here and one tap answers them. No registration, no password.
web-start-enter = Enter
web-start-kept = This device will remember you for half a year; you can sign out at any time. Only your name, your branch and your answers are kept.
web-start-refused = That did not open
web-start-home = To the first page

web-error = That did not open
web-error-unreadable = This request could not be read. Please go to the first page and try again.
web-error-forged = That did not work: the page is too old or was not opened from here. Please reload it and try again.
web-error-missing = There is no such page. It may have been removed, or be meant for other branches.
web-error-too-large = The file is too large; 10 MB at most.
web-error-signed-out = You are signed out. Please open your link once more.
web-error-ours = That did not work. What you wrote is still there, please try again.

web-mine = My messages
web-threads = Messages and groups
web-thread = Messages
web-somebody = somebody
web-more = More
web-leave = Sign out
web-leave-everywhere = Sign out on every device
web-skip = Skip to the text field
web-older = Older messages
web-newest = Back to the newest
web-empty = No messages yet.
web-empty-group = No activities yet. Announcements and how the branches answer will be shown here.
web-no-script = Scripts are off in this browser: you can read and tap, and reload to see what is new.
web-edited = updated { $at }
web-picture = Picture: { $title }
web-commands = Often used
web-all-commands = All
web-words = What would you like to say
web-words-group = Say it to the group
web-send = Send
web-attach = Send a file
web-too-long = That is too long: { $most } letters at most. Please send it in parts.
web-lost = Connecting again…
web-failed = Not connected. What you wrote is still there, please try again.
web-dismiss = OK
