"""Taps on buttons nobody was shown."""

from bot.chat import Address, Request, Sender
from tests.world import Person


def forge(person: Person, verb: str, **arguments: object) -> Person:
    """Let somebody tap what was never offered to them."""
    world, user = person.world, person.user
    if world.channel != "web":
        route = world.app.dispatcher.routes.by_verb.get(verb)
        return person.forges(
            verb, *(arguments[name] for name in (route.parameters if route else ()) if name in arguments)
        )
    request = Request(
        sender=Sender("web", user, person.name),
        address=Address("web", user),
        at=world.clock.now(),
        house=world.app.house,
        verb=verb,
        arguments={name: str(value) for name, value in arguments.items()},
    )
    world.hear(person, request)
    return person
