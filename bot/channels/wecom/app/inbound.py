"""What WeCom tells an app, as a request. Pure: XML in, values out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.channels.wecom.cards import QUESTION
from bot.channels.wecom.names import APP, ROBOT, message_of
from bot.channels.wecom.wording import clean
from bot.chat import Address, ChatChanged, House, Request, Routes, Sender, Turn, arguments

_LONGEST_ID = 256
_FILES = {"image": ("picture.jpg", "image/jpeg"), "file": ("file", "application/octet-stream")}
_OPTIONS = ("OptionIds/OptionId", "OpitonIds/OpitonId")
"""The second is how a widely copied sample has it."""


class Misshapen(Exception):
    """What came is not what it should be. Says what is wrong, never what it says."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file still to be fetched."""

    media: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A request, with what is needed to answer it: of a tap the card's `task` and a `code` to change it with."""

    request: Request
    task: str = ""
    code: str = ""
    file: Incoming | None = None

    @property
    def is_tap(self) -> bool:
        """Whether a card was tapped."""
        return bool(self.task)


def parse(raw: bytes) -> Element:
    """Read XML: no entities, no document types. Raises Misshapen."""
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError, LookupError) as error:
        raise Misshapen(f"no XML ({type(error).__name__})") from error
    return root


@dataclass(frozen=True, slots=True)
class Ears:
    """Who listens: the app's number, its routes and its house."""

    agent: int
    routes: Routes
    house: House

    def read(self, told: Element, at: datetime) -> Taken | ChatChanged | None:
        """Return what a call means to us; None for what is not for us. Raises Misshapen."""
        agent = _text(told, "AgentID")
        if agent and agent != str(self.agent):
            raise Misshapen("for another app")
        kind = _text(told, "MsgType")
        if kind == "event":
            return self._event(told, at)
        user, number = _id(told, "FromUserName"), _id(told, "MsgId")
        file = _FILES.get(kind)
        text = clean(_text(told, "Content")) if kind == "text" else ""
        request = self._request(user, number, at, text=text, owed=True)
        return Taken(request, file=Incoming(_id(told, "MediaId"), *file) if file else None)

    def _event(self, told: Element, at: datetime) -> Taken | ChatChanged | None:
        user, number = _id(told, "FromUserName"), _recognised_by(told)
        match _text(told, "Event"):
            case "enter_agent":  # told each time; one greeting a day is enough
                return Taken(self._request(user, f"enter_agent/{user}/{at:%Y-%m-%d}", at, verb="entered"))
            case "template_card_event":
                task = _id(told, "TaskId")
                verb, named = arguments(self.routes, _chosen(told))
                tapped: Mapping[str, Any] = {"arguments": named, "message": message_of(task)}
                request = self._request(user, number, at, verb=verb or "?", **tapped)
                return Taken(request, task, _text(told, "ResponseCode"))
            case "subscribe":
                return ChatChanged(APP, user, Turn.OPENED, at, number)
            case "unsubscribe":
                return ChatChanged(APP, user, Turn.CLOSED, at, number)
            case _:
                return None

    def _request(self, user: str, number: str, at: datetime, **more: Any) -> Request:
        return Request(Sender(APP, user, also=(ROBOT,)), Address(APP, user), at, self.house, update=number, **more)


def _recognised_by(told: Element) -> str:
    """Return what recognises an event when it comes again: it has no number. Two taps never have the same code."""
    names = ("FromUserName", "CreateTime", "Event", "EventKey", "TaskId", "ResponseCode")
    said = "\n".join(_text(told, name) for name in names)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _chosen(told: Element) -> str:
    """Return what the button or the chosen option carries; empty where nothing was chosen."""
    items = told.findall("SelectedItems/SelectedItem")
    for item in items:
        if _text(item, "QuestionKey") == QUESTION:
            return next((said for path in _OPTIONS if (said := _text(item, path))), "")
    return "" if items else _text(told, "EventKey")


def _text(told: Element, path: str) -> str:
    return told.findtext(path) or ""


def _id(told: Element, path: str) -> str:
    value = _text(told, path)
    if not 0 < len(value) <= _LONGEST_ID or clean(value) != value:
        raise Misshapen(f"no {path}")
    return value
