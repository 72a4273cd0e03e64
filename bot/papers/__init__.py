"""What leaves as a file: calendars, sheets, documents, pictures. Made off the event loop."""

from bot.papers.desk import finish, make, read_roster

__all__ = ["finish", "make", "read_roster"]
