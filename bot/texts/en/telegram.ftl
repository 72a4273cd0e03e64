### What is said about the bot on Telegram, and about files

telegram-description = I am Jiedui. I help partnered branches study together: invitations, answers, reminders, a weekly digest. Please open the invitation link your secretary sent you.
telegram-short-description = Helps partnered branches study together.
telegram-file-too-large = That file is too large: I can take up to { $most } MB. Please send it in parts.
telegram-file-not-fetched = The file did not arrive. Please send it again.
