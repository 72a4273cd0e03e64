"""How WeCom's calls are sealed: a signature over everything, and AES around the message and who it is for."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.wecom.aes import Sealed, key_of, seal, unseal

_RANDOM, _LENGTH = 16, 4
"""Bytes before the message: chance, then the message's length, big-endian. After it comes who it is for."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Something sealed, with what it is signed by. All of it is text as it travels."""

    sealed: str
    timestamp: str
    nonce: str
    signature: str


class Seals:
    """One token, key and receiver: the corp id for an app, nothing for a robot of the corporation's own."""

    def __init__(self, token: str, letters: str, receiver: str, chance: Callable[[int], bytes] = secrets.token_bytes):
        self._token, self._key, self._receiver, self._chance = token, key_of(letters), receiver.encode(), chance

    def signature(self, timestamp: str, nonce: str, sealed: str) -> str:
        """Return the signature, in hexadecimal."""
        parts = "".join(sorted((self._token, timestamp, nonce, sealed)))
        return hashlib.sha1(parts.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()  # as WeCom has it

    def open(self, letter: Letter) -> bytes:
        """Return the message of a letter that is signed, whole and for us. Raises Sealed."""
        expected = self.signature(letter.timestamp, letter.nonce, letter.sealed)
        if not hmac.compare_digest(expected.encode(), letter.signature.encode("utf-8", "replace")):
            raise Sealed("the signature is another one")
        try:
            sealed = base64.b64decode(letter.sealed, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Sealed("no Base64") from error
        plain = unseal(self._key, sealed)
        start = _RANDOM + _LENGTH
        if len(plain) < start:
            raise Sealed("shorter than its head")
        end = start + int.from_bytes(plain[_RANDOM:start], "big")
        if end > len(plain):
            raise Sealed("shorter than it says")
        if not hmac.compare_digest(plain[end:], self._receiver):
            raise Sealed("for somebody else")
        return plain[start:end]

    def close(self, message: bytes, timestamp: str, nonce: str) -> Letter:
        """Seal a message and sign it."""
        length = len(message).to_bytes(_LENGTH, "big")
        plain = self._chance(_RANDOM) + length + message + self._receiver
        sealed = base64.b64encode(seal(self._key, plain)).decode()
        return Letter(sealed, timestamp, nonce, self.signature(timestamp, nonce, sealed))
