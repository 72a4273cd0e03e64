"""Codes that open something: random, short enough for a deep link, kept only as a hash."""

import hashlib
import secrets

CODE_BYTES = 16
"""128 random bits, 22 letters: well under Telegram's 64 for a start parameter."""


def new_code() -> str:
    """Return a fresh random code of [A-Za-z0-9_-]."""
    return secrets.token_urlsafe(CODE_BYTES)


def hash_code(code: str) -> str:
    """Return what is stored of a code. It is random, so a plain SHA-256 needs no salt."""
    return hashlib.sha256(code.encode()).hexdigest()
