"""What an operator is told when the bot cannot start."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parent.parent.parent


class _NoSuchBot(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = b'{"ok":false,"error_code":401,"description":"Unauthorized"}'
        self.send_response(401)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def unknowing() -> Iterator[str]:
    """Return the address of a Bot API that knows no token."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _NoSuchBot)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _run(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_taken_address_is_told_in_words_and_may_be_tried_again(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = _run(tmp_path, JIEDUI_WEB__PORT=port)
    assert ended.returncode == 1
    assert f"127.0.0.1:{port} 用不了" in ended.stderr
    assert "Traceback" not in ended.stderr, ended.stderr


def test_a_token_nobody_knows_is_told_in_words_and_not_tried_again(tmp_path: Path, unknowing: str) -> None:
    ended = _run(tmp_path, JIEDUI_WEB__PORT="0", JIEDUI_TELEGRAM__TOKEN="1:unknown", JIEDUI_TELEGRAM__API_URL=unknowing)
    assert ended.returncode == 2
    assert "telegram.token" in ended.stderr
    assert "1:unknown" not in ended.stderr
    assert "Traceback" not in ended.stderr, ended.stderr
