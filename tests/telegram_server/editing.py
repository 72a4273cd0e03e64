"""The methods that change what is there: edits, deletion, pins, answers to taps."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.keyboards import keyboard
from tests.telegram_server.markup import units
from tests.telegram_server.places import open_chat, own_message
from tests.telegram_server.refusing import bad, broken
from tests.telegram_server.sending import file_of, words
from tests.telegram_server.world import Content, Json, Message, World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
PATIENCE = timedelta(seconds=15)
DELETABLE = timedelta(hours=48)


def change(world: World, message: Message, content: Content) -> Json:
    """Give a message its new content."""
    if content == message.content:
        raise bad(SAME)
    message.versions.append(content)
    message.edited_at = world.clock.now()
    world.see("edit", message.chat, content.text, message, message.sender)
    return message.as_api()


def edit_message_text(world: World, call: Call) -> Json:
    """editMessageText. Without reply_markup the keyboard goes."""
    message = own_message(world, call, open_chat(world, call))
    if message.content.has_media:
        raise bad("there is no text in the message to edit")
    options = call.get("link_preview_options") or {}
    rows = keyboard(call.get("reply_markup"))
    return change(world, message, Content(**words(call), keyboard=rows, preview=not options.get("is_disabled", False)))


def edit_message_caption(world: World, call: Call) -> Json:
    """editMessageCaption."""
    message = own_message(world, call, open_chat(world, call))
    if not message.content.has_media:
        raise bad("there is no caption in the message to edit")
    rows = keyboard(call.get("reply_markup"))
    return change(world, message, replace(message.content, **words(call, "caption"), keyboard=rows))


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """editMessageReplyMarkup."""
    message = own_message(world, call, open_chat(world, call))
    return change(world, message, replace(message.content, keyboard=keyboard(call.get("reply_markup"))))


def edit_message_media(world: World, call: Call) -> Json:
    """editMessageMedia, for photos and documents."""
    message = own_message(world, call, open_chat(world, call))
    media: dict[str, Any] = call.get("media")
    if media["type"] not in {"photo", "document"}:
        raise broken(f"this server has no media of type {media['type']}")
    shown = words(Call(call.method, media), "caption")
    shown[media["type"]] = file_of(world, call, media["type"], media["media"])
    return change(world, message, Content(**shown, keyboard=keyboard(call.get("reply_markup"))))


def delete_message(world: World, call: Call) -> bool:
    """deleteMessage."""
    chat = open_chat(world, call)
    message = chat.find(call.get("message_id"))
    if message is None:
        raise bad("message to delete not found")
    may = message.sender is world.bot or chat.ranks.get(world.bot.id) == "administrator" or chat.person
    if not may or world.clock.now() - message.at > DELETABLE:
        raise bad("message can't be deleted")
    message.deleted = True
    world.see("deletion", chat, message.text, message)
    return True


def pin_chat_message(world: World, call: Call) -> bool:
    """pinChatMessage. In groups a service message tells of it."""
    chat = open_chat(world, call)
    message = chat.find(call.get("message_id"))
    if message is None:
        raise bad("message to pin not found")
    if not chat.person and chat.ranks[world.bot.id] != "administrator":
        raise bad("not enough rights to manage pinned messages in the chat")
    if message not in chat.pinned:
        chat.pinned.append(message)
        notice = {"pinned_message": message.as_api(replied=False)}
        world.post(chat, world.bot, Content(), service=notice)
    return True


def answer_callback_query(world: World, call: Call) -> bool:
    """answerCallbackQuery: a toast or an alert on the screen of whoever tapped."""
    query = world.queries.get(call.get("callback_query_id"))
    if query is None or query.answer is not None or world.clock.now() - query.at > PATIENCE:
        raise bad(TOO_OLD)
    text = call.get("text") or ""
    if units(text) > 200:
        raise broken("MESSAGE_TOO_LONG")
    query.answered_at = world.clock.now()
    query.answer = {"text": text, "alert": bool(call.get("show_alert")), "url": call.get("url")}
    world.see("alert" if query.answer["alert"] else "toast", query.message.chat, text, query.message, query.person)
    return True
