"""What of all that happens the bot is told: privacy in groups, membership changes."""

from tests.telegram_server.asking import member
from tests.telegram_server.world import Chat, Json, Message, Person, World


def tell(world: World, message: Message, kind: str = "message") -> None:
    """Queue a message for the bot if it may see it."""
    message.sender.known = True
    if message.chat.person or visible(world, message):
        world.updates.add(kind, message.as_api(), message.chat.id)


def visible(world: World, message: Message) -> bool:
    """Say whether a bot in privacy mode sees a group's message."""
    chat = message.chat
    if world.bot.id not in chat.ranks:
        return False
    if message.service or chat.ranks[world.bot.id] == "administrator":
        return True
    if message.reply_to and message.reply_to.sender is world.bot:
        return True
    me = f"@{world.bot.username}".lower()
    for entity in message.content.entities:
        part = message.text.encode("utf-16-le")[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2]
        word = part.decode("utf-16-le").lower()
        if entity["type"] == "mention" and word == me:
            return True
        if entity["type"] == "bot_command" and ("@" not in word or word.endswith(me)):
            return True
    return False


def tell_rank(world: World, chat: Chat, by: Person, before: Json) -> None:
    """Tell the bot that its own standing in a chat changed. `before` is its earlier ChatMember object."""
    by.known = True
    change = {
        "chat": chat.as_api(),
        "from": by.as_api(),
        "date": int(world.clock.now().timestamp()),
        "old_chat_member": before,
        "new_chat_member": rank_of_bot(world, chat),
    }
    world.updates.add("my_chat_member", change, chat.id)


def rank_of_bot(world: World, chat: Chat) -> Json:
    """Return the bot's ChatMember object in a chat; in private, blocked is "kicked"."""
    if chat.person:
        me: Json = {"user": world.bot.as_api(), "status": "kicked" if chat.person.blocked else "member"}
        return me | ({"until_date": 0} if chat.person.blocked else {})
    return member(world, chat, world.bot.id)
