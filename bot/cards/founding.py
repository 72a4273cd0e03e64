"""Founding a partnership step by step."""

from collections.abc import Sequence

from bot.cards import asking
from bot.chat import Button, Card, Line, Row, Style, Verbatim, tap
from bot.models.people import Branch, PartnershipKind


def ask_name(kind: PartnershipKind) -> Card:
    """Ask how it is called; the whole line works as well."""
    return asking.words(Line("founding-ask-name", kind=kind))


def ask_branches(kind: PartnershipKind, name: str, chosen: Sequence[str], known: Sequence[Branch]) -> Card:
    """Ask who takes part: known branches to tap, new ones to type; the first chosen leads."""
    picks = [
        (tap(Line("button-pick", name=Verbatim(b.name), chosen=int(b.name in chosen)), "newpick", b.id),) for b in known
    ]
    enough = len(chosen) == 2 if kind is PartnershipKind.PAIR else len(chosen) >= 2
    done: tuple[Button, ...] = (tap(Line("button-found"), "newdone", style=Style.PRIMARY),) if enough else ()
    return Card(
        Line("founding-title", kind=kind, name=Verbatim(name)),
        (
            Row(Line("label-branches"), tuple(Verbatim(c) for c in chosen) or Line("said-none")),
            Line("founding-ask-branches", kind=kind),
        ),
        (*picks, done, (asking.never_mind(),)),
    )


def ask_own_branch(branches: Sequence[Branch]) -> Card:
    """Ask a coordinator without a branch where they belong."""
    return Card(
        parts=(Line("founding-ask-own-branch"),),
        buttons=(
            *((tap(Line("label-verbatim", text=Verbatim(b.name)), "mybranch", b.id),) for b in branches),
            (tap(Line("button-no-branch"), "nevermind"),),
        ),
    )
