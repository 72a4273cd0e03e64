"""The rows of a web thread: appended, rewritten in place, read from a version on."""

import secrets
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.chat import Attachment, MessageGone
from bot.models.web import WebFile, WebMessage
from bot.texts import Spoken


def append(ledger: Session, chat: str, spoken: Spoken, now: datetime) -> int:
    """Add the bot's message to a thread and return its id."""
    return _add(ledger, WebMessage(chat=chat, body=_body(ledger, chat, spoken, now), sent_at=now, version=0))


def append_words(ledger: Session, chat: str, words: str, now: datetime) -> int:
    """Add what the person themself said."""
    return _add(ledger, WebMessage(chat=chat, mine=True, body={"parts": [words]}, sent_at=now, version=0))


def rewrite(ledger: Session, chat: str, message: str, spoken: Spoken, now: datetime) -> None:
    """Let new words take a message's place; the same words again leave it untouched. Raises MessageGone."""
    row = ledger.get(WebMessage, int(message)) if message.isdigit() else None
    if row is None or row.chat != chat or row.mine:
        raise MessageGone(f"no message {message} in this thread")
    body = _body(ledger, chat, spoken, now)
    if body != row.body:
        row.body, row.edited_at, row.version = body, now, _next_version(ledger)
        ledger.add(row)


def since(ledger: Session, chat: str, version: int = 0, most: int = 200) -> list[WebMessage]:
    """Return the thread's messages written after `version`, in the order they were said; the newest `most`."""
    rows = ledger.exec(
        select(WebMessage)
        .where(WebMessage.chat == chat, WebMessage.version > version)
        .order_by(col(WebMessage.id).desc())
        .limit(most)
    ).all()
    return sorted(rows, key=lambda row: row.id or 0)


def _add(ledger: Session, row: WebMessage) -> int:
    row.version = _next_version(ledger)
    ledger.add(row)
    ledger.flush()
    return row.id or 0


def _next_version(ledger: Session) -> int:
    return (ledger.exec(select(func.max(WebMessage.version))).one() or 0) + 1


def _body(ledger: Session, chat: str, spoken: Spoken, now: datetime) -> dict[str, object]:
    return {
        "title": spoken.title,
        "parts": [part if isinstance(part, str) else list(part) for part in spoken.parts],
        "buttons": [
            [{"label": b.label, "data": b.data, "style": b.style.value, "url": b.url} for b in row]
            for row in spoken.buttons
        ],
        "picture": _keep(ledger, chat, spoken.picture, now) if spoken.picture else None,
        "files": [_keep(ledger, chat, file, now) for file in spoken.files],
    }


def _keep(ledger: Session, chat: str, file: Attachment, now: datetime) -> dict[str, object]:
    row = WebFile(
        token=secrets.token_urlsafe(16),
        chat=chat,
        name=file.name,
        media_type=file.media_type,
        content=file.content,
        at=now,
    )
    ledger.add(row)
    return {"token": row.token, "name": row.name, "size": len(row.content)}
