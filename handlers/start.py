"""The first words: /start with or without a code, and what a stranger says."""

from sqlmodel import Session

from bot.cards import hello
from bot.cards import joining as cards
from bot.chat import Reply, Request
from bot.models.people import Admits, Branch, Member, Standing
from bot.rules.introductions import NotIntroduced
from bot.rules.people import NotKnown, OnlyInPrivate, StillWaiting
from bot.services import admission
from bot.services import joining as codes
from handlers import binding, joining


def start(request: Request, ledger: Session) -> Reply:
    """Open a code (a claim, an invitation, a personal link), take up a group's button, or greet.

    What is no code (加入希勤村…) is heard as words. Refusals (expired, used up, revoked, unknown) pass through.
    """
    payload = request.text.strip()
    if request.in_group:
        return _in_group(request, ledger, payload)
    if not payload or not payload.isascii():
        return words(request, ledger) if payload else _greeting(request, ledger)
    if payload == "join" or payload.startswith("join-"):
        return joining.from_group(request, ledger)
    found = codes.open_code(
        ledger,
        code=payload,
        sender=request.sender,
        chat=request.address.chat,
        member=request.member,
        now=request.at,
        house=request.house,
    )
    if found.invitation.admits is Admits.BRANCH or found.member is None:
        return joining.opened(request, ledger, found)
    if found.invitation.admits is Admits.COORDINATE:
        return Reply(card=hello.claimed(found.member))
    return Reply(card=cards.welcome(found.member, _branch(ledger, found.member)))


def words(request: Request, ledger: Session) -> Reply:
    """Answer words that no command took: say what can be said, or hear a stranger's name and branch in them."""
    if request.member is None:
        return _stranger(request, ledger)
    if request.member.standing is Standing.WAITING:
        raise StillWaiting
    return Reply(card=hello.lost(request.member.role))


def entered(request: Request, ledger: Session) -> Reply:
    """Greet a stranger who has come by. Whoever is in comes by every day, and is told nothing."""
    return Reply() if request.member else _stranger(request, ledger)


def arrived(request: Request, ledger: Session) -> Reply:
    """Greet the group the bot was just added to, and say what connects it to a partnership."""
    return Reply(card=hello.arrived())


def _stranger(request: Request, ledger: Session) -> Reply:
    before = admission.left(ledger, request.sender)
    if before:
        return Reply(card=cards.come_back(ledger.get_one(Branch, before.branch_id)))
    try:
        return joining.introduction(request, ledger)
    except NotIntroduced:
        return Reply(card=hello.stranger())


def _greeting(request: Request, ledger: Session) -> Reply:
    """Answer a bare /start: Telegram sends it for whoever opens the chat, or lets the bot in again."""
    member = request.member
    if member is None or member.standing is not Standing.ACTIVE:
        return words(request, ledger)
    return Reply(card=hello.again(member))


def _in_group(request: Request, ledger: Session, payload: str) -> Reply:
    """Telegram says `/start bind` in a group the bot was added to by our button."""
    if payload != "bind":
        raise OnlyInPrivate
    if request.member is None:
        raise NotKnown
    return binding.bind(request, ledger)


def _branch(ledger: Session, member: Member) -> Branch | None:
    return ledger.get(Branch, member.branch_id) if member.branch_id else None
