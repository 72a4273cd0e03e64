"""What a start loads: its time and its memory are imports, one by one too small to be noticed."""

import os
import subprocess
import sys
from pathlib import Path

import certifi
import pytest

ROOT = Path(__file__).parent.parent
_ASK = "import sys; from bot.__main__ import load; load(); print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Return the modules a bot has loaded when it begins to run."""
    told = subprocess.run([sys.executable, "-c", _ASK], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "Crypto", "PIL", "alembic", "babel", "bot.channels.wecom.aes", "bot.channels.wecom.app", "bot.demo.stage",
        "bot.channels.wecom.robot", "cryptography.hazmat", "docx",
        "holidays", "icalendar", "jinja2", "openpyxl", "prometheus_client", "pygments", "rich", "segno",
        "sqlalchemy.dialects.postgresql",
    ],
)  # fmt: skip
def test_what_most_houses_do_not_need_waits_until_somebody_does(loaded: set[str], module: str) -> None:
    assert module not in loaded


def test_what_answers_a_tap_is_there_from_the_start(loaded: set[str]) -> None:
    assert {"aiohttp", "telegram", "sqlalchemy.dialects.sqlite", "handlers.rsvp", "bot.services.express"} <= loaded


def test_certificates_are_read_for_telegram_and_not_for_aiohttp_which_is_never_asked() -> None:
    ask = (
        "from bot.__main__ import load; load(); import os; from aiohttp import connector\n"
        "from bot.channels.certificates import certificates as ours\n"
        "read = [len(one.get_ca_certs()) > 0 for one in (connector._SSL_CONTEXT_VERIFIED, ours())]\n"
        "print(*read, os.environ['SSL_CERT_FILE'], os.environ.get('SSL_CERT_DIR'))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "SSL_CERT_DIR"}
    told = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True,
        env=environment | {"SSL_CERT_FILE": certifi.where()},
    )  # fmt: skip
    assert told.stdout.split() == ["False", "True", certifi.where(), "None"]
