"""What people do to an app: write, tap, choose, send pictures, come by, be let in and out."""

from collections.abc import Mapping
from typing import Any

from tests.wecom_server.app.app import App
from tests.wecom_server.app.pushing import Pushes
from tests.wecom_server.listening import Listener
from tests.wecom_server.world import Member, Message


class AppPerson(Listener):
    """Somebody in private with the app. `misspelt`: taps are told as a widely copied sample spells them."""

    misspelt = False

    def __init__(self, app: App, pushes: Pushes, member: Member) -> None:
        super().__init__(app.world, app.world.private(app, member), member)
        self.member, self.app, self.pushes = member, app, pushes

    def says(self, text: str) -> str:
        """Write words."""
        return self._tell("text", {"Content": text}, text)

    def sends_picture(self, content: bytes) -> str:
        """Send a picture."""
        media = self.world.upload("image", "picture", content)
        return self._tell("image", {"PicUrl": "http://p.qpic.example/pic", "MediaId": media.id}, "")

    def sends_file(self, name: str, content: bytes) -> str:
        """Send a file. Whether apps are told of any is not known; were they, it would be like this."""
        media = self.world.upload("file", name, content)
        return self._tell("file", {"MediaId": media.id}, name)

    def enters(self) -> str:
        """Open the app."""
        return self._event("enter_agent", {"EventKey": ""})

    def subscribes(self) -> str:
        """Come into the app's scope."""
        self.app.outside.discard(self.member.userid)
        return self._event("subscribe", {"EventKey": ""})

    def unsubscribes(self) -> str:
        """Go out of the app's scope."""
        self.app.outside.add(self.member.userid)
        return self._event("unsubscribe", {"EventKey": ""})

    def taps(self, card: Message, label: str) -> str:
        """Tap a button, or choose an option and send it off."""
        seen = card.look(self.member)
        key = next((key for said, key in seen.buttons.items() if label in said), None)
        if key is None:
            raise AssertionError(f"there is no {label} among {list(seen.buttons)}")
        return self.click(card, seen.submit or key, {seen.choice: [key]} if seen.choice else {})

    def click(self, card: Message, key: str, chosen: Mapping[str, list[str]] | None = None) -> str:
        """Let the app hear of a tap on a card; every one brings a fresh code."""
        fields: dict[str, Any] = {
            "EventKey": key, "TaskId": card.task_id, "CardType": card.body["card_type"],
            "ResponseCode": self.app.new_code(card),
        }  # fmt: skip
        if chosen:
            ids, one = ("OpitonIds", "OpitonId") if self.misspelt else ("OptionIds", "OptionId")
            fields["SelectedItems"] = {
                "SelectedItem": [{"QuestionKey": q, ids: {one: options}} for q, options in chosen.items()]
            }
        return self._event("template_card_event", fields)

    def _event(self, kind: str, fields: Mapping[str, object]) -> str:
        return self.pushes.push(self._about("event") | {"Event": kind, **fields, "AgentID": self.app.agent_id})

    def _tell(self, kind: str, fields: Mapping[str, object], text: str) -> str:
        self.world.say(self.chat, self.member, "text", {"content": text})
        number = {"MsgId": self.pushes.number(), "AgentID": self.app.agent_id}
        return self.pushes.push(self._about(kind) | {**fields, **number})

    def _about(self, kind: str) -> dict[str, object]:
        return {"FromUserName": self.member.userid, "CreateTime": int(self.world.now()), "MsgType": kind}
