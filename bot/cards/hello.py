"""First meetings: the welcome after a code, the greeting of a stranger, the answer to words nobody understood."""

from bot.cards.partnership import founding_buttons
from bot.chat import Card, Line, Verbatim, tap
from bot.models.people import Member, Role


def claimed(member: Member) -> Card:
    """Welcome the coordinator and name the first steps."""
    own_name = (tap(Line("button-my-name"), "membername", member.id),)
    return Card(
        Line("hello-claimed", name=Verbatim(member.name)),
        (Line("hello-claimed-next"),),
        (founding_buttons(), own_name),
    )


def stranger() -> Card:
    """Greet somebody we do not know and say how to come in."""
    return Card(parts=(Line("hello-stranger"),))


def arrived() -> Card:
    """Greet a group the bot was just added to."""
    return Card(parts=(Line("hello-arrived"),))


def again(member: Member) -> Card:
    """Greet somebody who is in already."""
    lines = (Line("hello-again", name=Verbatim(member.name)),)
    return Card(parts=lines, buttons=((tap(Line("button-agenda-open"), "agenda"), tap(Line("button-me"), "me")),))


def lost(role: Role) -> Card:
    """Answer words nobody understood with what can be said."""
    return Card(parts=(Line("hello-lost", role=role),))
