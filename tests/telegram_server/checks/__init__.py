"""What the test server must do, checked with plain python-telegram-bot."""
