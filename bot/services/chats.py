"""What happens to chats themselves: they open, close, move and are renamed."""

from sqlmodel import Session

from bot.chat import ChatChanged, Turn
from bot.services import accounts, groups


def changed(ledger: Session, change: ChatChanged) -> None:
    """Bring accounts and groups in step with a change of their chat. The same change again changes nothing."""
    match change.turn:
        case Turn.OPENED:
            accounts.reopen(ledger, change.channel, change.chat)
        case Turn.CLOSED:
            accounts.close(ledger, change.channel, change.chat, change.at)
        case Turn.LEFT:
            groups.close(ledger, change.channel, change.chat, change.at)
        case Turn.MOVED:
            groups.move(ledger, change.channel, change.chat, change.becomes, change.at)
        case Turn.RENAMED:
            groups.rename(ledger, change.channel, change.chat, change.becomes)
