"""Are there known vulnerabilities in what the bot is made of? `make audit`; arguments are handed to pip-audit.

Ends with 1 when there are. What no service could be asked about is said loudly, as not audited, and is no failure: a
machine without such a service must be able to check everything else.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements.txt"
_PATIENCE = 300
"""Seconds for the whole audit."""


def audit(lock: Path, *more: str) -> int:
    """Audit the versions of a lock file, say what was found, and return 1 where a vulnerability is known."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--disable-pip", "--no-deps"]
    shown = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run([*command, *shown, *more], capture_output=True, text=True, timeout=_PATIENCE, check=False)
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return _not_audited("no answer in time")
    except (ValueError, KeyError):
        return _not_audited((done.stderr.strip().splitlines() or ["no answer"])[-1])
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    found = [(package, hole) for package in packages for hole in package.get("vulns", ())]
    for package, hole in found:
        print(f"{package['name']} {package['version']}: {hole['id']}, mended in {_any(hole['fix_versions'])}")  # noqa: T201
    if skipped or not packages:
        _not_audited(f"{len(skipped)} of {len(packages)} packages: {', '.join(skipped[:5])} …")
    print(f"audited {len(packages) - len(skipped)} packages, {len(found)} known vulnerabilities")  # noqa: T201
    return 1 if found else 0


def _not_audited(why: str) -> int:
    rule = "!" * 78
    print(f"{rule}\nNOT AUDITED: {why}\n{rule}", file=sys.stderr)  # noqa: T201
    return 0


def _any(versions: Sequence[str]) -> str:
    return " or ".join(versions) or "no version yet"


if __name__ == "__main__":
    sys.exit(audit(LOCK, *sys.argv[1:]))
