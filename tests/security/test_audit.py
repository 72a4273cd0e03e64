"""The audit of what the bot is made of, against a vulnerability service on this machine."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCK = "goodlib==1.0 --hash=sha256:{0}\nholed==2.0 --hash=sha256:{0}\n".format("0" * 64)
HOLE = {
    "id": "TEST-2026-0001",
    "summary": "a hole",
    "affected": [
        {
            "package": {"name": "holed", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.1"}]}],
            "versions": ["2.0"],
        }
    ],
}


class _Service(BaseHTTPRequestHandler):
    """Answers as OSV does: one package has a known hole where `holed` says so."""

    known: tuple[str, ...] = ()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        holes = [HOLE] if asked["package"]["name"] in self.known else []
        body = json.dumps({"vulns": holes} if holes else {}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Holed(_Service):
    known = ("holed",)


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), request.param) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()
        thread.join()


def _audit(folder: Path, url: str, lock: str = LOCK) -> subprocess.CompletedProcess[str]:
    (folder / "requirements.txt").write_text(lock)
    code = (
        "import sys; from pathlib import Path; from tests.audit import audit; "
        "sys.exit(audit(Path(sys.argv[1]), *sys.argv[2:]))"
    )
    more = ["--vulnerability-service", "osv", "--osv-url", url, "--cache-dir", str(folder / "cache")]
    command = [sys.executable, "-c", code, str(folder / "requirements.txt"), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("service", [_Holed], indirect=True)
def test_a_known_hole_fails_the_audit_and_is_named_with_its_remedy(service: str, tmp_path: Path) -> None:
    done = _audit(tmp_path, service)
    assert done.returncode == 1, done.stderr
    assert "holed 2.0: TEST-2026-0001, mended in 2.1" in done.stdout
    assert "audited 2 packages, 1 known vulnerabilities" in done.stdout
    assert "NOT AUDITED" not in done.stderr


@pytest.mark.parametrize("service", [_Service], indirect=True)
def test_what_has_no_known_hole_passes(service: str, tmp_path: Path) -> None:
    done = _audit(tmp_path, service)
    assert done.returncode == 0, done.stderr
    assert "audited 2 packages, 0 known vulnerabilities" in done.stdout
    assert "NOT AUDITED" not in done.stderr


def test_where_no_service_answers_it_says_loudly_that_nothing_was_audited(tmp_path: Path) -> None:
    done = _audit(tmp_path, "http://127.0.0.1:9/v1/query")
    assert done.returncode == 0
    assert "NOT AUDITED" in done.stderr
    assert "audited" not in done.stdout


def test_every_package_of_the_lock_is_asked_about() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line for line in pinned)
