"""Every kind of delivery (`Delivery.what`) and the function that puts it together, written out."""

from collections.abc import Mapping

from bot.services.messages import board, invitation
from bot.services.messages.composing import Compose

MESSAGES: Mapping[str, Compose] = {
    "board": board.board,
    "invitation": invitation.invitation,
    "moved": invitation.moved,
    "promoted": invitation.promoted,
}
