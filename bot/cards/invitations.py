"""The cards that carry links: a branch's, with its poster; one person's; and the list of those that still open."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.cards import paging
from bot.chat import Card, Drawing, House, Line, Row, Style, Verbatim, Way, tap
from bot.chat.cards import Fact
from bot.models.people import Admits, Branch, Invitation, Member, Role
from bot.rules.posters import JoinPoster


def links(house: House, code: str) -> tuple[Row, ...]:
    """Return the ways in with a code, a row a channel: its link, or what to send to the bot there."""
    return tuple(Row(Line("channel-named", channel=Verbatim(way.channel)), how(way)) for way in house.ways(code))


def how(way: Way) -> Fact:
    """Say how somebody comes in."""
    return Verbatim(way.link) if way.link else Line("way-by-words", robot=Verbatim(way.robot), code=Verbatim(way.code))


def of_branch(branch: Branch, invitation: Invitation, code: str, house: House, zone: ZoneInfo, *, more: bool) -> Card:
    """Show a branch's fresh invitation, for members with a poster. `more`: the reader may invite secretaries too."""
    expires = invitation.expires_at
    last_day: date | None = expires.astimezone(zone).date() if expires else None
    secretary = invitation.role is Role.SECRETARY
    link = next(way.link for way in house.ways(code) if way.link)
    poster = None if secretary else Drawing("poster", JoinPoster(branch.name, link, last_day), branch.name)
    title = Line("invite-title", branch=Verbatim(branch.name), role=invitation.role)
    hint = Line("invite-secretary-hint") if secretary else Line("invite-hint")
    rows = [(tap(Line("button-live-links"), "invites", branch.id),)]
    if more and not secretary:
        rows.append((tap(Line("button-invite-secretary"), "invite", branch.id, Role.SECRETARY),))
    return Card(
        title,
        (*links(house, code), Row(Line("label-open-until"), expires), hint),
        tuple(rows),
        picture=poster,
    )


def personal(member: Member, invitation: Invitation, code: str, house: House) -> Card:
    """Show a personal link."""
    return Card(
        Line("personal-title", name=Verbatim(member.name)),
        (
            *links(house, code),
            Row(Line("label-open-until"), invitation.expires_at),
            Line("personal-hint", uses=invitation.most_uses or 0),
        ),
    )


def several(branch: Branch, live: Sequence[tuple[Invitation, Member | None, Member | None]], number: int) -> Card:
    """List the links that still open: each with who made it, for whom, and how often it was used."""
    page = paging.cut(live, number)
    parts, buttons = [], []
    for place, (link, maker, person) in enumerate(page.items, number * paging.PAGE + 1):
        parts.append(
            Line(
                "link-entry",
                place=place,
                made=link.made_at,
                by=Verbatim(maker.name) if maker else Line("said-none"),
                whom=Verbatim(person.name) if person else link.role,
                personal=int(link.admits is Admits.MEMBER),
                uses=link.uses,
                until=link.expires_at,
            )
        )
        buttons.append(tap(Line("button-revoke", place=place), "revoke", link.id, style=Style.DANGER))
    back = (tap(Line("button-back"), "branch", branch.id),)
    return Card(
        Line("links-title", branch=Verbatim(branch.name), count=len(live)),
        tuple(parts) or (Line("links-none"),),
        (*paging.in_rows(buttons, 4), *paging.turns(page, "invites", branch.id), back),
    )


def which(people: Sequence[tuple[Member, Branch]]) -> Card:
    """Ask which of several people of one name is meant."""
    return Card(
        parts=(Line("personal-which"),),
        buttons=tuple(
            (
                tap(
                    Line("member-of-branch", name=Verbatim(member.name), branch=Verbatim(branch.name)),
                    "linkfor",
                    member.id,
                ),
            )
            for member, branch in people
        ),
    )
