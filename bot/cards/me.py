"""What a member sees and sets of themself."""

from collections.abc import Sequence
from datetime import time

from bot.cards import asking, paging
from bot.cards.partnership import quiet as said_quiet
from bot.chat import Attachment, Button, Card, Fact, Line, Row, Style, Verbatim, tap
from bot.models.people import Account, Branch, Invitation, Member, Role
from bot.rules.keeping import Kept

QUIET = ((time(22), time(7)), (time(21), time(8)), (time(12), time(14)))


def whole(member: Member, branch: Branch | None, accounts: Sequence[Account], quiet: tuple[time, time]) -> Card:
    """Show a member themself; `quiet` are the hours that hold for them."""
    parts = (
        Row(Line("label-branch"), Verbatim(branch.name) if branch else Line("said-none")),
        Row(Line("label-category"), member.category),
        Row(Line("label-role"), member.role),
        Row(Line("label-language"), _language(member)),
        Row(Line("label-quiet"), said_quiet(*quiet)),
        Row(
            Line("label-accounts"),
            tuple(Line("channel-named", channel=Verbatim(a.channel)) for a in accounts) or Line("said-none"),
        ),
    )
    buttons = [
        tap(Line("button-language"), "language"),
        tap(Line("button-quiet"), "quiet"),
        tap(Line("button-other-device"), "otherdevice"),
        tap(Line("button-my-data"), "mydata"),
    ]
    if member.role is not Role.MEMBER:
        buttons.append(tap(Line("button-my-name"), "membername", member.id))
        buttons.append(tap(Line("button-hand-over-role", role=member.role), "handover", 0))
    buttons.append(tap(Line("button-leave"), "quit"))
    return Card(Line("me-title", name=Verbatim(member.name)), parts, paging.in_rows(buttons))


def _language(member: Member) -> Fact:
    if not member.language:
        return Line("language-of-partnership")
    return Line("language-named", code=Verbatim(member.language))


def _back() -> tuple[Button, ...]:
    return (tap(Line("button-back"), "me"),)


def choose_language() -> Card:
    """Ask for a language."""
    return Card(
        parts=(Line("me-ask-language"),),
        buttons=(
            (tap(Line("language-zh"), "speak", "zh"), tap(Line("language-en"), "speak", "en")),
            (tap(Line("language-of-partnership"), "speak", "auto"),),
            _back(),
        ),
    )


def choose_quiet() -> Card:
    """Ask for quiet hours: to tap or to type."""
    common = [tap(Line("quiet-hours", start=a, end=b), "quietset", f"{a:%H%M}", f"{b:%H%M}") for a, b in QUIET]
    other = (
        tap(Line("quiet-as-partnership"), "quietset", "auto"),
        tap(Line("quiet-never"), "quietset", "0000", "0000"),
    )
    return asking.words(Line("me-ask-quiet"), *paging.in_rows(common), other)


def other_device(links: tuple[Row, ...], invitation: Invitation) -> Card:
    """Show a link for one's next account."""
    until = Row(Line("label-open-until"), invitation.expires_at)
    return Card(Line("other-device-title"), (*links, until, Line("other-device-hint")))


def data(kept: Kept) -> Card:
    """Say what is kept."""
    parts = (
        Line("data-who"),
        Line("data-counts", accounts=kept.accounts, answers=kept.answers, came=kept.check_ins, messages=kept.messages),
        Line("data-trail", count=kept.changes),
        Line("data-not"),
    )
    buttons = (
        (tap(Line("button-export"), "export"), tap(Line("button-erase"), "erase", style=Style.DANGER)),
        _back(),
    )
    return Card(Line("data-title"), parts, buttons)


def exported(file: Attachment) -> Card:
    """Hand over the export."""
    return Card(parts=(Line("data-exported"),), files=(file,))


def sure_to_erase(step: int) -> Card:
    """Ask before everything is erased: twice."""
    question = Line("erase-ask") if step == 1 else Line("erase-ask-again")
    back = tap(Line("button-back"), "mydata")
    return asking.sure(question, Line("button-erase-step", step=step), "erase", step, back=back)


def erased() -> Card:
    """Say goodbye."""
    return Card(parts=(Line("erase-done"),))


def forgotten() -> Card:
    """Say that somebody who left is erased."""
    return Card(parts=(Line("forget-done"),))
