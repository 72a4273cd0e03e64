"""Where a bot may write: finding the chat of a call and every reason why not."""

from tests.telegram_server.calls import Call
from tests.telegram_server.refusing import bad, forbidden
from tests.telegram_server.world import Chat, Message, World


def chat_of(world: World, call: Call) -> Chat:
    """Return the chat a call names, whatever the bot may do there."""
    chat = world.chats.get(call.get("chat_id"))
    if chat is None:
        raise bad("chat not found")
    return chat


def open_chat(world: World, call: Call) -> Chat:
    """Return the chat a call names, where the bot can act, or raise the real server's reason."""
    person = world.people.get(call.get("chat_id"))
    if person:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started and person.known:
            raise forbidden("bot can't initiate conversation with a user")
    chat = chat_of(world, call)
    if chat.person:
        if not chat.person.started:
            raise bad("chat not found")
        return chat
    if chat.migrated_to:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if world.bot.id not in chat.ranks:
        name = "supergroup" if chat.kind == "supergroup" else "group"
        if world.bot.id in chat.was_in:
            raise forbidden(f"bot was kicked from the {name} chat")
        raise forbidden(f"bot is not a member of the {name} chat")
    return chat


def topic(chat: Chat, call: Call) -> int | None:
    """Return the topic a call writes into, or None."""
    thread: int | None = call.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return thread


def replied(chat: Chat, call: Call) -> Message | None:
    """Return the message a call answers to, or None."""
    wanted = call.get("reply_parameters")
    if not wanted:
        return None
    message = chat.find(wanted["message_id"])
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message


def own_message(world: World, call: Call, chat: Chat) -> Message:
    """Return the bot's message a call edits."""
    message = chat.find(call.get("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message.sender is not world.bot or message.service:
        raise bad("message can't be edited")
    return message
