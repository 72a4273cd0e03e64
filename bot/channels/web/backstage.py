"""What the pages need from beside and above them, handed in by bot/app.py."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.cards.stuck import Desk
from bot.chat import Door, Hear, House, Lasting, Routes, Sender, Visitor
from bot.models.people import Member
from bot.watch import Condition


@dataclass(frozen=True, slots=True)
class Backstage:
    """The house, and the few functions of other rooms that pages call.

    `lasting` is told when an answer stands in its thread. `know` says who a web user is (None: they left), `behind`
    what a start code leads to, `choose_language` keeps a member's choice. `feed` makes the calendar file behind a
    private address, or None for an address of nobody's. Both are told from where somebody asks, and raise
    TooManyGuesses. `health` says how the house is. `desk` is what a coordinator may see of the ledger: a page by
    its number and size. `proxy` is the address of a reverse proxy on another machine.
    """

    house: House
    routes: Routes
    hear: Hear
    lasting: Lasting
    know: Callable[[Session, Sender, House, datetime], Visitor | None]
    behind: Callable[[Session, str, str, datetime], Door]
    choose_language: Callable[[Session, Sender, str], None]
    feed: Callable[[str, str, datetime], Awaitable[bytes | None]] | None = None
    desk: Callable[[Session, Member, datetime, int, int], Desk] | None = None
    health: Callable[[], Awaitable[Condition]] | None = None
    proxy: str = ""
