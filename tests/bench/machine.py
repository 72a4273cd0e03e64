"""The machine figures were taken on: what one must know to read them."""

import os
import platform
import re
import sqlite3
from pathlib import Path

import psutil


def told(folder: Path) -> list[str]:
    """Return lines about the machine and about the disk `folder` is on."""
    cpu = next(iter(re.findall(r"model name\s*: (.+)", _cpuinfo())), platform.processor() or "unknown")
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    memory = psutil.virtual_memory().total / 2**30
    return [
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB: a noisy machine, read ratios before seconds",
        f"{versions}; databases of taps and messages on {_file_system(folder)}",
    ]


def _cpuinfo() -> str:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _file_system(folder: Path) -> str:
    mounts = [m for m in psutil.disk_partitions(all=True) if folder.resolve().is_relative_to(m.mountpoint)]
    return max(mounts, key=lambda mount: len(mount.mountpoint)).fstype if mounts else "an unknown file system"
