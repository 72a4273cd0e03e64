"""A whole house that is told everything, and is asked afterwards whether anything of its own went wrong."""

import itertools
import logging
import re
from dataclasses import replace
from html.parser import HTMLParser

from bot.channels.telegram.wording import write
from bot.chat import Address, Answered, Attachment, Audience, Request, Sender, arguments
from bot.texts import say, speak
from tests.scene import Scene
from tests.telegram_server.markup import read
from tests.world import Person

_updates = itertools.count(1)
_CANNOT_SHOW = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Faults(logging.Handler):
    """Hears every error in the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    def none(self) -> None:
        """Assert that there was none since the last time."""
        heard, self.heard = self.heard, []
        assert not heard, heard[0]


class Told:
    """Tells a scene's house things, and holds every answer to what all answers owe their readers."""

    def __init__(self, scene: Scene, faults: Faults) -> None:
        self.scene, self.faults = scene, faults
        self.world = scene.world

    def words(self, who: Person, text: str, *, to: str = "", file: Attachment | None = None) -> Answered:
        """Say something."""
        return self._tell(replace(self._from(who, to), text=text, file=file))

    def tap(self, who: Person, data: str, *, to: str = "", message: str = "") -> Answered:
        """Tap a button that carries `data`."""
        verb, given = arguments(self.world.app.dispatcher.routes, data)
        return self._tell(replace(self._from(who, to), verb=verb or "?", arguments=given, message=message))

    def settle(self) -> None:
        """Let everything that follows happen."""
        self.world.settle()
        self.faults.none()

    def _from(self, who: Person, to: str) -> Request:
        where = Address("web", to or who.user, Audience.GROUP if to else Audience.PRIVATE)
        sender, house = Sender("web", who.user, who.name, who.language), self.world.app.house
        update = f"told-{next(_updates)}"
        return Request(sender, where, self.world.clock.now(), house, update=update, chat_title=who.name)

    def _tell(self, request: Request) -> Answered:
        answered = self.world.run(self.world.app.web.take(request))
        self.faults.none()
        line, card = answered.reply.line, answered.reply.card
        said = [say(line, answered.reader)] if line else []
        if card:
            spoken = speak(card, answered.reader)
            text, _ = read(write(spoken).html, "HTML", None) if spoken.title or spoken.parts else ("", [])
            said.append(text)
        for text in said:
            assert text.strip()
            assert not _CANNOT_SHOW.search(text), text
            assert not (line and line.key == "error-ours")
        return answered


class Tags(HTMLParser):
    """Every tag of a page with its attributes' names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def harmless(self) -> None:
        """Assert that nothing on the page could run or lead elsewhere by a trick."""
        for tag, attributes in self.seen:
            assert tag not in {"iframe", "object", "embed", "style", "base", "math", "template"}, tag
            assert tag != "script" or attributes.get("src", "").startswith("/"), attributes
            assert tag != "img" or attributes["src"].startswith("/"), attributes
            assert not any(name.startswith("on") or name in {"style", "srcdoc"} for name in attributes), attributes
            for name in ("href", "src", "action", "formaction"):
                assert re.match(r"(?:/(?!/)|https?://|webcal://|#|\?|$)", attributes.get(name, "")), attributes
