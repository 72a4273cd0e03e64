"""Who is signed in. A browser holds a random token in a cookie; the tables hold its SHA-256.

The token that protects forms (CSRF) is derived from the cookie's, so a page can be served before there is a session.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete

from bot.models.web import WebSession

LASTS = timedelta(days=180)
"""How long a browser stays signed in after it was last seen."""
_NOTICED_EVERY = timedelta(days=1)


def new_token() -> str:
    """Return a fresh cookie token."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Say whether `text` has the shape of our tokens."""
    return re.fullmatch(r"[A-Za-z0-9_-]{43}", text) is not None


def new_user() -> str:
    """Return a fresh web user id, which is the id of their thread too. Group pages begin with `g`, users with `u`."""
    return f"u{secrets.token_urlsafe(12)}"


def csrf_of(token: str) -> str:
    """Return what a form must carry to show that it came from our page."""
    return hashlib.sha256(b"form:" + token.encode()).hexdigest()[:32]


def hash_of(token: str) -> str:
    """Return what is stored of a token. It is random, so a plain SHA-256 needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(ledger: Session, token: str, now: datetime) -> WebSession | None:
    """Return the session behind a cookie if it is still good, and let it last on from `now`."""
    session = ledger.get(WebSession, hash_of(token)) if token else None
    if session is None or session.expires_at <= now:
        return None
    if now - session.seen_at >= _NOTICED_EVERY:
        session.seen_at, session.expires_at = now, now + LASTS
        ledger.add(session)
    return session


def begin(ledger: Session, token: str, user: str, language: str, now: datetime) -> None:
    """Sign the browser that holds `token` in as `user`."""
    session = ledger.get(WebSession, hash_of(token)) or WebSession(
        token_hash=hash_of(token), user=user, opened_at=now, seen_at=now, expires_at=now + LASTS
    )
    session.user, session.language, session.seen_at, session.expires_at = user, language, now, now + LASTS
    ledger.add(session)


def end(ledger: Session, token: str) -> None:
    """Sign one browser out."""
    ledger.exec(delete(WebSession).where(col(WebSession.token_hash) == hash_of(token)))


def end_all(ledger: Session, user: str) -> None:
    """Sign every browser of a user out."""
    ledger.exec(delete(WebSession).where(col(WebSession.user) == user))
