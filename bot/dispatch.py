"""Who is speaking, which handler answers, and how a "no" becomes words. Never raises."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import papers
from bot.chat import (
    Answered,
    Audience,
    BadRequest,
    ChatChanged,
    Line,
    Quick,
    Reply,
    Request,
    Route,
    Routes,
    Unasked,
    Unread,
)
from bot.clock import Clock
from bot.models.events import Dialogue
from bot.models.people import Member, Standing
from bot.rules.people import CardTooOld, NotKnown, OnlyInPrivate, StillWaiting
from bot.rules.refusals import Refusal
from bot.rules.words import MOST_LETTERS, TooManyWords, clean, one_line
from bot.services import accounts, chats, following, guesses, owing, readers, updates
from bot.services.joining import CodeUnknown
from bot.store import Gate
from bot.texts import why
from bot.watch import Watch

_log = logging.getLogger(__name__)
_NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LONGEST_NAME = 255
"""Of a sender or a chat, as platforms give it."""


@dataclass(slots=True)
class _Seen:
    """What the log is told of one request: what it was, who it came from, what became of it."""

    kind: str = ""
    member: int | None = None
    outcome: str = "answered"
    no: str = ""


class Dispatcher:
    """Takes requests from every channel."""

    def __init__(self, gate: Gate, clock: Clock, routes: Routes, watch: Watch | None = None) -> None:
        self._gate = gate
        self._clock = clock
        self.routes = routes
        self._watch = watch or Watch(clock.monotonic)
        self._reading = asyncio.Lock()

    async def hear(self, request: Request) -> Answered:
        """Answer one request. Its effects and its update id are committed together before this returns."""
        began, seen = self._watch.seconds(), _Seen()
        request = _taken_in(request, self._clock.now())
        try:
            route = self.routes.by_verb.get(request.verb)
            quick = route.quick if route else None
            try:
                answered = await self._gate.run(
                    lambda ledger: self._take(request, ledger, seen),
                    quick=partial(_take_quickly, quick, request, seen) if quick else None,
                )
            except Unread as unread:
                opened = await self._with_contents(request, unread.by)
                answered = await self._gate.run(lambda ledger: self._take(opened, ledger, seen))
            except Unasked as unasked:
                told = replace(request, contents=await _told(unasked))
                answered = await self._gate.run(lambda ledger: self._take(told, ledger, seen))
            if answered.reply.card is not None:
                card = await papers.finish(answered.reply.card, answered.reader)
                answered = replace(answered, reply=replace(answered.reply, card=card))
        except Exception as fault:  # noqa: BLE001 - the last line of defence: whatever it is, the person gets an answer
            answered, seen.outcome = await self._failed(request, fault), "failed"
        self._tell(request.sender.channel, request.update, seen, began)
        return answered

    async def _with_contents(self, request: Request, read: Callable[[bytes], object]) -> Request:
        """Fetch the file and read it in a thread, while others are answered; one is read at a time, for its memory."""
        try:
            content = await request.fetch() if request.fetch else request.file.content if request.file else b""
            async with self._reading:
                return replace(request, contents=await asyncio.to_thread(read, content))
        except Refusal as refusal:
            return replace(request, contents=refusal)

    async def notice(self, change: ChatChanged) -> None:
        """Take note of what happened to a chat, committed together with its update id; a fault is logged."""
        began, seen = self._watch.seconds(), _Seen("chat", outcome="noted")
        try:
            noted = replace(change, at=self._clock.now(), becomes=one_line(change.becomes[:_LONGEST_NAME]))
            await self._gate.run(lambda ledger: self._note(ledger, noted))
        except Exception:  # noqa: BLE001 - the last line of defence: the channel goes on listening
            _log.exception("the change %s:%s could not be noted", change.channel, change.update)
            seen.outcome = "failed"
        self._tell(change.channel, change.update, seen, began)

    async def given(self, request: Request) -> None:
        """Take note that the answer to a request was given; a fault is logged, and they are told that it was lost."""
        try:
            await self._gate.run(lambda ledger: owing.given(ledger, request))
        except Exception:  # noqa: BLE001 - the last line of defence: the channel goes on listening
            _log.exception("that %s:%s was answered could not be noted", request.sender.channel, request.update)

    async def unshown(self, request: Request) -> None:
        """Take note that a card which was tapped does not show what the tap did: the courier draws it. Never raises."""
        try:
            await self._gate.run(lambda ledger: following.redraw(ledger, request, self._clock.now()))
        except Exception:  # noqa: BLE001 - the last line of defence: the channel goes on listening
            _log.exception("the card of %s:%s could not be drawn again", request.sender.channel, request.update)

    def _tell(self, channel: str, update: str, seen: _Seen, began: float) -> None:
        self._watch.update(
            channel=channel, update=update, kind=seen.kind, outcome=seen.outcome, no=seen.no, member=seen.member,
            seconds=self._watch.seconds() - began,
        )  # fmt: skip

    def _note(self, ledger: Session, change: ChatChanged) -> None:
        if not change.update or _first_time(ledger, change.channel, change.update, change.at):
            chats.changed(ledger, change)

    async def _failed(self, request: Request, fault: Exception) -> Answered:
        """Log a fault of ours under a number the person can quote; what caused it is not taken in twice.

        Where the database was away, nothing of it is kept: should the platform bring it again, it is taken in then.
        """
        number = "".join(secrets.choice(_NUMBER_LETTERS) for _ in range(4))
        _log.exception("fault %s at %s:%s", number, request.sender.channel, request.update)
        reader = readers.of_stranger(request.sender.language, request.house, request.at)
        kept = not isinstance(fault, OperationalError)
        if kept:  # a database that is away keeps nothing, this neither
            try:
                await self._gate.run(lambda ledger: _remember(ledger, request))
            except Exception:  # noqa: BLE001 - the last line of defence: whatever it is, the person gets an answer
                kept = False
                _log.exception("fault %s: its update could not be marked as taken", number)
        return Answered(Reply(Line("error-ours", number=number), alert=True), reader, kept=kept)

    def _take(self, request: Request, ledger: Session, seen: _Seen) -> Answered:
        private = request.address.chat if request.spoken and not request.in_group else ""
        member = accounts.find(ledger, request.sender) or accounts.find_elsewhere(
            ledger, request.sender, private, request.at
        )
        if member and private:
            accounts.heard(ledger, request.sender, request.address.chat, request.at)
        if request.in_group and (reads := readers.at_group(ledger, request.address, request.house, request.at)):
            reader = reads
        elif member:
            reader = readers.of_member(ledger, member, request.house, request.at)
        else:
            reader = readers.of_stranger(request.sender.language, request.house, request.at)
        request = replace(request, member=member, reader=reader)
        seen.member = member.id if member else None
        if request.update and not _remember(ledger, request):
            seen.outcome = "repeated"
            return Answered(Reply(), reader, repeated=True)
        savepoint = ledger.begin_nested()
        try:
            reply = self._answer(request, ledger, seen)
            ledger.flush()
            savepoint.commit()
        except Refusal as refusal:
            savepoint.rollback()
            if isinstance(refusal, CodeUnknown):
                guesses.note(ledger, request.sender, request.text, request.at)
            reply = refused(refusal)
            seen.outcome, seen.no = "refused", type(refusal).__name__
        except BadRequest:
            savepoint.rollback()
            _log.info("bad request %s:%s", request.sender.channel, request.verb)  # not what it said: anybody can say it
            reply = refused(CardTooOld())
            seen.outcome, seen.no = "refused", BadRequest.__name__
        if member:
            # The handler may just have changed the language it is answered in.
            reader = reader if request.in_group else readers.of_member(ledger, member, request.house, request.at)
        owed = owing.owe(ledger, request, reply, request.at)
        return Answered(reply, reader, role=member.role if member else None, owed=owed)

    def _answer(self, request: Request, ledger: Session, seen: _Seen) -> Reply:
        if request.verb:
            route = self.routes.by_verb.get(request.verb)
            if route is None:
                raise CardTooOld
            seen.kind = route.verb
            return _run(route, request, ledger)
        if len(request.text) > MOST_LETTERS and not request.in_group:
            raise TooManyWords
        command = self.routes.command(request.text) if len(request.text) <= MOST_LETTERS else None
        if command and not (request.in_group and not request.text.startswith("/") and not command[0].groups):
            route, rest = command
            seen.kind = route.verb
            _forget(ledger, request)
            return _run(route, replace(request, verb=route.verb, text=rest), ledger)
        if request.in_group:
            seen.kind, seen.outcome = "talk", "ignored"
            return Reply()  # people talk to each other there, not to us
        dialogue = ledger.get(Dialogue, (request.sender.channel, request.sender.user, request.address.chat))
        if dialogue and dialogue.topic in self.routes.topics and self._is_theirs(dialogue, request.member):
            seen.kind = dialogue.topic
            return self.routes.topics[dialogue.topic](replace(request, arguments=_plain(dialogue.facts)), ledger)
        seen.kind = "file" if request.file else "words"
        return (self.routes.file if request.file else self.routes.words)(request, ledger)

    def _is_theirs(self, dialogue: Dialogue, member: Member | None) -> bool:
        """Say whether a question still waits for this person: they may have come in since it was asked, or be out."""
        is_in = member is not None and member.standing is Standing.ACTIVE
        return is_in is not (dialogue.topic in self.routes.joining)


def _take_quickly(quick: Quick, request: Request, seen: _Seen, ledger: Connection) -> Answered | None:
    """Go the short way, if this request is what the verb has it for."""
    try:
        taken = quick(request, ledger)
    except BadRequest:
        return None  # the long way says so
    if taken is None:
        return None
    seen.kind, seen.member = request.verb, taken.member_id
    seen.outcome = "repeated" if taken.answered.repeated else seen.outcome
    return taken.answered


async def _told(unasked: Unasked) -> object:
    """Ask somebody outside, while others are answered; a Refusal is an answer, too."""
    try:
        return await unasked.ask()
    except Refusal as refusal:
        return refusal


def _taken_in(request: Request, at: datetime) -> Request:
    """Return the request with its words as they may go on: clean, and names no longer than names are."""
    sender, name = request.sender, one_line(request.sender.name[:_LONGEST_NAME])
    return replace(
        request,
        at=at,
        sender=sender if name == sender.name else replace(sender, name=name),
        text=clean(request.text) if len(request.text) <= MOST_LETTERS else request.text[: MOST_LETTERS + 1],
        chat_title=one_line(request.chat_title[:_LONGEST_NAME]),
    )


def _run(route: Route, request: Request, ledger: Session) -> Reply:
    if request.address.audience is Audience.GROUP and not route.groups:
        raise OnlyInPrivate
    if not route.strangers and request.member is None:
        raise NotKnown
    if not route.strangers and request.somebody.standing is not Standing.ACTIVE:
        raise StillWaiting
    return route.handler(request, ledger)


def _remember(ledger: Session, request: Request) -> bool:
    """Mark the request's update as taken; False when it was before."""
    return _first_time(ledger, request.sender.channel, request.update, request.at)


def _first_time(ledger: Session, channel: str, update: str, at: datetime) -> bool:
    return updates.is_new(ledger, channel, update, at)


def _forget(ledger: Session, request: Request) -> None:
    """End the dialogue that waited for words: a new command takes its place."""
    dialogue = ledger.get(Dialogue, (request.sender.channel, request.sender.user, request.address.chat))
    if dialogue:
        ledger.delete(dialogue)


def _plain(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items()}


def refused(refusal: Refusal) -> Reply:
    """Put a refusal into words; its card, if the words file has buttons for it, is the handler's business."""
    return Reply(why(refusal), alert=True)
