"""What tests read off the platform and the database, and the taps they make without looking at a card first."""

from tests.faults.house import RealHouse
from tests.faults.village import Village, Villager
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Content, Message

REPEATED = "可能重复"
"""How a message that may have come before says so."""


def copies(one: Villager, title: str) -> int:
    """Return how many messages about an event stand in somebody's private chat."""
    return sum(title in message.text for message in one.user.messages)


def doubts(house: RealHouse) -> dict[tuple[int, str], int]:
    """Return how often it could not be known whether a message had been sent, by member and event's title."""
    rows = house.rows(
        "SELECT d.member_id, e.title, d.doubts FROM delivery d JOIN event e ON e.id = d.event_id WHERE d.doubts > 0"
    )
    return {(member, title): count for member, title, count in rows}


def answers(house: RealHouse, event_id: int) -> dict[int, str]:
    """Return what is kept of the members' answers."""
    return dict(house.rows("SELECT member_id, answer FROM rsvp WHERE event_id = ?", event_id))


def presses(village: Village, one: Villager, event_id: int, answer: str) -> Message:
    """Let somebody tap an answer on a card that has stood in their chat since before the test."""
    world = village.server.world
    labels = {"yes": "参加", "no": "请假", "maybe": "待定"}
    row = tuple({"text": label, "callback_data": f"rsvp:{event_id}:{data}:0"} for data, label in labels.items())
    card = world.post(one.user.chat, world.bot, Content("📌 旧卡片", keyboard=(row,)))
    one.user.taps(card, labels[answer])
    return card


def assert_paced(server: TelegramServer) -> None:
    """Fail if the limits of the platform were exceeded at any moment."""
    assert not server.api.pace.overruns, "\n".join(server.api.pace.overruns)
