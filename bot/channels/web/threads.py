"""The rows of a web thread: appended, rewritten in place, read from a version on."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.chat import Attachment, MessageGone
from bot.models.base import Json
from bot.models.people import Account, Member
from bot.models.web import WebFile, WebMessage
from bot.texts import Spoken

_CLOSE_BY = 20
"""How many of a thread's newest messages are searched for a repetition of somebody's words."""


def append(ledger: Session, chat: str, spoken: Spoken, now: datetime) -> int:
    """Add the bot's message to a thread and return its id."""
    return _add(ledger, WebMessage(chat=chat, body=_body(ledger, chat, spoken, {}, now), sent_at=now, version=0))


def append_words(
    ledger: Session, chat: str, words: str, now: datetime, *, by: str = "", update: str = "", file: str = ""
) -> None:
    """Add what a person said, once for every `update` (empty: always). `by` is their web user id.

    Of a file they sent only its name is kept. A start code is not kept: it would open the door for whoever reads.
    """
    body: Json = {"parts": [_without_code(words)] if words else [], "by": by, "update": update, "sent": file}
    if update:
        latest = select(WebMessage).where(WebMessage.chat == chat).order_by(col(WebMessage.id).desc()).limit(_CLOSE_BY)
        if any(row.mine and row.body.get("update") == update for row in ledger.exec(latest)):
            return
    _add(ledger, WebMessage(chat=chat, mine=True, body=body, sent_at=now, version=0))


def rewrite(ledger: Session, chat: str, message: str, spoken: Spoken, now: datetime) -> None:
    """Let new words take a message's place; the same words again leave it untouched. Raises MessageGone."""
    row = (
        ledger.get(WebMessage, int(message)) if message.isascii() and message.isdigit() and len(message) < 19 else None
    )
    if row is None or row.chat != chat or row.mine:
        raise MessageGone(f"no message {message} in this thread")
    body = _body(ledger, chat, spoken, row.body, now)
    if body == row.body:
        return
    for token in _tokens(row.body) - _tokens(body):
        ledger.delete(ledger.get_one(WebFile, token))
    row.body, row.edited_at, row.version = body, now, _next_version(ledger)
    ledger.add(row)


def since(ledger: Session, chat: str, version: int = 0, most: int = 200) -> list[WebMessage]:
    """Return the thread's messages written after `version`, in the order they were said; the newest `most`."""
    wanted = select(WebMessage).where(WebMessage.chat == chat, WebMessage.version > version)
    return _newest(ledger.exec(wanted.order_by(col(WebMessage.id).desc()).limit(most)))


def before(ledger: Session, chat: str, message: int, most: int = 100) -> list[WebMessage]:
    """Return the `most` messages said just before one, oldest first."""
    wanted = select(WebMessage).where(WebMessage.chat == chat, col(WebMessage.id) < message)
    return _newest(ledger.exec(wanted.order_by(col(WebMessage.id).desc()).limit(most)))


def names(ledger: Session, users: Iterable[str]) -> dict[str, str]:
    """Return the members' names behind web users, for what they said in a group; strangers have none."""
    found = ledger.exec(
        select(Account.user, Member.name)
        .join(Member, col(Member.id) == col(Account.member_id))
        .where(Account.channel == "web", col(Account.user).in_(set(users)))
    )
    return dict(found.all())


def _newest(rows: Iterable[WebMessage]) -> list[WebMessage]:
    return sorted(rows, key=lambda row: row.id or 0)


def _without_code(words: str) -> str:
    command, space, _ = words.strip().partition(" ")
    return f"{command} ····" if space and command in {"/start", "start", "开始"} else words


def _add(ledger: Session, row: WebMessage) -> int:
    row.version = _next_version(ledger)
    ledger.add(row)
    ledger.flush()
    return row.id or 0


def _next_version(ledger: Session) -> int:
    return (ledger.exec(select(func.max(WebMessage.version))).one() or 0) + 1


def _body(ledger: Session, chat: str, spoken: Spoken, old: Json, now: datetime) -> Json:
    had = {paper["digest"]: paper for paper in [old.get("picture"), *old.get("files", [])] if paper}
    return {
        "title": spoken.title,
        "parts": [part if isinstance(part, str) else list(part) for part in spoken.parts],
        "buttons": [
            [{"label": b.label, "data": b.data, "style": b.style.value, "url": b.url} for b in row]
            for row in spoken.buttons
        ],
        "picture": _keep(ledger, chat, spoken.picture, had, now) if spoken.picture else None,
        "files": [_keep(ledger, chat, file, had, now) for file in spoken.files],
    }


def _keep(ledger: Session, chat: str, file: Attachment, had: dict[str, Json], now: datetime) -> Json:
    """Store a file once: the same one on the card before is kept as it is."""
    digest = hashlib.sha256(file.name.encode() + b"\0" + file.content).hexdigest()[:16]
    if digest in had:
        return had[digest]
    row = WebFile(
        token=secrets.token_urlsafe(16),
        chat=chat,
        name=file.name,
        media_type=file.media_type,
        content=file.content,
        at=now,
    )
    ledger.add(row)
    return {"token": row.token, "name": row.name, "size": len(row.content), "digest": digest}


def _tokens(body: Json) -> set[str]:
    return {paper["token"] for paper in [body.get("picture"), *body.get("files", [])] if paper}
