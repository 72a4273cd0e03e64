### What is said about the bot on Telegram

telegram-description = I am Jiedui. I help partnered branches study together: invitations, answers, reminders, a weekly digest. Please open the invitation link your secretary sent you.
telegram-short-description = Helps partnered branches study together.
