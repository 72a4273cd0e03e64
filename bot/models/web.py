"""What the built-in web chat keeps: who is signed in, and what was said. Moments are aware and in UTC."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from bot.models.base import Json, Row, json_field


class WebSession(Row, table=True):
    """A browser signed in as one web user; the cookie's token is stored as its SHA-256 only."""

    token_hash: str = Field(primary_key=True)
    user: str = Field(index=True)
    language: str = ""
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


class WebMessage(Row, table=True):
    """One message of a web thread, already put into words. `version` grows with every write of the table.

    `chat` is a web user's id (their thread with the bot) or a group page's id.
    """

    __table_args__ = (Index("ix_web_message_thread", "chat", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    chat: str
    mine: bool = False
    body: Json = json_field()
    sent_at: datetime
    edited_at: datetime | None = None
    version: int


class WebFile(Row, table=True):
    """A file or picture shown in a thread; only those who may read the thread may fetch it."""

    token: str = Field(primary_key=True)
    chat: str = Field(index=True)
    name: str
    media_type: str
    content: bytes
    at: datetime
