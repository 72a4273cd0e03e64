"""Reading a bot's request and holding it, and our own answers, against aiogram's models of the Bot API."""

import json
import types
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Union, cast, get_args, get_origin
from urllib.parse import parse_qsl

from aiogram import methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import Update as ApiUpdate
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.telegram_server.refusing import BrokenRequest, broken

KNOWN: dict[str, type[TelegramMethod[Any]]] = {
    cls.__api_method__.lower(): cls
    for cls in vars(methods).values()
    if isinstance(getattr(cls, "__api_method__", None), str)
}
UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass
class Call:
    """One request of the bot: the method's name as documented, its decoded parameters and uploaded files."""

    method: str
    given: dict[str, Any]
    files: dict[str, tuple[str, bytes, str]] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or `default` where it is missing."""
        return self.given.get(name, default)

    def upload(self, value: Any, name: str) -> tuple[str, bytes, str] | None:
        """Return the uploaded file meant by a parameter's value, as (name, content, mime)."""
        if isinstance(value, str) and value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return self.files.get(name)


@cache
def kinds(method: type[TelegramMethod[Any]], name: str) -> frozenset[type]:
    """Return the plain types a parameter may have."""
    annotation = method.model_fields[name].annotation

    def flat(kind: Any) -> set[type]:
        if get_origin(kind) in {Union, types.UnionType}:
            return {leaf for part in get_args(kind) for leaf in flat(part)}
        return {kind} if isinstance(kind, type) else {object}

    return frozenset(flat(annotation))


def decode(method: type[TelegramMethod[Any]], name: str, raw: str) -> Any:
    """Turn a form's text into the value the documentation means."""
    if name not in method.model_fields:
        return raw
    wanted = kinds(method, name)
    if str in wanted:
        return int(raw) if int in wanted and raw.lstrip("-").isdigit() else raw
    try:
        return json.loads(raw)
    except ValueError:
        return raw


async def read(request: Request, method_name: str, *, validate: bool = True) -> Call:
    """Read a request in any of the forms the Bot API takes: query, form, multipart, JSON."""
    method = KNOWN.get(method_name.lower())
    if method is None:
        raise BrokenRequest(404, "Not Found")
    raw: dict[str, Any] = dict(request.query_params)
    call = Call(method.__api_method__, {})
    form_of = request.headers.get("content-type", "")
    if form_of.startswith("application/json"):
        raw |= json.loads(await request.body() or b"{}")
    elif form_of.startswith("application/x-www-form-urlencoded"):
        raw |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    else:
        async with request.form(max_part_size=64 * 1024 * 1024) as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    call.files[name] = (value.filename or name, content, value.content_type or "")
                else:
                    raw[name] = value
    if sum(len(content) for _, content, _ in call.files.values()) > UPLOAD_LIMIT:
        raise BrokenRequest(413, "Request Entity Too Large")
    return complete(call, raw, method, validate=validate)


def from_answer(body: dict[str, Any], *, validate: bool = True) -> Call:
    """Read a method call a bot put into its answer to a webhook."""
    method = KNOWN.get(str(body.get("method", "")).lower())
    if method is None:
        raise BrokenRequest(404, f"Not Found: method {body.get('method')!r} in a webhook's answer")
    given = {k: v for k, v in body.items() if k != "method"}
    return complete(Call(method.__api_method__, {}), given, method, validate=validate)


def complete(call: Call, raw: dict[str, Any], method: type[TelegramMethod[Any]], *, validate: bool = True) -> Call:
    """Decode the parameters and check them against the model."""
    call.given = {n: decode(method, n, v) if isinstance(v, str) else v for n, v in raw.items()}
    if not validate:
        return call
    named = {n: f"attach://{n}" for n in call.files if n in method.model_fields and n != "certificate"}
    try:
        model = method.model_validate(call.given | named)
    except ValidationError as wrong:
        where = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in wrong.errors()[:4])
        raise broken(f"{call.method}: {where}") from wrong
    if extra := extras(model, call.method):
        raise broken(f"{call.method}: parameters the Bot API does not have: {', '.join(extra)}")
    return call


def extras(value: Any, path: str) -> list[str]:
    """Return where a validated model carries keys it does not know."""
    if isinstance(value, BaseModel):
        found = [f"{path}.{key}" for key in value.model_extra or {}]
        return found + [
            e for name in value.model_fields_set for e in extras(getattr(value, name, None), f"{path}.{name}")
        ]
    if isinstance(value, list | tuple):
        return [e for number, item in enumerate(value) for e in extras(item, f"{path}[{number}]")]
    return []


@cache
def answer_type(method_name: str) -> TypeAdapter[Any]:
    """Return the checker of a method's result."""
    return TypeAdapter(cast("Any", KNOWN[method_name.lower()].__returning__))


def wrong_answer(method_name: str, result: Any) -> list[str]:
    """Return what is wrong with our own answer to a method."""
    try:
        return extras(answer_type(method_name).validate_python(result), f"answer to {method_name}")
    except ValidationError as wrong:
        return [f"our answer to {method_name}: {wrong}"]


def wrong_update(update: dict[str, Any]) -> list[str]:
    """Return what is wrong with an update of our own."""
    try:
        return extras(ApiUpdate.model_validate(update), "update")
    except ValidationError as wrong:
        return [f"our update {update}: {wrong}"]
