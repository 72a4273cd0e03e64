"""Telling people once what became of an event they were invited to, and letting the cards they have say so too.

What was planned about it and not sent yet gives way: nobody is told of something that is over already.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.models.deliveries import Delivery, Lane, State
from bot.models.events import Answer, Event, Rsvp
from bot.models.people import Member
from bot.rules.rsvp import holding
from bot.rules.scheduling import outline
from bot.rules.scheduling.outline import Outline
from bot.rules.scheduling.segments import Field
from bot.services import announcing, following, invitees, inviting, outbox, quiet_hours

_PENDING = ("invitation", "moved", "changed")


def moved(ledger: Session, event: Event, before: Outline, now: datetime) -> int:
    """Ask everybody invited again, with the old time and the new; return how many are told."""
    pending, invited = _pending(ledger, event), _invited(ledger, event, before, now)
    fields = _fields(ledger, event, before) - {Field.TIME, Field.DEADLINE}
    for member in invited:
        waiting = pending.get(member.id or 0, {})
        first_time = "invitation" in waiting or not _was_invited(ledger, event, member)
        was = waiting["moved"].facts if "moved" in waiting else _was_time(before)
        also = _also(fields, *waiting.values())
        _drop(ledger, waiting.values(), now)
        due = quiet_hours.for_member(ledger, member, now)
        if first_time or datetime.fromisoformat(was["was"]) == event.starts_at:
            inviting.invite(ledger, event, member.id or 0, now, due_at=due, lane=Lane.BULK)
            continue
        outbox.plan(
            ledger,
            key=f"moved:{event.id}:{event.revision}:{member.id}",
            what="moved",
            member_id=member.id,
            event_id=event.id,
            now=now,
            due_at=due,
            too_late_at=event.starts_at,
            **{**was, "also": also, "sequence": event.sequence},
        )
        following.follow(ledger, event.id or 0, member.id or 0, now)
    return len(invited)


def changed(ledger: Session, event: Event, before: Outline, now: datetime, *, by: Member) -> int:
    """Tell those who are coming or have not said what is different now; return how many are told.

    Those on leave and `by`, who changed it, only see it on their card. Whoever has not got the first card yet will find
    it there.
    """
    fields = _fields(ledger, event, before)
    answers = {row.member_id: row for row in ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id))}
    pending, told = _pending(ledger, event), 0
    for member in _invited(ledger, event, before, now):
        waiting = pending.get(member.id or 0, {})
        due = quiet_hours.for_member(ledger, member, now)
        if not _was_invited(ledger, event, member):
            first = "invitation" in waiting
            told += first or inviting.invite(ledger, event, member.id or 0, now, due_at=due, lane=Lane.BULK)
            continue
        following.follow(ledger, event.id or 0, member.id or 0, now)
        answer = holding(event, answers.get(member.id or 0))
        if "moved" in waiting:
            news = waiting["moved"]
            news.facts = {**news.facts, "also": _also(fields, news), "sequence": event.sequence}
            ledger.add(news)
            continue
        knows = member.id == by.id or (answer is not None and answer.answer is Answer.NO)
        if knows or not fields:
            continue
        was = _was(before, fields)
        if "changed" in waiting:
            was = {**was, **waiting["changed"].facts["was"]}
            _drop(ledger, [waiting["changed"]], now)
        told += outbox.plan(
            ledger,
            key=f"changed:{event.id}:{event.sequence}:{member.id}",
            what="changed",
            member_id=member.id,
            event_id=event.id,
            now=now,
            due_at=due,
            too_late_at=event.starts_at,
            was=was,
        )
    return told


def cancelled(ledger: Session, event: Event, now: datetime, *, by: Member) -> int:
    """Tell those who are coming or have not said, all but `by`; the cards of all say so. Returns how many are told."""
    answers = {row.member_id: row for row in ledger.exec(select(Rsvp).where(Rsvp.event_id == event.id))}
    pending = _pending(ledger, event)
    told = 0
    for member in announcing.with_account(ledger, invitees.members(ledger, event)):
        _drop(ledger, pending.get(member.id or 0, {}).values(), now)
        if not _was_invited(ledger, event, member):
            continue
        following.follow(ledger, event.id or 0, member.id or 0, now)
        answer = answers.get(member.id or 0)
        if member.id != by.id and (answer is None or answer.answer is not Answer.NO):
            told += _plan_cancelled(ledger, event, member, now)
    return told


def _fields(ledger: Session, event: Event, before: Outline) -> set[Field]:
    """Return what changed and is worth a message."""
    after = outline.of_event(event, tuple(branch.id or 0 for branch in invitees.branches(ledger, event)))
    return {field for field in outline.changed(before, after) if field in outline.TOLD}


def _also(fields: set[Field], *waiting: Delivery) -> list[str]:
    """Return what else changed, with what messages that wait would have told of."""
    earlier = {name for row in waiting for name in row.facts.get("also", ())}
    earlier |= {name for row in waiting if row.what == "changed" for name in row.facts["was"]}
    earlier -= {Field.TIME, Field.DEADLINE}
    return [field.value for field in Field if field in fields or field.value in earlier]


def _plan_cancelled(ledger: Session, event: Event, member: Member, now: datetime) -> bool:
    return outbox.plan(
        ledger,
        key=f"cancelled:{event.id}:{member.id}",
        what="cancelled",
        member_id=member.id,
        event_id=event.id,
        now=now,
        due_at=quiet_hours.for_member(ledger, member, now),
        too_late_at=event.starts_at,
    )


def _invited(ledger: Session, event: Event, before: Outline, now: datetime) -> list[Member]:
    """Return those invited now who can be reached; those no longer invited are told so."""
    invited = announcing.with_account(ledger, invitees.members(ledger, event))
    now_invited = {member.id for member in invited}
    once = set(before.invited) - {b.id for b in invitees.branches(ledger, event)}
    if once:
        pending = _pending(ledger, event)
        gone = select(Member).where(col(Member.branch_id).in_(once))
        for member in announcing.with_account(ledger, ledger.exec(gone).all()):
            _drop(ledger, pending.get(member.id or 0, {}).values(), now)
            if member.id not in now_invited and _was_invited(ledger, event, member):
                outbox.plan(
                    ledger,
                    key=f"uninvited:{event.id}:{event.sequence}:{member.id}",
                    what="uninvited",
                    member_id=member.id,
                    event_id=event.id,
                    now=now,
                    due_at=quiet_hours.for_member(ledger, member, now),
                    too_late_at=event.starts_at,
                )
    return invited


def _pending(ledger: Session, event: Event) -> dict[int, dict[str, Delivery]]:
    """Return what each member is still to be sent about the event, by kind."""
    rows = ledger.exec(
        select(Delivery).where(
            Delivery.event_id == event.id,
            Delivery.state == State.PLANNED,
            col(Delivery.what).in_(_PENDING),
            col(Delivery.edits_id).is_(None),
            col(Delivery.member_id).is_not(None),
        )
    )
    found: dict[int, dict[str, Delivery]] = {}
    for row in rows:
        found.setdefault(row.member_id or 0, {})[row.what] = row
    return found


def _was_invited(ledger: Session, event: Event, member: Member) -> bool:
    """Say whether a first card went out to the member, or may have."""
    first = select(Delivery.id).where(
        Delivery.event_id == event.id,
        Delivery.member_id == member.id,
        Delivery.what == "invitation",
        col(Delivery.edits_id).is_(None),
        col(Delivery.state).in_((State.SENT, State.ATTEMPTING, State.UNKNOWN)),
    )
    return ledger.exec(first).first() is not None


def _drop(ledger: Session, rows: Iterable[Delivery], now: datetime) -> None:
    for row in rows:
        row.state, row.done_at = State.DROPPED, now
        ledger.add(row)


def _was_time(before: Outline) -> dict[str, Any]:
    end = before.ends_at
    return {"was": before.starts_at.isoformat(), **({"was_end": end.isoformat()} if end else {})}


def _was(before: Outline, fields: Iterable[Field]) -> dict[str, str]:
    """Return what the changed things were, as text: moments in ISO, what was not said empty."""
    old = {
        Field.TIME: before.ends_at.isoformat() if before.ends_at else "",
        Field.TITLE: before.title,
        Field.PLACE: before.place,
        Field.SPEAKER: before.speaker,
        Field.DEADLINE: before.reply_by.isoformat(),
    }
    return {field.value: old[field] for field in fields}
