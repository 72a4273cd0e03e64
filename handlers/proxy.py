"""A secretary answers for a member of their own branch (代答), by buttons or in one line."""

from sqlmodel import Session

from bot.cards import proxy as cards
from bot.cards import replies as reply_cards
from bot.chat import Line, Reply, Request, Verbatim
from bot.models.events import Answer, Event, Reason
from bot.models.people import Member
from bot.rules.answers import Typed, read_answer
from bot.rules.people import NotFound
from bot.services import following, proxies, replies, rsvp
from handlers.replies import card_of


def proxy(request: Request, ledger: Session) -> Reply:
    """Offer the members of a branch; or take `代答 张三 参加`, a reason and a word of the title behind it."""
    if "event" not in request.arguments:
        return _typed(request, ledger) if request.text else _which_event(request, ledger)
    event = replies.event_led(ledger, request.somebody, request.number("event"))
    led = {branch.id: branch for branch in replies.led_branches(ledger, request.somebody, event)}
    branch = led.get(request.number("branch") if "branch" in request.arguments else next(iter(led)))
    if branch is None:
        raise NotFound
    page = request.number("page") if "page" in request.arguments else 0
    card = cards.whom(event, branch, replies.of_branch(ledger, event, branch.id or 0), page)
    return Reply(card=card, replaces=True)


def whom(request: Request, ledger: Session) -> Reply:
    """Offer the three answers for the member that was tapped."""
    event, member = _tapped(request, ledger)
    return Reply(card=cards.what(event, member), replaces=True)


def answer(request: Request, ledger: Session) -> Reply:
    """Take the answer that was tapped, and show how the branch's answers stand now."""
    event, member = _tapped(request, ledger)
    reply = _take(request, ledger, event, member, Typed(request.choice("answer", Answer)))
    if reply.card is None:
        reply = Reply(reply.line, card=card_of(request, ledger, event, member.branch_id or 0))
    return Reply(reply.line, card=reply.card, replaces=True)


def reason(request: Request, ledger: Session) -> Reply:
    """Note why the member is on leave."""
    event, member = _tapped(request, ledger)
    given = Typed(Answer.NO, request.choice("reason", Reason))
    reply = _take(request, ledger, event, member, given)
    return Reply(reply.line, card=card_of(request, ledger, event, member.branch_id or 0), replaces=True)


def _typed(request: Request, ledger: Session) -> Reply:
    name, *rest = request.text.split()
    title = proxies.title_in(ledger, request.somebody, rest, request.at)
    said = read_answer(" ".join(rest[:-1] if title else rest))
    found = proxies.named(ledger, request.somebody, name, title, request.at)
    if len(found) > 1:
        return Reply(card=cards.which(found, said.answer if said else None))
    ((event, member),) = found
    return _take(request, ledger, event, member, said) if said else Reply(card=cards.what(event, member))


def _which_event(request: Request, ledger: Session) -> Reply:
    found = replies.current_events(ledger, request.somebody, request.at)
    if not found:
        raise replies.NothingUnderWay
    return Reply(card=reply_cards.events(found, "proxy"))


def _tapped(request: Request, ledger: Session) -> tuple[Event, Member]:
    event = replies.event_led(ledger, request.somebody, request.number("event"))
    return event, proxies.led_member(ledger, request.somebody, event, request.number("member"))


def _take(request: Request, ledger: Session, event: Event, member: Member, said: Typed) -> Reply:
    taken = rsvp.record(
        ledger,
        member=member,
        event_id=event.id or 0,
        wanted=said.answer,
        now=request.at,
        reason=said.reason,
        words=said.words,
        by=request.somebody,
    )
    following.follow(ledger, event.id or 0, member.id or 0, request.at)
    if taken.mine.wants_reason:
        return Reply(card=cards.reason(event, member))
    key = "proxy-waiting" if taken.mine.place is not None else "proxy-recorded"
    return Reply(Line(key, name=Verbatim(member.name), answer=said.answer, place=taken.mine.place))
