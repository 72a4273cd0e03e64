"""A Bot API server of the project's own, for tests and for playing by hand (`python -m tests.telegram_server`)."""
