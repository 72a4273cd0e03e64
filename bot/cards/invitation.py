"""A member's own card of an event: asks, and from then on shows what they answered."""

from datetime import datetime

from bot.chat import Button, Card, Line, Span, Style, Verbatim, tap
from bot.models.events import Answer, Event, Phase, Reason, Rsvp
from bot.rules import kinds
from bot.rules.rsvp import Mine, is_closed, over_at


def invitation(mine: Mine, *, now: datetime, lead: Line | None = None, calendar: bool = True) -> Card:
    """Show the event as it stands, with the answer that holds; `lead` goes before all else.

    `calendar`: with the button that gives it as a calendar file, until it is over.
    """
    event = mine.event
    parts = [*([lead] if lead else []), *facts(event)]
    if event.phase is Phase.CANCELLED:
        return Card(title(event), (*parts, cancelled(event)))
    if mine.rsvp is not None:
        parts.append(answered(mine, mine.rsvp))
    if over_at(event) <= now:
        return Card(title(event), (*parts, Line("event-over")))
    last = (to_calendar(event),) if calendar else ()
    if is_closed(event, now):
        return Card(title(event), (*parts, Line("invitation-closed", at=event.reply_by)), (last,))
    parts.append(Line("invitation-until" if mine.rsvp else "invitation-reply-by", at=event.reply_by))
    if mine.wants_reason:
        buttons = (answers(event, mine.answer), reasons(event), last)
        return Card(title(event), (*parts, Line("leave-ask")), buttons)
    return Card(title(event), tuple(parts), (answers(event, mine.answer), last))


def title(event: Event) -> Line:
    """Name the event under the sign of invitations and boards."""
    return Line("invitation-title", title=Verbatim(event.title))


def facts(event: Event, *, seats: bool = True) -> tuple[Line, ...]:
    """Return when, where, who speaks and (`seats`) how many may come, a line each; what was not said has none."""
    when = Span(event.starts_at, event.ends_at)
    shown = [
        Line("invitation-when-where", when=when, place=Verbatim(event.place))
        if event.place
        else Line("invitation-when", when=when)
    ]
    if event.speaker:
        shown.append(Line("invitation-speaker", speaker=Verbatim(event.speaker)))
    if seats and event.seats is not None:
        shown.append(Line("invitation-seats", seats=event.seats))
    return tuple(shown)


def answers(event: Event, chosen: Answer | None = None) -> tuple[Button, ...]:
    """Return the three answers, the chosen one marked. They carry the event's revision: a moved event asks anew."""
    labels = {
        Answer.YES: (Line("button-answer-yes"), Line("button-answer-yes-chosen")),
        Answer.NO: (Line("button-answer-no"), Line("button-answer-no-chosen")),
        Answer.MAYBE: (Line("button-answer-maybe"), Line("button-answer-maybe-chosen")),
    }
    return tuple(
        tap(
            marked if answer is chosen else plain,
            "rsvp",
            event.id,
            answer,
            event.revision,
            style=Style.PRIMARY if answer is (chosen or Answer.YES) else Style.PLAIN,
        )
        for answer, (plain, marked) in labels.items()
    )


def to_calendar(event: Event) -> Button:
    """Return the button that gives an event as a calendar file."""
    return tap(Line("button-calendar"), "ics", event.id)


def reasons(event: Event) -> tuple[Button, ...]:
    """Return the common reasons for leave."""
    return tuple(tap(Line("button-reason", reason=reason), "reason", event.id, reason) for reason in Reason)


def cancelled(event: Event) -> Line:
    """Say that the event does not take place, and why if that was said."""
    if event.cancel_reason:
        return Line("event-cancelled-because", reason=Verbatim(event.cancel_reason))
    return Line("event-cancelled")


def why(rsvp: Rsvp) -> Verbatim | Reason | None:
    """Return why somebody is on leave: their own words before a common reason."""
    return Verbatim(rsvp.words) if rsvp.words else rsvp.reason


def answered(mine: Mine, rsvp: Rsvp) -> Line:
    """Say the answer to whom it belongs, who gave it, and what follows from it."""
    reason = why(rsvp)
    if mine.place is not None:
        return Line("answer-waiting", place=mine.place, seats=mine.event.seats or 0)
    if mine.by is not None:
        brackets = Line("answer-brackets", words=reason) if reason else None
        return Line("answer-given-for-you", by=mine.by, answer=rsvp.answer, reason=brackets)
    if rsvp.answer is not Answer.NO:
        return Line("answer-mine", answer=rsvp.answer)
    because = Line("answer-because", reason=reason) if reason else None
    return Line("answer-leave-made-up" if kinds.is_made_up(mine.event.kind) else "answer-leave", because=because)
