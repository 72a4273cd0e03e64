"""Pictures and files: put up once while WeCom keeps them, fetched when somebody may and does read them."""

import hashlib
import logging
from collections import OrderedDict

from bot.channels.wecom.app.api import Api
from bot.channels.wecom.wording import cut
from bot.chat import Attachment, Rejected, SendFailed
from bot.clock import Clock
from bot.rules.files import FileNotFetched

_log = logging.getLogger(__name__)
_KEPT = 3 * 86400 - 3600.0
"""Seconds for which what was put up is named again: WeCom keeps it for three days."""

_MOST_KEPT = 128
_SHOWN = frozenset({"image/png", "image/jpeg"})
_PICTURE, _LEAST, _MOST = 10 * 1024 * 1024, 6, 20 * 1024 * 1024
"""Bytes of a picture that is shown, and of any file."""

_NAME = 120
"""Bytes of a file's name."""


class MediaShelf:
    """What was put up, by its bytes and its name."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api, self._clock = api, clock
        self._kept: OrderedDict[tuple[str, str, bytes], tuple[str, float]] = OrderedDict()

    async def put_up(self, file: Attachment) -> tuple[str, str]:
        """Return a file's kind and what names it at WeCom. Raises a SendFailed: nothing is said by then."""
        if not _LEAST <= len(file.content) <= _MOST:
            raise Rejected(f"a file of {len(file.content)} bytes: WeCom takes {_LEAST} to {_MOST}")
        kind = "image" if file.media_type in _SHOWN and len(file.content) <= _PICTURE else "file"
        key = kind, file.name, hashlib.sha256(file.content).digest()
        name, at = self._kept.get(key, ("", 0.0))
        if name and self._clock.monotonic() - at < _KEPT:
            return kind, name
        name = await self._api.upload(kind, Attachment(_short(file.name), file.media_type, file.content))
        self._kept[key] = name, self._clock.monotonic()
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return kind, name

    async def fetch(self, media: str) -> bytes:
        """Fetch what somebody sent. Raises FileTooLarge or FileNotFetched."""
        try:
            return await self._api.download(media)
        except SendFailed as error:
            _log.warning("a file could not be fetched: %s", error)
            raise FileNotFetched from error


def _short(name: str) -> str:
    """Return a file's name within WeCom's bounds, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return cut(name, _NAME)
    return f"{cut(stem, _NAME - 9)}.{ending}"
