"""Groups a test moves: who is in them, topics, growing into a supergroup."""

import itertools

from tests.telegram_server.listening import Listener
from tests.telegram_server.people import User
from tests.telegram_server.telling import rank_of_bot, tell, tell_rank
from tests.telegram_server.world import Chat, Content, Person, World


class Group(Listener):
    """A group or supergroup. Its first member is its creator."""

    small = itertools.count(4_012_345_001)
    super = itertools.count(1_002_012_345_001)

    def __init__(self, world: World, chat: Chat) -> None:
        super().__init__(world, chat)
        self.id = chat.id

    @classmethod
    def made(cls, world: World, title: str, members: tuple[User, ...], *, kind: str, forum: bool) -> "Group":
        """Make a group of these members, without the bot."""
        chat_id = -next(cls.super if kind == "supergroup" else cls.small)
        ranks = {user.id: "member" if number else "creator" for number, user in enumerate(members)}
        chat = world.chats[chat_id] = Chat(chat_id, kind, title, ranks=ranks, is_forum=forum)
        return cls(world, chat)

    @property
    def creator(self) -> Person:
        """Return who made the group."""
        return next(self._world.people[p] for p, rank in self.chat.ranks.items() if rank == "creator")

    def adds(self, user: User, *, by: User | None = None) -> None:
        """Let a user in; everybody is told."""
        self.chat.ranks[user.id] = "member"
        self._service((by.person if by else user.person), new_chat_members=[user.person.as_api()])

    def adds_bot(self, *, by: User | None = None, rank: str = "member") -> None:
        """Add the bot, or give it another rank ("administrator")."""
        person, before = by.person if by else self.creator, rank_of_bot(self._world, self.chat)
        arrived = self._world.bot.id not in self.chat.ranks
        self.chat.ranks[self._world.bot.id] = rank
        self.chat.was_in.add(self._world.bot.id)
        tell_rank(self._world, self.chat, person, before)
        if arrived:
            self._service(person, new_chat_members=[self._world.bot.as_api()])

    def removes_bot(self, *, by: User | None = None) -> None:
        """Throw the bot out."""
        before = rank_of_bot(self._world, self.chat)
        self.chat.ranks.pop(self._world.bot.id)
        tell_rank(self._world, self.chat, by.person if by else self.creator, before)

    def opens_topic(self, name: str) -> int:
        """Open a topic and return its message_thread_id."""
        thread = len(self.chat.topics) + 101
        self.chat.topics[thread] = name
        created = {"name": name, "icon_color": 7322096}
        message = self._world.post(
            self.chat, self.creator, Content(), thread=thread, service={"forum_topic_created": created}
        )
        tell(self._world, message)
        return thread

    def closes_topic(self, thread: int) -> None:
        """Delete a topic with all it holds."""
        del self.chat.topics[thread]

    def renames(self, title: str) -> None:
        """Give the group another title."""
        self.chat.title = title
        self._service(self.creator, new_chat_title=title)

    def migrates(self, *, told: bool = True) -> "Group":
        """Grow into a supergroup and return it. `told=False`: the bot learns of it only from an error."""
        old = self.chat
        grown = Chat(-next(Group.super), "supergroup", old.title, ranks=dict(old.ranks), was_in=set(old.was_in))
        self._world.chats[grown.id] = grown
        group = Group(self._world, grown)
        if told:
            self._service(self.creator, migrate_to_chat_id=grown.id)
        old.migrated_to = grown.id
        if told:
            group._service(group.creator, migrate_from_chat_id=old.id)
        return group

    def _service(self, by: Person, **fields: object) -> None:
        tell(self._world, self._world.post(self.chat, by, Content(), service=dict(fields)))
