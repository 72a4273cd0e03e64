"""Plain HTTP calls of the app's interface, and somebody else's client of it, as the checks make them."""

import json
from typing import Any

import httpx
from wechatpy.enterprise import WeChatClient

from tests.wecom_server.app.door import AGENT_ID, CORP_ID, SECRET, AppDoor

CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "task_id": "task-1",
    "main_title": {"title": "学党史"},
    "button_list": [{"text": "参加", "key": "rsvp:7:yes"}, {"text": "请假", "key": "rsvp:7:no"}],
}


class Caller:
    """Calls the interface with a token of its own."""

    def __init__(self, door: AppDoor, http: httpx.AsyncClient) -> None:
        self.door, self.http, self.token = door, http, ""

    async def token_told(self, corp: str = CORP_ID, secret: str = SECRET) -> dict[str, Any]:
        answer = await self.http.get("gettoken", params={"corpid": corp, "corpsecret": secret})
        told: dict[str, Any] = answer.json()
        self.token = str(told.get("access_token", ""))
        return told

    async def post(self, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        raw = json.dumps(body, ensure_ascii=False).encode()
        what = more or {"content": raw}
        params = {"access_token": self.token, **what.pop("params", {})}
        told: dict[str, Any] = (await self.http.post(path, params=params, **what)).json()
        return told

    async def send(self, user: str, kind: str = "text", what: Any = None, **more: Any) -> dict[str, Any]:
        message = {"touser": user, "agentid": AGENT_ID, "msgtype": kind, kind: what or {"content": "您好"}}
        return await self.post("message/send", message | more)

    async def change(self, code: str, user: str, title: str = "已记下", **more: Any) -> dict[str, Any]:
        card = CARD | {"main_title": {"title": title}}
        what = {"userids": [user], "agentid": AGENT_ID, "response_code": code, "template_card": card}
        return await self.post("message/update_template_card", what | more)


class TheirClient(WeChatClient):  # type: ignore[misc] # it has no types
    """Somebody else's client, which asks one fixed address for its token."""

    def fetch_access_token(self) -> object:
        return self._fetch_access_token(f"{self.API_BASE_URL}gettoken", {"corpid": CORP_ID, "corpsecret": SECRET})
