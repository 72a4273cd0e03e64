"""Codes that opened nothing, for as long as they count against whoever tried them. Moments are aware and in UTC."""

from datetime import datetime

from sqlmodel import Field

from bot.models.base import Row


class Guess(Row, table=True):
    """One wrong code tried by one person or from one address, both as SHA-256 only; swept when it counts no more."""

    who_hash: str = Field(primary_key=True)
    code_hash: str = Field(primary_key=True)
    at: datetime = Field(index=True)
