"""Groups an app has made: it may write into them and into no others, and nobody can tap anything there."""

import re
from collections.abc import Mapping
from typing import Any

from tests.wecom_server.app.app import App
from tests.wecom_server.app.messages import BAD_PARAM, MEDIA, Messages
from tests.wecom_server.world import Body, Chat

NO_RIGHT, NO_CHAT, CHAT_AGAIN, BAD_PEOPLE, BAD_OWNER = 60011, 86003, 86220, 86216, 86217
"""Which of the numbers from 86001 on means what is not known for sure; clients decide by none of them alone."""

FEWEST, MOST, LONGEST_NAME = 2, 2000, 50
_ID = re.compile(r"[0-9A-Za-z]{1,32}")
Told = dict[str, Any]


class GroupChats:
    """What an app may do with groups. `whole`: its scope is the whole corporation, which groups want."""

    def __init__(self, app: App, messages: Messages) -> None:
        self.app, self.world, self.messages = app, app.world, messages
        self.whole = True
        self.chats: dict[str, Chat] = {}
        self.owners: dict[str, str] = {}

    def dissolve(self, chat: str) -> None:
        """Let a group be no more, as its owner can."""
        del self.chats[chat]

    def create(self, body: Body) -> Told:
        """Make a group. Its id may be the app's own."""
        named, people = str(body.get("chatid") or ""), body.get("userlist")
        if not self.whole:
            return _told(NO_RIGHT, "no privilege to access/modify contact/party/agent")
        if named and not _ID.fullmatch(named):
            return self._wrong(BAD_PARAM, f"chatid {named!r}")
        if not isinstance(people, list) or not FEWEST <= len(set(people)) <= MOST:
            return self._wrong(BAD_PEOPLE, f"userlist of {FEWEST} to {MOST}")
        if named in self.chats:
            return _told(CHAT_AGAIN, "chatid exists")
        return self._found(named or self.world.new_id("wr"), people, body)

    def _found(self, named: str, people: list[str], body: Body) -> Told:
        if unseen := [one for one in people if not self._sees(one)]:
            return _told(BAD_PEOPLE, f"invalid userlist {unseen}")
        owner, title = str(body.get("owner") or people[0]), str(body.get("name") or "")[:LONGEST_NAME]
        if owner not in people:
            return self._wrong(BAD_OWNER, "the owner is not in userlist")
        members = [self.world.members[one] for one in dict.fromkeys(people)]
        chat = Chat(self.app, named, members, is_group=True, title=title)
        self.chats[chat.id] = self.world.chats[self.app.key, chat.id] = chat
        self.owners[chat.id] = owner
        return _told(0, "ok") | {"chatid": chat.id}

    def update(self, body: Body) -> Told:
        """Call a group otherwise, let people in and out."""
        chat = self.chats.get(str(body.get("chatid")))
        if chat is None:
            return _told(NO_CHAT, "chatid not exist")
        come, go = body.get("add_user_list") or [], body.get("del_user_list") or []
        if unseen := [one for one in come if not self._sees(one)]:
            return _told(BAD_PEOPLE, f"invalid userlist {unseen}")
        stay = [member for member in chat.members if member.userid not in go]
        new = [self.world.members[one] for one in come if self.world.members[one] not in stay]
        if not FEWEST <= len(stay) + len(new) <= MOST:
            return self._wrong(BAD_PEOPLE, "too few or too many stay")
        chat.members, chat.title = [*stay, *new], str(body.get("name") or chat.title)[:LONGEST_NAME]
        return _told(0, "ok")

    def get(self, query: Mapping[str, str]) -> Told:
        """Tell what a group is."""
        chat = self.chats.get(query.get("chatid", ""))
        if chat is None:
            return _told(NO_CHAT, "chatid not exist")
        people = [member.userid for member in chat.members]
        about = {"chatid": chat.id, "name": chat.title, "owner": self.owners[chat.id], "userlist": people}
        return _told(0, "ok") | {"chat_info": about}

    def send(self, body: Body) -> Told:
        """Say something in a group. No msgid is told, and cards are not taken."""
        chat = self.chats.get(str(body.get("chatid")))
        kind = str(body.get("msgtype"))
        if chat is None:
            return _told(NO_CHAT, "chatid not exist")
        if kind == "template_card":
            return self._wrong(40008, "no template_card in a group")
        if why := self.messages.refused(kind, what := body.get(kind)):
            return self._wrong(*why)
        assert isinstance(what, dict)
        media = self.world.media.get(str(what.get("media_id"))) if kind in MEDIA else None
        self.world.say(chat, self.app, kind, what, media)
        return _told(0, "ok")

    def _sees(self, userid: object) -> bool:
        return userid in self.world.members and userid not in self.app.outside

    def _wrong(self, code: int, words: str) -> Told:
        self.world.wrong(f"{code} {words}")
        return _told(code, words)


def _told(code: int, words: str) -> Told:
    return {"errcode": code, "errmsg": words}
