"""Every kind of delivery (`Delivery.what`) and the function that puts it together, written out."""

from collections.abc import Mapping

from bot.services.messages import (
    attendance,
    board,
    changes,
    digest,
    groups,
    invitation,
    owed,
    people,
    reminder,
    restored,
    unreachable,
    unsure,
)
from bot.services.messages.composing import Compose

MESSAGES: Mapping[str, Compose] = {
    "answer-lost": owed.answer_lost,
    "attendance": attendance.ask,
    "board": board.board,
    "cancelled": changes.cancelled,
    "changed": changes.changed,
    "digest": digest.digest,
    "digest-preview": digest.preview,
    "group-lost": groups.lost,
    "invitation": invitation.invitation,
    "makeup": attendance.makeup,
    "moved": invitation.moved,
    "promoted": invitation.promoted,
    "recorded": attendance.tell,
    "reminder": reminder.reminder,
    "restored": restored.restored,
    "uninvited": changes.uninvited,
    "unreachable": unreachable.unreachable,
    "unsure": unsure.unsure,
    "approval": people.approval,
    "admitted": people.admitted,
    "turned-away": people.turned_away,
    "removed": people.removed,
    "appointed": people.appointed,
    "moved-branch": people.moved_branch,
    "came-by-move": people.came_by_move,
    "transfer": people.transfer,
}

FAREWELLS = frozenset({"turned-away", "removed"})
"""What is said to somebody who is no member any more."""
