"""The methods that ask or set up: the bot itself, chats and members, files, commands, webhooks."""

import json
import re
from typing import Any

from tests.telegram_server.calls import Call
from tests.telegram_server.places import chat_of, open_chat
from tests.telegram_server.refusing import bad, broken
from tests.telegram_server.world import Chat, Json, World

DOWNLOAD_LIMIT = 20 * 1024 * 1024
RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages", "can_pin_messages",
)  # fmt: skip
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_me(world: World, call: Call) -> Json:
    """getMe."""
    extra = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return world.bot.as_api() | extra | {"can_connect_to_business": False, "has_main_web_app": False}


def member(world: World, chat: Chat, person_id: int) -> Json:
    """Return the ChatMember object of someone in a chat."""
    person = world.bot if person_id == world.bot.id else world.people.get(person_id)
    if person is None:
        raise bad("PARTICIPANT_ID_INVALID")
    rank = chat.ranks.get(person_id, "kicked" if person_id in chat.was_in and person is world.bot else "left")
    told: Json = {"user": person.as_api(), "status": rank}
    if rank == "administrator":
        told |= dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
    if rank == "creator":
        told["is_anonymous"] = False
    if rank == "kicked":
        told["until_date"] = 0
    return told


def get_chat(world: World, call: Call) -> Json:
    """getChat."""
    chat = open_chat(world, call)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    extra = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return chat.as_api() | extra


def get_chat_member(world: World, call: Call) -> Json:
    """getChatMember."""
    return member(world, open_chat(world, call), call.get("user_id"))


def get_chat_administrators(world: World, call: Call) -> list[Json]:
    """getChatAdministrators."""
    chat = open_chat(world, call)
    if chat.person:
        raise bad("there are no administrators in the private chat")
    return [member(world, chat, p) for p, rank in chat.ranks.items() if rank in {"creator", "administrator"}]


def leave_chat(world: World, call: Call) -> bool:
    """leaveChat."""
    chat = open_chat(world, call)
    if chat.person:
        raise bad("chat is private")
    del chat.ranks[world.bot.id]
    world.see("left", chat, "", person=world.bot)
    return True


def get_file(world: World, call: Call) -> Json:
    """getFile, for files up to 20 MB."""
    stored = world.files.get(call.get("file_id"))
    if stored is None:
        raise bad("invalid file_id")
    if stored.bytes_told > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    folder = "photos" if stored.size else "documents"
    return stored.as_api() | {"file_path": f"{folder}/{stored.id}"}


def scope_of(world: World, call: Call) -> tuple[str, str]:
    """Return the place commands are kept under: scope and language."""
    scope = call.get("scope") or {"type": "default"}
    if scope["type"] in {"chat", "chat_administrators", "chat_member"}:
        chat_of(world, Call(call.method, scope))
    language = call.get("language_code") or ""
    if language and not re.fullmatch("[a-z]{2}", language):
        raise broken("LANG_CODE_INVALID")
    return json.dumps(scope, sort_keys=True), language


def set_my_commands(world: World, call: Call) -> bool:
    """setMyCommands."""
    commands: list[Json] = call.get("commands")
    if len(commands) > 100:
        raise broken("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not COMMAND.fullmatch(command["command"]):
            raise broken("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise broken("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[scope_of(world, call)] = commands
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    """getMyCommands."""
    return world.commands.get(scope_of(world, call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """deleteMyCommands."""
    world.commands.pop(scope_of(world, call), None)
    return True


def describe(world: World, call: Call, name: str, limit: int) -> bool:
    """Keep a description of the bot."""
    text = call.get(name) or ""
    if len(text) > limit:
        raise broken(f"{name} is longer than {limit}")
    world.descriptions[name, call.get("language_code") or ""] = text
    return True


def set_my_description(world: World, call: Call) -> bool:
    """setMyDescription."""
    return describe(world, call, "description", 512)


def set_my_short_description(world: World, call: Call) -> bool:
    """setMyShortDescription."""
    return describe(world, call, "short_description", 120)


def set_webhook(world: World, call: Call) -> bool:
    """setWebhook. Plain HTTP is taken, as a local Bot API server takes it."""
    url, secret = call.get("url"), call.get("secret_token") or ""
    if url and not url.startswith(("https://", "http://")):
        raise broken("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise broken("secret token contains unallowed characters")
    if not 1 <= call.get("max_connections", 40) <= 100:
        raise broken("bad webhook: max_connections must be between 1 and 100")
    if call.get("drop_pending_updates"):
        world.updates.pending.clear()
    if call.get("allowed_updates") is not None:
        world.updates.allowed = call.get("allowed_updates") or None
    world.webhook = {"url": url, "has_custom_certificate": False, "max_connections": call.get("max_connections", 40)}
    world.secret = secret
    world.updates.webhook_set = bool(url)
    world.bell.ring()
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """deleteWebhook."""
    return set_webhook(world, Call(call.method, {"url": "", **call.given}))


def get_webhook_info(world: World, call: Call) -> Json:
    """getWebhookInfo."""
    told: dict[str, Any] = dict(world.webhook)
    told["pending_update_count"] = len(world.updates.pending)
    if not told["url"]:
        told.pop("max_connections", None)
    return told | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})
