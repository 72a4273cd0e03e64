"""The cards about group chats: which belong to a partnership, and which partnership a group belongs to."""

from collections.abc import Sequence

from bot.cards.partnership import Facts, back
from bot.chat import Card, House, Line, Row, Verbatim, tap
from bot.chat.cards import Button
from bot.models.people import Group, Partnership


def page_link(house: House, group: Group) -> str:
    """Return the address of a web group's page."""
    return f"{house.web}/g/{group.chat}"


def of_partnership(facts: Facts, house: House) -> Card:
    """Show the groups of a partnership, how to add one, and let each go."""
    one = facts.partnership
    rows = tuple(
        Row(
            Line(
                "group-on-channel",
                title=Verbatim(group.title),
                channel=Line("channel-named", channel=Verbatim(group.channel)),
            ),
            Verbatim(page_link(house, group)) if group.channel == "web" else Line("group-is-bound"),
        )
        for group in facts.groups
    )
    ways: list[Button] = [tap(Line("button-web-group"), "webgroup", one.id)]
    if house.telegram:
        link = f"https://t.me/{house.telegram}?startgroup=bind"
        ways.append(Button(Line("button-telegram-group"), url=link))
    let_go = [
        (tap(Line("button-let-group-go", name=Verbatim(g.title)), "groupfree", g.id),)
        for g in facts.groups
        if g.channel not in house.deaf
    ]
    return Card(
        Line("groups-title", name=Verbatim(one.name)),
        (*rows, Line("groups-hint")),
        (tuple(ways), *let_go, back(one.id or 0)),
    )


def which_partnership(partnerships: Sequence[Partnership]) -> Card:
    """Ask, in the group, to which partnership it belongs."""
    return Card(
        parts=(Line("bind-which"),),
        buttons=tuple((tap(Line("label-verbatim", text=Verbatim(p.name)), "bindto", p.id),) for p in partnerships),
    )
