"""Group chats bound to a partnership."""

from sqlmodel import Session, select

from bot.models.people import Group


def move(ledger: Session, channel: str, old: str, new: str) -> None:
    """Follow a group to its new chat id (a Telegram group that became a supergroup)."""
    for group in ledger.exec(select(Group).where(Group.channel == channel, Group.chat == old)):
        group.chat = new
        ledger.add(group)
