"""A member's private calendar address."""

from bot.chat import Button, Card, Line, Style, Verbatim, tap


def address(https: str) -> Card:
    """Show a new address once, as a link to copy and one that opens calendars."""
    webcal = "webcal://" + https.split("://", 1)[1]
    parts = (Line("feed-made"), Line("feed-link", link=Verbatim(https)), Line("feed-link", link=Verbatim(webcal)))
    return Card(Line("feed-title"), parts, ((_revoke(),),))


def kept() -> Card:
    """Say that there is an address; it can't be shown again, only renewed."""
    renew = tap(Line("button-feed-renew"), "feed_renew")
    return Card(Line("feed-title"), (Line("feed-there"),), ((renew, _revoke()),))


def none() -> Card:
    """Offer an address."""
    make = tap(Line("button-feed-make"), "feed_renew", style=Style.PRIMARY)
    return Card(Line("feed-title"), (Line("feed-what"),), ((make,),))


def _revoke() -> Button:
    return tap(Line("button-feed-revoke"), "feed_revoke", style=Style.DANGER)
