"""A disk that becomes full: a small file system where we may mount one, else a limit on the size of files."""

import os
import resource
import subprocess

from tests.faults.house import RealHouse

_KILOBYTES = 3072


class SmallDisk:
    """The data folder of a house on three megabytes; `fill()` leaves no room, `clear()` gives it back."""

    def __init__(self, house: RealHouse) -> None:
        self._house, self._filler = house, house.file.parent / "filler"
        house.file.parent.mkdir(exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={_KILOBYTES}k", "tmpfs", str(house.file.parent)]
        self.mounted = os.geteuid() == 0 and subprocess.run(mount, check=False, capture_output=True).returncode == 0

    def fill(self) -> None:
        """Leave no room at all for a running house."""
        if not self.mounted:
            _, most = resource.prlimit(self._house.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._house.process.pid, resource.RLIMIT_FSIZE, (1, most))
            return
        with self._filler.open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                return

    def clear(self) -> None:
        """Give the room back."""
        if not self.mounted:
            _, most = resource.prlimit(self._house.process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._house.process.pid, resource.RLIMIT_FSIZE, (most, most))
        self._filler.unlink(missing_ok=True)

    def remove(self) -> None:
        """Take the small file system away again."""
        if self.mounted:
            subprocess.run(["umount", "-l", str(self._house.file.parent)], check=True)
