"""No secret reaches the log, whoever would write it."""

import pytest

from bot.rules.codes import new_code
from bot.watch.redaction import redactor
from tests.telegram_server.server import TOKEN

redact = redactor()


@pytest.mark.parametrize(
    "line",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
        f'{{"event": "https://api.telegram.org/file/bot{TOKEN}/photos/1.jpg"}}',
        f"token {TOKEN} is wrong",
        f"token={TOKEN}",
    ],
)
def test_a_bot_token_is_taken_out_wherever_it_stands(line: str) -> None:
    assert TOKEN.split(":")[1] not in redact(line)
    assert "<secret>" in redact(line)


def test_a_token_in_an_address_is_known_however_short_it_is() -> None:
    assert redact("GET http://127.0.0.1:8081/bot1:x/getMe") == "GET http://127.0.0.1:8081/bot<secret>/getMe"


@pytest.mark.parametrize(
    "before", ["/start ", "/start/", "https://t.me/jiedui_bot?start=", "/feed/", "/webhook/send?key="]
)
def test_a_code_that_opens_something_is_taken_out(before: str) -> None:
    code = new_code()
    assert redact(f"GET {before}{code} 200") == f"GET {before}<secret> 200"


def test_a_secret_that_is_known_needs_no_shape() -> None:
    assert redactor("", "hunter2")("password hunter2!") == "password <secret>!"


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-26T19:11:34.123Z update 123456789 took 12.5 ms",
        "127.0.0.1:8300 is taken",
        "robot 12:30",
        "/start/ and /feed/ are not logged",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert redact(line) == line
