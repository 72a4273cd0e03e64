"""Files: fetched and opened, and put up in pieces."""

import asyncio
import base64
import hashlib
import logging

import aiohttp

from bot.channels.certificates import certificates
from bot.channels.wecom.aes import Sealed as Unopened
from bot.channels.wecom.aes import key_of, unseal
from bot.channels.wecom.robot import frames
from bot.channels.wecom.robot.inbound import Sealed
from bot.channels.wecom.robot.line import Line
from bot.channels.wecom.wording import cut
from bot.chat import Attachment, NotSent, PerhapsSent, Rejected
from bot.rules.files import MOST_BYTES, FileNotFetched, FileTooLarge

_log = logging.getLogger(__name__)
_CHUNK, _MOST_CHUNKS = 512 * 1024, 100
_PICTURE = 10 * 1024 * 1024
"""Bytes of a picture that is shown; a larger one goes as a file."""

_NAME = 200
"""Bytes of a file's name."""

_PATIENCE = 20.0
"""Seconds for fetching a file."""

_PADDING = 32


async def fetch(line: Line, file: Sealed) -> bytes:
    """Fetch a file somebody sent, and open it. Raises FileTooLarge or FileNotFetched."""
    try:
        if line.session is None or line.session.closed:
            raise FileNotFetched
        trust = certificates() if file.url.startswith("https:") else True
        async with asyncio.timeout(_PATIENCE), line.session.get(file.url, ssl=trust) as answer:
            answer.raise_for_status()
            sealed = await _at_most(answer, MOST_BYTES + _PADDING)
        content = unseal(key_of(file.key), sealed) if file.key else sealed
    except (aiohttp.ClientError, OSError, TimeoutError, Unopened) as error:
        _log.warning("a file could not be fetched: %s", type(error).__name__)  # the address is as good as the file
        raise FileNotFetched from error
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    return content


async def put_up(line: Line, file: Attachment) -> tuple[str, str]:
    """Put a file up and return its kind and what names it there. Raises a SendFailed: nothing is said by then."""
    kind = "image" if file.is_picture and len(file.content) <= _PICTURE else "file"
    pieces = [file.content[at : at + _CHUNK] for at in range(0, len(file.content), _CHUNK)]
    if not 1 <= len(pieces) <= _MOST_CHUNKS:
        raise Rejected(f"a file of {len(file.content)} bytes cannot be put up")
    about = {
        "type": kind,
        "filename": _short(file.name),
        "total_size": len(file.content),
        "total_chunks": len(pieces),
        "md5": hashlib.md5(file.content, usedforsecurity=False).hexdigest(),  # what WeCom compares with
    }
    try:
        upload = _named(await line.call(frames.UPLOAD_INIT, about), "upload_id")
        for index, piece in enumerate(pieces):
            part = {"upload_id": upload, "chunk_index": index, "base64_data": base64.b64encode(piece).decode()}
            await line.call(frames.UPLOAD_CHUNK, part)
        return kind, _named(await line.call(frames.UPLOAD_FINISH, {"upload_id": upload}), "media_id")
    except PerhapsSent as error:
        raise NotSent(f"a file was not put up: {error}") from error  # nobody sees it until it is sent


async def _at_most(answer: aiohttp.ClientResponse, most: int) -> bytes:
    content = bytearray()
    async for piece in answer.content.iter_chunked(64 * 1024):
        content += piece
        if len(content) > most:
            raise FileTooLarge
    return bytes(content)


def _named(body: frames.Body, key: str) -> str:
    name = body.get(key)
    if not isinstance(name, str) or not name:
        raise NotSent(f"WeCom gave no {key}")
    return name


def _short(name: str) -> str:
    """Return a file's name within WeCom's bounds, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return cut(name, _NAME)
    return f"{cut(stem, _NAME - 9)}.{ending}"
