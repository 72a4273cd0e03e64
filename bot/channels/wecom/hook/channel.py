"""Robots of WeCom groups as a channel: it posts, and hears nothing."""

import asyncio
import base64
import hashlib
from collections.abc import Collection, Mapping

from bot.channels.wecom.hook.wire import Wire, chat_of
from bot.channels.wecom.hook.wording import write
from bot.channels.wecom.names import HOOK, new_task
from bot.chat import (
    NOWHERE,
    Address,
    Attachment,
    Card,
    MessageGone,
    Misconfigured,
    NotSent,
    Pacing,
    PerhapsSent,
    Reader,
    Rejected,
    SendFailed,
)
from bot.texts import speak
from bot.watch import CHANNEL, Watch

PICTURE_LIMIT = 2 * 1024 * 1024
"""Bytes of a picture that is shown; a larger one goes as a file."""

_FILE_LEAST, _FILE_MOST = 6, 20 * 1024 * 1024
_SHOWN = frozenset({"image/png", "image/jpeg"})


class HookChannel:
    """The robots of all groups that are set up: partnerships' names and addresses, each a secret."""

    name = HOOK
    rewrites = NOWHERE

    def __init__(self, groups: Mapping[str, str], pacing: Pacing, watch: Watch) -> None:
        self._addresses = {chat_of(address): address for address in groups.values()}
        self._pacing, self._watch = pacing, watch
        self._wire = Wire()
        self._without: frozenset[str] = frozenset()
        for chat in self._addresses:
            watch.pulse.expect(_sign(chat), float("inf"))

    async def send(self, to: Address, card: Card, reader: Reader) -> str:
        """Post a card: its words, then its picture and files, each with its turn. Raises a SendFailed.

        WeCom gives messages no id; one of ours is returned. When only what follows could not be posted it is
        PerhapsSent, because repeating would double the rest.
        """
        address = self._addresses.get(to.chat)
        if address is None:
            raise NotSent("the group is not in the settings any more")
        try:
            await self._post(address, to, card, reader)
        except SendFailed as failed:
            if isinstance(failed, Misconfigured | NotSent):
                self._watch.pulse.trouble(_sign(to.chat), str(failed))
            raise
        self._watch.pulse.beat(_sign(to.chat))
        return new_task()

    async def edit(self, to: Address, message: str, card: Card, reader: Reader) -> None:
        """Raise MessageGone: what a robot has posted stays as it is."""
        raise MessageGone("a group's robot cannot change what it has posted")

    async def run(self) -> None:
        """Wait until cancelled: there is nothing to hear."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Let the connections go."""
        await self._wire.close()

    def without(self, chats: Collection[str]) -> None:
        """Note the groups whose partnership is not there: they are unwell until it is."""
        for chat in self._without - set(chats):
            self._watch.pulse.calm(_sign(chat))
        for chat in chats:
            self._watch.pulse.trouble(_sign(chat), "no partnership has the name that is set")
        self._without = frozenset(chats)

    async def _post(self, address: str, to: Address, card: Card, reader: Reader) -> None:
        spoken = speak(card, reader)
        pieces = write(spoken)
        files = [*((spoken.picture,) if spoken.picture else ()), *spoken.files]
        media = {id(file): await self._wire.upload(address, file) for file in files if not _is_shown(file)}
        posts: list[tuple[str, Mapping[str, object]]] = [("markdown", {"content": piece}) for piece in pieces]
        posts += [("file", {"media_id": media[id(f)]}) if id(f) in media else ("image", _image(f)) for f in files]
        if not posts:
            raise Rejected("a card without anything to show")
        for number, (kind, body) in enumerate(posts):
            if not number:
                await self._wire.post(address, kind, body)
                continue
            try:
                await self._pacing.turn(to)
                await self._wire.post(address, kind, body)
            except SendFailed as error:
                raise PerhapsSent(f"the card was posted, what belongs to it was not: {error}") from error


def _sign(chat: str) -> str:
    return f"{CHANNEL}{HOOK}:{chat}"


def _is_shown(file: Attachment) -> bool:
    if file.media_type in _SHOWN and len(file.content) <= PICTURE_LIMIT:
        return True
    if not _FILE_LEAST <= len(file.content) <= _FILE_MOST:
        raise Rejected(f"a file of {len(file.content)} bytes: WeCom takes {_FILE_LEAST} to {_FILE_MOST}")
    return False


def _image(file: Attachment) -> Mapping[str, object]:
    digest = hashlib.md5(file.content, usedforsecurity=False)
    return {"base64": base64.b64encode(file.content).decode(), "md5": digest.hexdigest()}
