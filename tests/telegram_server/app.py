"""The HTTP face: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from uvicorn.protocols.http.h11_impl import RequestResponseCycle

from tests.telegram_server import asking, editing, sending
from tests.telegram_server.calls import Call, read, wrong_answer, wrong_update
from tests.telegram_server.faults import Fault, Faults
from tests.telegram_server.pace import Pace
from tests.telegram_server.refusing import ApiError, BrokenRequest
from tests.telegram_server.world import World

METHODS: dict[str, Callable[[World, Call], Any]] = {
    "getMe": asking.get_me,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatAdministrators": asking.get_chat_administrators,
    "leaveChat": asking.leave_chat,
    "getFile": asking.get_file,
    "setMyCommands": asking.set_my_commands,
    "getMyCommands": asking.get_my_commands,
    "deleteMyCommands": asking.delete_my_commands,
    "setMyDescription": asking.set_my_description,
    "setMyShortDescription": asking.set_my_short_description,
    "setWebhook": asking.set_webhook,
    "deleteWebhook": asking.delete_webhook,
    "getWebhookInfo": asking.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "pinChatMessage": editing.pin_chat_message,
    "answerCallbackQuery": editing.answer_callback_query,
}


class Api:
    """Performs calls, whether they came in a request or in the answer to a webhook.

    `lean`: nothing is held against models, for load. `trip`: the seconds a request and its answer are on their way.
    """

    def __init__(self, world: World, *, lean: bool = False) -> None:
        self.world, self.faults, self.pace = world, Faults(), Pace(world.clock.now)
        self.lean = lean
        self.trip = 0.0
        self.calls: list[Call] = []

    def perform(self, call: Call) -> Any:
        """Carry out a call and return its result, or raise ApiError."""
        method = METHODS.get(call.method)
        if method is None:
            raise BrokenRequest(404, f"Not Found: this server has no {call.method}")
        if call.get("chat_id") is not None:
            self.pace.count(call.method, call.get("chat_id"))
        result = method(self.world, call)
        if not self.lean:
            self.world.violations += wrong_answer(call.method, result)
        return result

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the Bot API."""
        return [
            Route("/file/bot{token}/{folder}/{file_id}", self.download),
            Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"]),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer one call over HTTP."""
        await self.travel()
        response = await self._answer(request)
        await self.travel()
        return response

    async def travel(self) -> None:
        """Be on the way, in one direction."""
        if self.trip:
            await asyncio.sleep(self.trip / 2)

    async def _answer(self, request: Request) -> Response:
        fault = None
        try:
            self._check_token(request)
            call = await read(request, request.path_params["method"], validate=not self.lean)
            self.calls.append(call)
            self.world.bell.ring()
            fault = self.faults.next(call.method)
            if fault and not fault.applied:
                await _go_wrong(fault, request)
                if fault.cut or await request.is_disconnected():
                    return Response(status_code=499)  # it had no effect, and nobody waits for the answer
            result = await self._updates(call, request) if call.method == "getUpdates" else self.perform(call)
            if fault and fault.applied:
                await _go_wrong(fault, request)
                result = result if fault.result is None else fault.result
        except ApiError as error:
            if isinstance(error, BrokenRequest):
                self.world.violations.append(str(error))
            return JSONResponse(error.body, error.code)
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """Give a file's bytes."""
        try:
            self._check_token(request)
        except ApiError as error:
            return JSONResponse(error.body, error.code)
        stored = self.world.files.get(request.path_params["file_id"])
        return Response(stored.content, media_type=stored.mime) if stored else Response("Not Found", 404)

    def _check_token(self, request: Request) -> None:
        token = request.path_params["token"]
        if token != self.world.token:
            wellformed = token.split(":")[0].isdigit() and len(token) > 40
            raise ApiError(401, "Unauthorized") if wellformed else ApiError(404, "Not Found")

    async def _updates(self, call: Call, request: Request) -> list[dict[str, Any]]:
        wait = float(min(call.get("timeout", 0), 50))
        taking = asyncio.create_task(
            self.world.updates.take(call.get("offset", 0), call.get("limit", 100), wait, call.get("allowed_updates"))
        )
        leaving = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({taking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                return []
            told = [update.as_api() for update in taking.result()]
        finally:
            taking.cancel()
            leaving.cancel()
        for update in told if not self.lean else ():
            self.world.violations += wrong_update(update)
        return told


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _go_wrong(fault: Fault, request: Request) -> None:
    fault.reached.set()
    if fault.error:
        raise fault.error
    if fault.hold:
        await fault.released.wait()
    if fault.cut:
        cycle: Any = request.receive
        cast("RequestResponseCycle", cycle.__self__).transport.abort()


def build(routes: list[BaseRoute]) -> Starlette:
    """Return the application."""
    return Starlette(routes=routes)
