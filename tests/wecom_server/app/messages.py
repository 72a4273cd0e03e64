"""Messages of an app: sent to many, updated by their codes, recalled."""

import json
from collections.abc import Mapping
from typing import Any

from tests.wecom_server import card_rules
from tests.wecom_server.app.app import CODE_LASTS, DAY, App, Sent
from tests.wecom_server.world import Body, Media, Member

BAD_AGENT, BAD_TYPE, BAD_MEDIA, BAD_PARAM, TOO_LONG, EMPTY, NOBODY = 40056, 40008, 40007, 40058, 45002, 44004, 81013
NO_CALLBACK, BAD_CODE = 43012, 42045
"""Which of the numbers from 42014 on means a used or old code is not known for sure; clients decide by none of them."""

TEXT_BYTES, MOST_PEOPLE, LONGEST_INTERVAL = 2048, 1000, 4 * 3600
MEDIA = {"image", "voice", "video", "file"}
Told = dict[str, Any]


class Messages:
    """What an app may do with messages. Each takes the body of a call and returns the answer."""

    def __init__(self, app: App) -> None:
        self.app, self.world = app, app.world

    def send(self, body: Body) -> Told:
        """Send one message to everybody named."""
        named = [one for one in str(body.get("touser", "")).split("|") if one]
        kind = str(body.get("msgtype"))
        what = body.get(kind)
        if why := self._misshapen(body, named) or self.refused(kind, what):
            return self._wrong(*why)
        assert isinstance(what, dict)
        found, missing, closed = self._people(named)
        if not found:
            return _told(closed or NOBODY, "user & party & tag all invalid")
        told = _told(0, "ok") | {"invaliduser": "|".join(one.lower() for one in missing)}
        interval = min(int(body.get("duplicate_check_interval", 1800)), LONGEST_INTERVAL)
        if body.get("enable_duplicate_check") and self.app.repeats(_print(body), interval):
            return told | {"msgid": self.world.new_id("msg")}
        return told | self._deliver(found, kind, what)

    def update(self, body: Body) -> Told:
        """Let cards look otherwise."""
        code = self.app.codes.get(str(body.get("response_code")))
        card = body.get("template_card")
        button = body.get("button")
        users = body.get("userids", [])
        if body.get("agentid") != self.app.agent_id:
            return self._wrong(BAD_AGENT, f"agentid {body.get('agentid')!r}")
        if not isinstance(users, list) or len(users) > MOST_PEOPLE or not (users or body.get("atall")):
            return self._wrong(BAD_PARAM, "userids of 1 to 1000")
        if not isinstance(card, dict) and not (isinstance(button, dict) and button.get("replace_name")):
            return self._wrong(BAD_PARAM, "neither template_card nor button.replace_name")
        if isinstance(card, dict) and (why := card_rules.refused(card)):
            return self._wrong(*why)
        if code is None or code.used or code.at < self.world.now() - CODE_LASTS:
            return _told(BAD_CODE, "invalid response_code")
        code.used = True
        for message in code.cards:
            if message.chat.id not in users:
                continue
            if isinstance(card, dict):
                if card.get("task_id") != message.task_id:
                    self.world.wrong(f"the card {message.task_id} is updated as {card.get('task_id')}")
                self._advise(card)
                self.world.update(message, card)
            else:
                buttons = [{"text": body["button"]["replace_name"], "key": "replaced"}]
                self.world.update(message, {**message.body, "button_list": buttons})
        unknown = [one for one in users if one not in self.world.members]
        return _told(0, "ok") | {"invaliduser": unknown}

    def recall(self, body: Body) -> Told:
        """Take back what was sent within a day."""
        sent = self.app.sent.get(str(body.get("msgid")))
        if sent is None or sent.recalled or sent.at < self.world.now() - DAY:
            return _told(BAD_PARAM, "no such msgid, or more than 24 hours old")
        sent.recalled = True
        for message in sent.messages:
            message.chat.messages.remove(message)
        self.world.bell.ring()
        return _told(0, "ok")

    def _people(self, named: list[str]) -> tuple[list[Member], list[str], int]:
        """Return who can be written to, who cannot, and what is told where there is but one."""
        if named == ["@all"]:
            return [m for one, m in self.world.members.items() if one not in self.app.outside], [], 0
        spelt = {one.lower(): member for one, member in self.world.members.items()}
        members = {one: spelt.get(one.lower()) for one in named}
        bad = [
            one for one, m in members.items() if not m or m.userid in self.app.outside or m.userid in self.app.refuses
        ]  # fmt: skip
        closed = next((self.app.refuses[one] for one in bad if one in self.app.refuses), 0)
        return [m for one, m in members.items() if m and one not in bad], bad, closed

    def _misshapen(self, body: Body, named: list[str]) -> tuple[int, str] | None:
        if not isinstance(body.get("agentid"), int) or body["agentid"] != self.app.agent_id:
            return BAD_AGENT, f"agentid {body.get('agentid')!r}"
        if not named or len(named) > MOST_PEOPLE:
            return (40031 if named else BAD_PARAM), "touser of 1 to 1000"
        return None

    def refused(self, kind: str, what: object) -> tuple[int, str] | None:
        """Return why what stands under a msgtype is not taken, as code and words."""
        if not isinstance(what, dict):
            return BAD_TYPE, f"msgtype {kind}"
        if kind in MEDIA:
            media = self.world.media.get(str(what.get("media_id")))
            good = media and media.kind == kind and media.at >= self.world.now() - 3 * DAY
            return None if good else (BAD_MEDIA, "invalid media_id")
        if kind == "template_card":
            return self._refused_card(what)
        if kind not in {"text", "markdown"}:
            return BAD_TYPE, f"msgtype {kind}"
        size = len(str(what.get("content", "")).encode())
        if size > TEXT_BYTES:
            return TOO_LONG, "content of more than 2048 bytes"
        return None if size else (EMPTY, "content missing")

    def _refused_card(self, what: Body) -> tuple[int, str] | None:
        if why := card_rules.refused(what):
            return why
        if what["task_id"] in self.app.tasks:
            return card_rules.TASK_AGAIN, f"task_id {what['task_id']} was there before"
        return None if self.app.url else (NO_CALLBACK, "no callback address is set")

    def _deliver(self, people: list[Member], kind: str, what: Mapping[str, Any]) -> Told:
        media: Media | None = self.world.media.get(str(what.get("media_id"))) if kind in MEDIA else None
        said = [self.world.say(self.world.private(self.app, one), self.app, kind, what, media) for one in people]
        told = {"msgid": self.world.new_id("msg")}
        self.app.sent[told["msgid"]] = Sent(said, self.world.now())
        if kind == "template_card":
            self._advise(what)
            self.app.tasks.add(what["task_id"])
            if str(what["card_type"]).endswith("_interaction"):
                told["response_code"] = self.app.new_code(*said)
        return told

    def _advise(self, card: Body) -> None:
        for words in card_rules.too_long(card, card_rules.APP):
            self.world.wrong(words)

    def _wrong(self, code: int, words: str) -> Told:
        self.world.wrong(f"{code} {words}")
        return _told(code, words)


def _told(code: int, words: str) -> Told:
    return {"errcode": code, "errmsg": words}


def _print(body: Body) -> str:
    return json.dumps({key: body[key] for key in body if "duplicate" not in key}, sort_keys=True)
