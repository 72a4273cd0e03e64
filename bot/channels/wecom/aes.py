"""WeCom's AES: 256 bits in CBC, the vector the key's first half, padded to 32 bytes. For callbacks and for files."""

import base64
import binascii
import hmac

from Crypto.Cipher import AES
from Crypto.Cipher._mode_cbc import CbcMode

_BLOCK = 32
_KEY = 32


class Sealed(Exception):
    """What came cannot be opened: another key's, cut, or changed on its way."""


def key_of(letters: str) -> bytes:
    """Return the key that 43 letters of Base64 stand for. Raises Sealed."""
    try:
        key = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Sealed("the key is no Base64") from error
    if len(key) != _KEY:
        raise Sealed(f"the key has {len(key)} bytes, not {_KEY}")
    return key


def seal(key: bytes, plain: bytes) -> bytes:
    """Encrypt."""
    pad = _BLOCK - len(plain) % _BLOCK
    return _cipher(key).encrypt(plain + bytes([pad]) * pad)


def unseal(key: bytes, sealed: bytes) -> bytes:
    """Decrypt, and look at every byte of the padding. Raises Sealed."""
    if not sealed or len(sealed) % 16:
        raise Sealed("not whole blocks")
    plain = _cipher(key).decrypt(sealed)
    pad = plain[-1]
    if not 1 <= pad <= min(_BLOCK, len(plain)) or not hmac.compare_digest(plain[-pad:], bytes([pad]) * pad):
        raise Sealed("the padding is broken")
    return plain[:-pad]


def _cipher(key: bytes) -> CbcMode:
    return AES.new(key, AES.MODE_CBC, iv=key[:16])
