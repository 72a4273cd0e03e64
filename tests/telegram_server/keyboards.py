"""Inline keyboards: what the real server takes and what it refuses."""

from typing import Any

from tests.telegram_server.refusing import bad, broken

ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
}  # fmt: skip
STYLES = {"danger", "success", "primary"}


def keyboard(markup: dict[str, Any] | None) -> tuple[tuple[dict[str, Any], ...], ...]:
    """Return the rows of an inline keyboard after checking it; other markups have no rows here."""
    if not markup or "inline_keyboard" not in markup:
        return ()
    rows = tuple(tuple(row) for row in markup["inline_keyboard"] if row)
    if sum(map(len, rows)) > 100:
        raise broken("REPLY_MARKUP_TOO_LONG")
    for row in rows:
        if len(row) > 8:
            raise broken("a row of an inline keyboard has at most 8 buttons")
        for button in row:
            check(button)
    return rows


def check(button: dict[str, Any]) -> None:
    """Refuse a button the real server refuses."""
    if not str(button.get("text", "")).strip():
        raise broken("can't parse inline keyboard button: Text must be non-empty")
    actions = ACTIONS & button.keys()
    if not actions:
        raise broken("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise broken(f"can't parse inline keyboard button: one action only, not {sorted(actions)}")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise broken("BUTTON_DATA_INVALID")
    if button.get("style", "primary") not in STYLES:
        raise broken("can't parse inline keyboard button: Style is invalid")
    if "url" in button and not str(button["url"]).startswith(("https://", "http://", "tg://")):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
