"""Answering for somebody else (代答): whom, what, why."""

from collections.abc import Sequence

from bot.cards import paging
from bot.cards.naming import told_apart
from bot.chat import Button, Card, Fact, Line, Span, Verbatim, tap
from bot.models.events import Answer, Event, Reason
from bot.models.people import Branch, Member
from bot.rules.tally import Said


def whom(event: Event, branch: Branch, people: Sequence[Said], page: int) -> Card:
    """Offer the members of a branch, those who have said nothing first."""
    ordered = sorted(people, key=lambda one: (one.rsvp is not None, one.member.id or 0))
    shown = paging.cut(ordered, page)
    called = told_apart([one.member for one in people])
    buttons = [tap(_label(one, called[one.member.id]), "proxy_for", event.id, one.member.id) for one in shown.items]
    rows = (*paging.in_rows(buttons), *paging.turns(shown, "proxy", event.id, branch.id), (back(event, branch.id),))
    return Card(_title(event), (Line("proxy-whom", branch=Verbatim(branch.name)),), rows)


def what(event: Event, member: Member) -> Card:
    """Offer the answers for one member."""
    buttons = tuple(
        tap(Line("button-proxy-answer", answer=answer), "proxy_answer", event.id, member.id, answer)
        for answer in Answer
    )
    line = Line("proxy-what", name=Verbatim(member.name), when=Span(event.starts_at, event.ends_at))
    return Card(_title(event), (line,), (buttons, (back(event, member.branch_id),)))


def reason(event: Event, member: Member) -> Card:
    """Take a leave and ask why; it counts already."""
    buttons = [tap(Line("button-reason", reason=one), "proxy_reason", event.id, member.id, one) for one in Reason]
    noted = Line("proxy-recorded", name=Verbatim(member.name), answer=Answer.NO)
    return Card(_title(event), (noted, Line("proxy-why")), (*paging.in_rows(buttons), (back(event, member.branch_id),)))


def which(found: Sequence[tuple[Event, Member]], answer: Answer | None) -> Card:
    """Ask which of several people or events was meant."""
    buttons = tuple(
        (
            tap(
                Line(
                    "button-proxy-which",
                    name=Verbatim(member.name),
                    category=member.category,
                    title=Verbatim(event.title),
                    when=event.starts_at,
                ),
                *(("proxy_answer", event.id, member.id, answer) if answer else ("proxy_for", event.id, member.id)),
            ),
        )
        for event, member in found
    )
    return Card(parts=(Line("proxy-which"),), buttons=buttons)


def back(event: Event, branch_id: int | None) -> Button:
    """Return to how the branch's answers stand."""
    return tap(Line("button-replies"), "replies", event.id, branch_id)


def _title(event: Event) -> Line:
    return Line("proxy-title", title=Verbatim(event.title))


def _label(one: Said, name: Fact) -> Line:
    return Line("button-proxy-said", name=name, answer=one.answer) if one.answer else Line("button-name", name=name)
