"""Answers to "are you coming?", tapped or typed, whichever channel carried them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlmodel import Session

from bot.cards import answering as cards
from bot.cards.invitation import invitation
from bot.chat import Answered, Card, Line, Quickly, Reader, Reply, Request
from bot.models.events import Answer, Reason
from bot.models.people import Standing
from bot.rules.answers import Typed, read_answer, read_reason
from bot.rules.people import CardTooOld, NotKnown
from bot.rules.refusals import Refusal
from bot.services import answering, dialogues, express, following, inviting, rsvp


@dataclass(eq=False)
class NotKnownHere(Refusal):
    """Somebody we do not know tapped a group's card: its button leads them in."""


LEAVE, WHICH = "leave", "which"
"""The dialogues that wait for a reason, and for which event was meant."""


def tapped(request: Request, ledger: Session) -> Reply:
    """Take one member's answer and show their card again with it marked; in a group, tell only them.

    A tap on the card of a time that has changed since is not taken: the new time is shown. Refusals pass through.
    """
    member = request.member
    if member is None or member.standing is not Standing.ACTIVE:
        raise NotKnownHere if request.in_group else NotKnown
    event_id, wanted = request.number("event"), request.choice("answer", Answer)
    event = rsvp.event_for(ledger, member, event_id)
    if request.arguments.get("revision", str(event.revision)) != str(event.revision):
        card = None if request.in_group else invitation(rsvp.mine(ledger, event, member.id or 0), now=request.at)
        return Reply(Line("rsvp-time-changed"), card=card, replaces=True, alert=True)
    taken = rsvp.record(ledger, member=member, event_id=event_id, wanted=wanted, now=request.at)
    has_card = following.follow(ledger, event_id, member.id or 0, request.at, but=request)
    if request.in_group:
        if not has_card:
            inviting.invite(ledger, event, member.id or 0, request.at)
        return Reply(cards.toast(taken.mine, changed=taken.changed, in_group=True))
    if taken.mine.wants_reason:
        dialogues.begin(ledger, request, LEAVE, event=event_id)
    line = cards.toast(taken.mine, changed=taken.changed)
    return Reply(line, card=invitation(taken.mine, now=request.at), replaces=True)


def at_once(request: Request, ledger: Connection) -> Quickly | None:
    """Take a tap on a group's board the short way, if it is one that changes an answer and nothing else."""
    if not request.in_group or not request.update:
        return None
    wanted, revision = request.choice("answer", Answer), request.number("revision")
    taken = express.answer(
        ledger, sender=request.sender, where=request.address, event_id=request.number("event"), wanted=wanted,
        revision=revision, update=request.update, now=request.at,
    )  # fmt: skip
    if taken is None:
        return None
    reader = Reader(taken.language, ZoneInfo(taken.zone), request.at)
    if taken.changed is None:
        return Quickly(Answered(Reply(), reader, repeated=True), taken.member_id)
    line = Line("rsvp-recorded" if taken.changed else "rsvp-unchanged", answer=wanted)
    return Quickly(Answered(Reply(line), reader, role=taken.role), taken.member_id)


def typed(request: Request, ledger: Session) -> Reply:
    """Take 参加, 请假 出差, 待定: behind a leave stands its reason, behind the others the event's title."""
    answer = {"answer_yes": Answer.YES, "answer_no": Answer.NO, "answer_maybe": Answer.MAYBE}[request.verb]
    if answer is Answer.NO:
        reason, words = read_reason(request.text)
        return take(request, ledger, Typed(answer, reason, words))
    return take(request, ledger, Typed(answer), title=request.text)


def overheard(request: Request, ledger: Session) -> Reply | None:
    """Take an answer said in other words (我去不了, 1, yes); None when the words are none."""
    said = read_answer(request.text)
    return take(request, ledger, said) if said and request.member else None


def take(request: Request, ledger: Session, said: Typed, title: str = "") -> Reply:
    """Take a typed answer for the event it is about, or ask which one is meant."""
    card = following.delivery_at(ledger, request)
    events = answering.meant(ledger, request.somebody, request.at, card=card, title=title)
    if len(events) > 1:
        dialogues.begin(ledger, request, WHICH, answer=said.answer, reason=said.reason or "", words=said.words)
        return Reply(card=cards.which(events))
    return _take_for(request, ledger, events[0].id or 0, said)


def which(request: Request, ledger: Session) -> Reply:
    """Take the answer that waited for the event to be named."""
    waiting = dialogues.current(ledger, request)
    if waiting is None or waiting.topic != WHICH:
        raise CardTooOld
    facts = waiting.facts
    dialogues.end(ledger, request)
    reason = Reason(facts["reason"]) if facts["reason"] else None
    reply = _take_for(request, ledger, request.number("event"), Typed(Answer(facts["answer"]), reason, facts["words"]))
    return Reply(card=reply.card or Card(parts=(reply.line,) if reply.line else ()), replaces=True)


def _take_for(request: Request, ledger: Session, event_id: int, said: Typed) -> Reply:
    taken = rsvp.record(
        ledger,
        member=request.somebody,
        event_id=event_id,
        wanted=said.answer,
        now=request.at,
        reason=said.reason,
        words=said.words,
    )
    following.follow(ledger, event_id, request.somebody.id or 0, request.at)
    if taken.mine.wants_reason:
        dialogues.begin(ledger, request, LEAVE, event=event_id)
        return Reply(card=cards.ask_reason(taken.mine.event))
    return Reply(cards.confirmed(taken.mine, request.at))
