"""People's names on lists and buttons: two of one name are told apart."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.chat import Fact, Line, Verbatim
from bot.models.people import Member


def told_apart(members: Sequence[Member]) -> Mapping[int | None, Fact]:
    """Return what to call each member, by id: their name, with their category where others of the list share it."""
    shared = Counter(one.name for one in members)
    return {
        one.id: Line("name-of-several", name=Verbatim(one.name), category=one.category)
        if shared[one.name] > 1
        else Verbatim(one.name)
        for one in members
    }
