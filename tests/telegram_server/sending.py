"""The methods that put messages into chats: sendMessage, sendPhoto, sendDocument, sendChatAction."""

import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.telegram_server.calls import Call
from tests.telegram_server.keyboards import keyboard
from tests.telegram_server.markup import read, units
from tests.telegram_server.places import open_chat, replied, topic
from tests.telegram_server.refusing import bad, broken
from tests.telegram_server.world import Content, Json, Stored, World

PHOTO_LIMIT = 10 * 1024 * 1024


def words(call: Call, name: str = "text") -> dict[str, Any]:
    """Return text and entities of a call, as Content takes them, within the limits of texts or captions."""
    marks = "entities" if name == "text" else "caption_entities"
    text, entities = read(call.get(name) or "", call.get("parse_mode"), call.get(marks))
    if name == "text" and not text:
        raise broken("message text is empty")
    if units(text) > (4096 if name == "text" else 1024):
        raise broken("message is too long" if name == "text" else "message caption is too long")
    return {"text": text, "entities": tuple(entities)}


def file_of(world: World, call: Call, name: str, value: Any) -> Stored:
    """Return the file a parameter means: an upload, or one the server keeps already."""
    if uploaded := call.upload(value, name):
        filename, content, mime = uploaded
        if not content:
            raise broken("file must be non-empty")
        if name == "photo":
            return world.keep(filename, content, "image/jpeg", size=picture_size(content))
        return world.keep(filename, content, mime or "application/octet-stream")
    if value in world.files:
        return world.files[value]
    raise bad("wrong file identifier/HTTP URL specified")


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture, or refuse it as the real server does."""
    if len(content) > PHOTO_LIMIT:
        raise broken("file is too big")
    try:
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    except UnidentifiedImageError as unknown:
        raise broken("IMAGE_PROCESS_FAILED") from unknown
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise broken("PHOTO_INVALID_DIMENSIONS")
    return width, height


def send_message(world: World, call: Call) -> Json:
    """sendMessage."""
    chat = open_chat(world, call)
    options = call.get("link_preview_options") or {}
    preview = not options.get("is_disabled", False)
    content = Content(**words(call), keyboard=keyboard(call.get("reply_markup")), preview=preview)
    return world.post(chat, world.bot, content, thread=topic(chat, call), reply_to=replied(chat, call)).as_api()


def send_file(world: World, call: Call, name: str) -> Json:
    """Send a photo or a document."""
    chat = open_chat(world, call)
    shown: dict[str, Any] = {name: file_of(world, call, name, call.get(name))} | words(call, "caption")
    content = Content(**shown, keyboard=keyboard(call.get("reply_markup")))
    return world.post(chat, world.bot, content, thread=topic(chat, call), reply_to=replied(chat, call)).as_api()


def send_photo(world: World, call: Call) -> Json:
    """sendPhoto."""
    return send_file(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """sendDocument."""
    return send_file(world, call, "document")


def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction."""
    open_chat(world, call)
    return True
