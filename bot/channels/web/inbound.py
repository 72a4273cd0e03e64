"""From what a page sends to a Request. Pure: forms in, requests out."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.chat import Address, Attachment, House, Request, Routes, Sender, arguments

MOST_LETTERS = 4000
_UPDATE = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Unreadable(Exception):
    """The page did not send what our pages send."""


class TooLong(Exception):
    """More words than one message may have."""


def words(form: Mapping[str, str], sender: Sender, address: Address, house: House, now: datetime) -> Request:
    """Read typed words. Raises Unreadable or TooLong."""
    text = form.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise Unreadable("no words")
    if len(text) > MOST_LETTERS:
        raise TooLong
    return Request(sender, address, now, house, update=_update(form, sender.user), text=text, owed=True)


def tapped(
    form: Mapping[str, str], sender: Sender, address: Address, house: House, routes: Routes, now: datetime
) -> Request:
    """Read a tap on a button: its data, and the message it was on. Raises Unreadable."""
    verb, values = arguments(routes, form.get("data", ""))
    message = form.get("message", "")
    if not verb or not (message.isascii() and message.isdigit()):
        raise Unreadable("no button, or no message it was on")
    return Request(
        sender, address, now, house, update=_update(form, sender.user), verb=verb, arguments=values, message=message
    )


def sent(
    form: Mapping[str, str], file: Attachment, sender: Sender, address: Address, house: House, now: datetime
) -> Request:
    """Read a file somebody sent. Raises Unreadable."""
    return Request(sender, address, now, house, update=_update(form, sender.user), file=file, owed=True)


def start(code: str, form: Mapping[str, str], browser: str, sender: Sender, house: House, now: datetime) -> Request:
    """Read a press of 进入 on a start page; an empty code is a first hello. Raises Unreadable.

    `browser` tells browsers apart: a second press may come before anybody is signed in.
    """
    where = Address(sender.channel, sender.user)
    return Request(sender, where, now, house, update=_update(form, browser), text=f"/start {code}".strip())


def file_name(name: str) -> str:
    """Return the last part of a file's name without what no name should carry, at most 120 letters."""
    plain = "".join(letter for letter in re.split(r"[/\\]", name)[-1] if letter.isprintable()).strip()
    return plain[-120:] or "file"


def _update(form: Mapping[str, str], owner: str) -> str:
    """Return the id that recognises a repetition: made by the page, kept apart for every owner."""
    made = form.get("update", "")
    if not _UPDATE.fullmatch(made):
        raise Unreadable("no update id")
    return f"{owner}:{made}"
