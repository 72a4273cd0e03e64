"""What an update must look like before we read it: python-telegram-bot keeps whatever a field holds.

Only the fields that are read here. Numbers are those a platform's ids can be; a text holds whole characters.
"""

import logging
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from telegram import Bot, Update

from bot.channels.telegram.taps import Tap, read_tap

_log = logging.getLogger(__name__)

_Id = Annotated[int, Field(gt=-(2**63), lt=2**63)]
_Words = Annotated[str, Field(max_length=100_000)]


class Misshapen(Exception):
    """An update whose fields are not what the platform says they are; `fields` names them, without what they hold."""

    def __init__(self, *fields: str) -> None:
        super().__init__(", ".join(fields))


class _Shape(BaseModel):
    model_config = ConfigDict(from_attributes=True, strict=True, defer_build=True)


class _User(_Shape):
    id: _Id
    first_name: _Words
    last_name: _Words | None
    language_code: _Words | None


class _Chat(_Shape):
    id: _Id
    type: _Words
    title: _Words | None


class _Document(_Shape):
    file_id: _Words
    file_name: _Words | None
    mime_type: _Words | None
    file_size: _Id | None


class _Entity(_Shape):
    type: _Words
    offset: _Id
    length: _Id


class _Card(_Shape):
    chat: _Chat
    message_id: _Id


class _Answered(_Card):
    from_user: _User | None = None


class _Message(_Answered):
    message_thread_id: _Id | None
    is_topic_message: bool | None
    text: _Words | None
    caption: _Words | None
    entities: tuple[_Entity, ...]
    caption_entities: tuple[_Entity, ...]
    document: _Document | None
    reply_to_message: _Answered | None
    migrate_to_chat_id: _Id | None
    migrate_from_chat_id: _Id | None
    new_chat_title: _Words | None


class _Query(_Shape):
    id: _Words
    from_user: _User
    data: _Words | None
    message: _Card | None


class _Member(_Shape):
    status: _Words


class _Standing(_Shape):
    chat: _Chat
    from_user: _User
    old_chat_member: _Member
    new_chat_member: _Member


class _Update(_Shape):
    update_id: _Id
    message: _Message | None
    callback_query: _Query | None
    my_chat_member: _Standing | None


def number_of(raw: object) -> int | None:
    """Return an update's number; None for what has none, which can be neither confirmed nor recognised."""
    number = raw.get("update_id") if isinstance(raw, dict) else raw.update_id if isinstance(raw, Update) else None
    return number if type(number) is int and 0 <= number < 2**63 else None


def parse(raw: Any, bot: Bot) -> Update | Tap | None:
    """Return the update that Telegram's JSON says; None, and a word in the log, where it cannot be understood."""
    tap = read_tap(raw)
    if tap is not None:
        return tap
    try:
        return Update.de_json(raw, bot)
    except Exception as error:  # noqa: BLE001 - python-telegram-bot raises whatever its parsing met
        _log.warning("update %s cannot be read and is set aside: %s", number_of(raw), type(error).__name__)
        return None


def check(update: Update) -> None:
    """Raise Misshapen if a field that is read here holds something else than it should."""
    try:
        _Update.model_validate(update)
    except ValidationError as error:
        raise Misshapen(*sorted({".".join(map(str, one["loc"])) for one in error.errors()})) from None
