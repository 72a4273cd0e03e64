"""What WeCom's app has to remember. Moments are aware and in UTC."""

from datetime import datetime

from sqlmodel import Field

from bot.models.base import Row


class CardCode(Row, table=True):
    """A code that lets one card, in the chat of one person, be changed once; swept when it is good no more."""

    __tablename__ = "wecom_card_code"

    code: str = Field(primary_key=True)
    chat: str
    task: str = Field(index=True)
    got_at: datetime = Field(index=True)
