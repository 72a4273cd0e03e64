"""What coordinators are told about group chats; the group is the fact `group`."""

from sqlmodel import Session

from bot.chat import Card, Line, Verbatim
from bot.models.people import Group
from bot.services.messages.composing import Composing


def lost(ledger: Session, composing: Composing) -> Card | None:
    """Tell a coordinator that a group cannot be written to any more; dropped where it is bound again."""
    group = ledger.get(Group, composing.delivery.facts.get("group"))
    if group is None or group.closed_at is None:
        return None
    return Card(parts=(Line("told-group-lost", title=Verbatim(group.title)),))
