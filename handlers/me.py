"""What members see and set of themselves: language, quiet hours, a second device."""

from datetime import time

from sqlmodel import Session

from bot.cards import invitations as link_cards
from bot.cards import me as cards
from bot.chat import BadRequest, Card, Line, Reply, Request
from bot.models.people import Branch
from bot.rules.when import read_clock_range
from bot.services import accounts, dialogues, invitations, preferences, readers

_NO_QUIET = {"无", "不要", "不用", "关", "关闭", "随时", "随时可以", "不要免打扰", "none", "off", "any time", "anytime"}
"""Words for no quiet hours at all."""


def me(request: Request, ledger: Session) -> Reply:
    """Show the member themself."""
    return Reply(card=card(request, ledger), replaces=bool(request.message))


def card(request: Request, ledger: Session) -> Card:
    """Return the member's own card."""
    member = request.somebody
    branch = ledger.get(Branch, member.branch_id) if member.branch_id else None
    quiet = readers.quiet_of(ledger, member, request.house)
    return cards.whole(member, branch, accounts.of_member(ledger, member.id or 0), quiet)


def languages(request: Request, ledger: Session) -> Reply:
    """Ask for a language, or take the one that was typed: 语言 English."""
    word = request.text.strip().casefold()
    if word in {"zh", "中文", "汉语", "chinese"}:
        return _speak(request, ledger, "zh")
    if word in {"en", "英文", "英语", "english"}:
        return _speak(request, ledger, "en")
    return Reply(card=cards.choose_language(), replaces=bool(request.message))


def set_language(request: Request, ledger: Session) -> Reply:
    """Set the language that was tapped."""
    languages_ = {"zh": "zh", "en": "en", "auto": ""}
    if request.arguments.get("language") not in languages_:
        raise BadRequest("no such language")
    return _speak(request, ledger, languages_[request.arguments["language"]])


def quiet_hours(request: Request, ledger: Session) -> Reply:
    """Ask for quiet hours, or take the ones that were typed: 免打扰 22点到7点."""
    if request.text.strip():
        return typed_quiet(request, ledger)
    dialogues.begin(ledger, request, "quiet")
    return Reply(card=cards.choose_quiet(), replaces=bool(request.message))


def typed_quiet(request: Request, ledger: Session) -> Reply:
    """Take quiet hours in words; 不要 is none at all. Raises a WhenRefusal."""
    none = request.text.strip().casefold() in _NO_QUIET
    quiet = (time(0), time(0)) if none else read_clock_range(request.text)
    preferences.set_quiet(ledger, member=request.somebody, quiet=quiet)
    dialogues.end(ledger, request)
    return Reply(card=card(request, ledger))


def set_quiet(request: Request, ledger: Session) -> Reply:
    """Set quiet hours that were tapped."""
    dialogues.end(ledger, request)
    auto = request.arguments.get("start") == "auto"
    quiet = None if auto else (_clock(request, "start"), _clock(request, "end"))
    preferences.set_quiet(ledger, member=request.somebody, quiet=quiet)
    return Reply(Line("said-kept"), card(request, ledger), replaces=True)


def other_device(request: Request, ledger: Session) -> Reply:
    """Make a link for one's next account."""
    made = invitations.for_oneself(ledger, member=request.somebody, now=request.at)
    return Reply(card=cards.other_device(link_cards.links(request.house, made.code), made.invitation))


def _speak(request: Request, ledger: Session, language: str) -> Reply:
    preferences.set_language(ledger, member=request.somebody, language=language)
    return Reply(Line("said-kept"), card(request, ledger), replaces=bool(request.message))


def _clock(request: Request, name: str) -> time:
    value = f"{request.number(name):04d}"
    try:
        return time(int(value[:2]), int(value[2:]))
    except ValueError as error:
        raise BadRequest(f"no time of day: {value}") from error
