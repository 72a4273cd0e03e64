"""What WeCom tells a robot, as a request. Pure: a callback in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.channels.wecom.cards import QUESTION
from bot.channels.wecom.names import APP, ROBOT, message_of
from bot.channels.wecom.robot.frames import EVENT, MESSAGE, Callback
from bot.channels.wecom.robot.mentions import without_mention
from bot.channels.wecom.wording import clean
from bot.chat import Address, Audience, House, Request, Routes, Sender, arguments

_LONGEST_ID = 256
_PICTURE = ("picture.png", "image/png")
_FILE = ("file", "application/octet-stream")


class Misshapen(Exception):
    """A callback is not what one should be. Says what is wrong, never what it says."""


class Kind(StrEnum):
    """What a callback is, and so how it may be answered."""

    MESSAGE = "message"
    ENTERED = "entered"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file still to be fetched, and the key it opens with."""

    url: str
    key: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A request, with what is needed to answer it: the callback's `req_id`, and of a tap the card's `task`."""

    request: Request
    kind: Kind
    req_id: str
    task: str = ""
    file: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens: what the robot is called in groups, its routes and its house."""

    name: str
    routes: Routes
    house: House

    def read(self, told: Callback, at: datetime) -> Taken | None:
        """Return what a callback means to us; None for what is not for us. Raises Misshapen."""
        if told.cmd == MESSAGE:
            return self._message(told, at)
        if told.cmd != EVENT:
            return None
        if told.event == "enter_chat":
            return Taken(self._request(told, at, verb="entered", spoken=False), Kind.ENTERED, told.req_id)
        if told.event == "template_card_event":
            return self._tap(told, at)
        return None

    def _message(self, told: Callback, at: datetime) -> Taken | None:
        said = _said(told.body)
        if said is None:
            return None
        words, file = said
        request = self._request(told, at, text=words, owed=True)
        if request.in_group:
            request = self._request(told, at, text=without_mention(words, self.name), owed=True)
        return Taken(request, Kind.MESSAGE, told.req_id, file=file)

    def _tap(self, told: Callback, at: datetime) -> Taken:
        event = told.body["event"]
        tapped = event.get("template_card_event", event)
        if not isinstance(tapped, dict):
            raise Misshapen("a tap without a card")
        task = _id(tapped.get("task_id"), "task_id")
        verb, named = arguments(self.routes, _chosen(tapped))
        request = self._request(told, at, verb=verb or "?", arguments=named, message=message_of(task))
        return Taken(request, Kind.TAP, told.req_id, task)

    def _request(self, told: Callback, at: datetime, **more: Any) -> Request:
        body = told.body
        sender = body.get("from")
        if not isinstance(sender, dict):
            raise Misshapen("nobody said it")
        user = _id(sender.get("userid"), "userid")
        if body.get("chattype") == "group" or body.get("chatid"):
            address = Address(ROBOT, _id(body.get("chatid"), "chatid"), Audience.GROUP)
        else:
            address = Address(ROBOT, user)
        return Request(Sender(ROBOT, user, also=(APP,)), address, at, self.house, update=_update(told, user), **more)


def _update(told: Callback, user: str) -> str:
    """Return what recognises the callback when it comes again."""
    number = told.body.get("msgid")
    if isinstance(number, str) and number:
        return _id(number, "msgid")
    event = told.body.get("event")
    tapped = event.get("template_card_event", {}) if isinstance(event, dict) else {}
    keys = (tapped.get("event_key"), tapped.get("task_id")) if isinstance(tapped, dict) else ()
    return _id("/".join(map(str, (user, told.body.get("create_time"), told.event, *keys, told.req_id)))[:200], "event")


def _said(body: Mapping[str, Any]) -> tuple[str, Sealed | None] | None:
    """Return the words of a message and its file; None where it is neither (a stream asked for again)."""
    kind = body.get("msgtype")
    if not isinstance(kind, str) or kind not in {"text", "voice", "mixed", "image", "file", "video"}:
        return None
    what = body.get(kind)
    if not isinstance(what, dict):
        raise Misshapen(f"a {kind} without any")
    if kind in {"text", "voice"}:
        return _words(what), None
    if kind != "mixed":
        return "", _sealed(what, _PICTURE if kind == "image" else _FILE)
    items = what.get("msg_item")
    parts = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    words = [_words(one["text"]) for one in parts if isinstance(one.get("text"), dict)]
    pictures = [one["image"] for one in parts if isinstance(one.get("image"), dict)]
    text = "\n".join(one for one in words if one)
    return text, (_sealed(pictures[0], _PICTURE) if pictures and not text.strip() else None)


def _words(what: Mapping[str, Any]) -> str:
    content = what.get("content")
    if not isinstance(content, str):
        raise Misshapen("words without any")
    return clean(content)


def _sealed(what: Mapping[str, Any], named: tuple[str, str]) -> Sealed:
    url, key = what.get("url"), what.get("aeskey")
    if not isinstance(url, str) or not url.startswith(("https://", "http://")):
        raise Misshapen("a file without an address")
    return Sealed(url, key if isinstance(key, str) else "", *named)


def _chosen(tapped: Mapping[str, Any]) -> str:
    """Return what the button or the chosen option carries; empty where nothing was chosen."""
    match tapped.get("selected_items"):
        case {"selected_item": [{"question_key": str(question), "option_ids": {"option_id": [str(option), *_]}}, *_]}:
            return option if question == QUESTION else ""
    key = tapped.get("event_key")
    return key if isinstance(key, str) else ""


def _id(value: object, what: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_ID or clean(value) != value:
        raise Misshapen(f"no {what}")
    return value
