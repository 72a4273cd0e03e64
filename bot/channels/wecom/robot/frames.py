"""Frames of the long connection. Pure: text in, values out, and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]

MESSAGE, EVENT = "aibot_msg_callback", "aibot_event_callback"
SUBSCRIBE, PING = "aibot_subscribe", "ping"
RESPOND, WELCOME, UPDATE, SEND = (
    "aibot_respond_msg", "aibot_respond_welcome_msg", "aibot_respond_update_msg", "aibot_send_msg",
)  # fmt: skip
UPLOAD_INIT, UPLOAD_CHUNK, UPLOAD_FINISH = (
    "aibot_upload_media_init", "aibot_upload_media_chunk", "aibot_upload_media_finish",
)  # fmt: skip


class Garbled(Exception):
    """What came is no frame. Says what is wrong with it, never what it says."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Something WeCom tells. `req_id` is what an answer has to carry."""

    cmd: str
    req_id: str
    body: Body

    @property
    def event(self) -> str:
        """Return the kind of event it tells of, empty where it is none."""
        event = self.body.get("event")
        kind = event.get("eventtype") if isinstance(event, dict) else None
        return kind if isinstance(kind, str) else ""


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of a frame of ours; `code` 0 is well."""

    req_id: str
    code: int
    words: str
    body: Body


def read(text: str) -> Callback | Ack:
    """Read a frame. Raises Garbled."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Garbled(f"not JSON ({type(error).__name__})") from error
    match frame:
        case {"cmd": str(cmd), "headers": {"req_id": str(req_id)}} if cmd:
            body = frame.get("body")
            return Callback(cmd, req_id, body if isinstance(body, dict) else {})
        case {"headers": {"req_id": str(req_id)}, "errcode": int(code)}:
            body = frame.get("body")
            return Ack(req_id, code, str(frame.get("errmsg", "")), body if isinstance(body, dict) else {})
    raise Garbled("neither a callback nor an acknowledgement")


def write(cmd: str, req_id: str, body: Body | None) -> str:
    r"""Write a frame; letters stand as they are, for WeCom does not read `\uXXXX` everywhere."""
    frame: dict[str, object] = {"cmd": cmd, "headers": {"req_id": req_id}}
    if body is not None:
        frame["body"] = body
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
