"""Every kind of delivery (`Delivery.what`) and the function that puts it together, written out."""

from collections.abc import Mapping

from bot.services.messages import board, changes, digest, invitation, reminder
from bot.services.messages.composing import Compose

MESSAGES: Mapping[str, Compose] = {
    "board": board.board,
    "cancelled": changes.cancelled,
    "changed": changes.changed,
    "digest": digest.digest,
    "digest-preview": digest.preview,
    "invitation": invitation.invitation,
    "moved": invitation.moved,
    "promoted": invitation.promoted,
    "reminder": reminder.reminder,
    "uninvited": changes.uninvited,
}
