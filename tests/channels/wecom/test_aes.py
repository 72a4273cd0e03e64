"""WeCom's AES, both ways, against an independent client and against every kind of damage."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wecom_aibot_sdk.crypto import decrypt_file

from bot.channels.wecom.aes import Sealed, key_of, seal, unseal

LETTERS = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
KEY = key_of(LETTERS)


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_here_and_elsewhere(plain: bytes) -> None:
    assert unseal(KEY, seal(KEY, plain)) == plain
    assert decrypt_file(seal(KEY, plain), LETTERS) == plain


def test_the_official_sample_opens() -> None:
    sealed = base64.b64decode(
        "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
    )
    assert unseal(KEY, sealed)[20:39] == b"1616140317555161061"


@pytest.mark.parametrize("length", range(33))
def test_padding_is_to_32_bytes(length: int) -> None:
    assert len(seal(KEY, b"x" * length)) % 32 == 0


@pytest.mark.parametrize("broken", [b"", b"x" * 15, b"x" * 31, b"x" * 32, b"\0" * 64])
def test_what_was_never_sealed_does_not_open(broken: bytes) -> None:
    with pytest.raises(Sealed):
        unseal(KEY, broken)


def test_every_changed_byte_of_the_padding_is_seen() -> None:
    sealed = bytearray(seal(KEY, b"x"))
    for place in range(16):  # a byte of the first block changes its counterpart in the second, all of it padding
        sealed[place] ^= 0x40
        with pytest.raises(Sealed):
            unseal(KEY, bytes(sealed))
        sealed[place] ^= 0x40


@pytest.mark.parametrize("letters", ["", "short", LETTERS[:-1], "党" * 43, LETTERS + "A", "!" * 43])
def test_a_wrong_key_is_told(letters: str) -> None:
    with pytest.raises(Sealed):
        key_of(letters)
