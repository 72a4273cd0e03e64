"""What any chat can carry. No platform's name and no sentence in sight.

Inbound a channel makes a `Request`; a handler answers with a `Reply`. Cards and lines hold facts: they become
words only at the edge, in the language and time zone of their `Reader`.
"""

from bot.chat.cards import (
    Attachment,
    Button,
    Buttons,
    Card,
    Days,
    Drawing,
    Fact,
    Line,
    Reader,
    Row,
    Span,
    Style,
    Verbatim,
    tap,
)
from bot.chat.channel import (
    AddressClosed,
    Channel,
    ChatMoved,
    MessageGone,
    Misconfigured,
    NotSent,
    PerhapsSent,
    Rejected,
    SendFailed,
)
from bot.chat.lifecycle import ChatChanged, Turn
from bot.chat.pacing import Pacing
from bot.chat.requests import (
    Address,
    Answered,
    Audience,
    BadRequest,
    Given,
    Hear,
    House,
    Quickly,
    Reply,
    Request,
    Sender,
    Unread,
)
from bot.chat.routing import Handler, Quick, Route, Routes, arguments
from bot.chat.visits import Door, Visitor

__all__ = [
    "Address",
    "AddressClosed",
    "Answered",
    "Attachment",
    "Audience",
    "BadRequest",
    "Button",
    "Buttons",
    "Card",
    "Channel",
    "ChatChanged",
    "ChatMoved",
    "Days",
    "Door",
    "Drawing",
    "Fact",
    "Given",
    "Handler",
    "Hear",
    "House",
    "Line",
    "MessageGone",
    "Misconfigured",
    "NotSent",
    "Pacing",
    "PerhapsSent",
    "Quick",
    "Quickly",
    "Reader",
    "Rejected",
    "Reply",
    "Request",
    "Route",
    "Routes",
    "Row",
    "SendFailed",
    "Sender",
    "Span",
    "Style",
    "Turn",
    "Unread",
    "Verbatim",
    "Visitor",
    "arguments",
    "tap",
]
