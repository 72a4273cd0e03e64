"""Every kind of delivery (`Delivery.what`) and the function that puts it together, written out."""

from collections.abc import Mapping

from bot.services.messages import attendance, board, changes, digest, invitation, reminder, unreachable
from bot.services.messages.composing import Compose

MESSAGES: Mapping[str, Compose] = {
    "attendance": attendance.ask,
    "board": board.board,
    "cancelled": changes.cancelled,
    "changed": changes.changed,
    "digest": digest.digest,
    "digest-preview": digest.preview,
    "invitation": invitation.invitation,
    "makeup": attendance.makeup,
    "moved": invitation.moved,
    "promoted": invitation.promoted,
    "recorded": attendance.tell,
    "reminder": reminder.reminder,
    "uninvited": changes.uninvited,
    "unreachable": unreachable.unreachable,
}
