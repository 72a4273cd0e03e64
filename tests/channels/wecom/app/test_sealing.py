"""The seal of WeCom's calls: the published samples both ways, somebody else's code both ways, every kind of damage."""

import base64
import secrets
from dataclasses import replace

import pytest
from Crypto.Cipher import AES
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.channels.wecom.aes import Sealed, key_of, seal
from bot.channels.wecom.app.sealing import Letter, Seals

TOKEN, KEY, CORP = "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7"
SEALS = Seals(TOKEN, KEY, CORP)
CHECK = Letter(
    "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
    "1409659589", "263014780", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
)  # fmt: skip
MESSAGE = Letter(
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
    "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gs"
    "ijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUa"
    "x5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIG"
    "HBZZIs2pDBS8R07+qN+E7Q==",
    "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6",
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8"), max_size=200)


def signed(seals: Seals, sealed: str) -> Letter:
    return Letter(sealed, "1", "2", seals.signature("1", "2", sealed))


def sealed_as(plain: bytes) -> Letter:
    """Seal what stands inside, whatever it is, as who has the key could."""
    return signed(SEALS, base64.b64encode(seal(key_of(KEY), plain)).decode())


def test_the_sample_of_a_check_opens() -> None:
    assert SEALS.open(CHECK) == b"1616140317555161061"


def test_the_sample_of_a_message_opens() -> None:
    said = SEALS.open(MESSAGE).decode()
    for part in ("mycreate", "hello", "4561255354251345929", "<AgentID>218</AgentID>"):
        assert part in said


def test_the_sample_with_known_chance_is_sealed_to_the_letter() -> None:
    seals = Seals("AAAAA", "A" * 43, "wxba5fad812f8e6fb9", lambda _: b"707722b803182950")
    letter = seals.close(b'{"demo_resp":"good luck"}', "1713424427", "415670741")
    assert letter.sealed == "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
    assert letter.signature == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"
    assert seals.open(letter) == b'{"demo_resp":"good luck"}'


@given(WORDS, st.sampled_from(["", "wx1", CORP]))
def test_what_is_closed_here_opens_here_and_elsewhere(words: str, receiver: str) -> None:
    seals, other = Seals(TOKEN, KEY, receiver), WeChatCrypto(TOKEN, KEY, receiver)
    letter = seals.close(words.encode(), "1409659813", "n")
    assert seals.open(letter) == words.encode()
    told = other.decrypt_message({"Encrypt": letter.sealed}, letter.signature, letter.timestamp, letter.nonce)
    assert told == words


@given(WORDS, st.sampled_from(["", "wx1", CORP]))
def test_what_is_closed_elsewhere_opens_here(words: str, receiver: str) -> None:
    seals, other = Seals(TOKEN, KEY, receiver), WeChatCrypto(TOKEN, KEY, receiver)
    xml = other.encrypt_message(words, "n", "1409659813")
    sealed, signature = (
        xml.partition(f"<{name}><![CDATA[")[2].partition("]]")[0] for name in ("Encrypt", "MsgSignature")
    )
    assert seals.open(Letter(sealed, "1409659813", "n", signature)) == words.encode()


def test_no_byte_of_a_letter_can_be_another() -> None:
    raw = base64.b64decode(MESSAGE.sealed)
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Sealed):
            SEALS.open(replace(MESSAGE, sealed=base64.b64encode(changed).decode()))


@pytest.mark.parametrize("field", ["sealed", "timestamp", "nonce", "signature"])
def test_no_letter_of_what_travels_can_be_another(field: str) -> None:
    text = getattr(CHECK, field)
    for place in range(len(text)):
        other = "0" if text[place] != "0" else "1"
        with pytest.raises(Sealed):
            SEALS.open(replace(CHECK, **{field: text[:place] + other + text[place + 1 :]}))


def test_with_the_right_signature_what_stands_inside_is_looked_at_all_the_same() -> None:
    chance, receiver = secrets.token_bytes(16), CORP.encode()
    assert SEALS.open(sealed_as(chance + b"\0\0\0\x02hi" + receiver)) == b"hi"
    for plain in (
        b"", chance, chance + b"\0\0\0", chance + b"\0\0\0\x03hi", chance + b"\xff\xff\xff\xffhi" + receiver,
        chance + b"\0\0\0\x02hi", chance + b"\0\0\0\x02hi" + receiver + b"x", chance + b"\0\0\0\x02hi" + receiver[:-1],
        chance + b"\0\0\0\x02hi" + receiver.upper(),
    ):  # fmt: skip
        with pytest.raises(Sealed):
            SEALS.open(sealed_as(plain))


@pytest.mark.parametrize("length", range(33))
def test_padding_of_every_length_is_taken(length: int) -> None:
    assert SEALS.open(SEALS.close(b"x" * length, "1", "2")) == b"x" * length


def test_every_byte_of_the_padding_is_looked_at() -> None:
    plain, key = secrets.token_bytes(16) + b"\0\0\0\x02hi" + CORP.encode(), key_of(KEY)
    pad = 32 - len(plain) % 32
    for at in range(pad):
        padding = bytearray([pad]) * pad
        padding[at] ^= 0x40
        raw = AES.new(key, AES.MODE_CBC, iv=key[:16]).encrypt(plain + padding)
        with pytest.raises(Sealed):
            SEALS.open(signed(SEALS, base64.b64encode(raw).decode()))


@given(st.builds(Letter, st.text(), st.text(), st.text(), st.text()))
def test_anything_may_come(letter: Letter) -> None:
    with pytest.raises(Sealed):
        SEALS.open(letter)
    for text in (letter.sealed, letter.nonce):
        with pytest.raises(Sealed):
            SEALS.open(signed(SEALS, text))
