"""What a burst can be measured against: the product's web server with nothing behind it but the words 已记下.

`python -m tests.bench.silent <port>`; it says "ready" once it listens.
"""

import json
import socket
import sys

import uvicorn
import uvloop
from starlette.types import Receive, Scope, Send


async def answer(_: Scope, receive: Receive, send: Send) -> None:
    """Answer a tap in the response, and keep nothing of it."""
    query = json.loads((await receive())["body"])["callback_query"]["id"]
    said = {"method": "answerCallbackQuery", "callback_query_id": query, "text": "已记下"}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Told(uvicorn.Server):
    """A server that says when it listens; it ends at SIGTERM by itself."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print("ready", flush=True)  # noqa: T201


if __name__ == "__main__":
    config = uvicorn.Config(answer, port=int(sys.argv[1]), access_log=False, log_level="warning", lifespan="off")
    uvloop.run(_Told(config).serve())
