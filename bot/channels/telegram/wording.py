"""Cards in Telegram's own writing: HTML within the limits, counted as Telegram counts, and keyboards."""

import logging
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import Attachment, Rejected, Style
from bot.texts import Spoken, SpokenButton

TEXT_LIMIT, CAPTION_LIMIT, ANSWER_LIMIT = 4096, 1024, 200
DATA_LIMIT = 64
ROW_LIMIT, KEYBOARD_LIMIT = 8, 100
PHOTO_LIMIT = 10 * 1024 * 1024
_STYLES = {Style.PRIMARY: "primary", Style.DANGER: "danger"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """A card ready to go. `fits_caption` says whether its text may stand under a picture or file."""

    html: str
    fits_caption: bool
    keyboard: InlineKeyboardMarkup | None
    picture: Attachment | None
    files: tuple[Attachment, ...]


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def clean(text: str) -> str:
    """Return `text` with half characters (lone surrogates), which no request could carry, made whole or replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cut(text: str, limit: int) -> str:
    """Return `text` within `limit` UTF-16 units, ending in … where something was left out; no character is halved."""
    if units(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def write(spoken: Spoken, limit: int = TEXT_LIMIT) -> Written:
    """Write a card. What is longer than `limit` units is cut before it is marked up, so no tag is ever broken.

    Raises Rejected for a button whose data Telegram would not take.
    """
    title = clean(spoken.title).strip()
    body = "\n".join(clean(p if isinstance(p, str) else f"{p[0]}  {p[1]}").strip() for p in spoken.parts)
    whole = units(title) + units(body) + (1 if title and body else 0)
    title = cut(title, limit)
    room = limit - units(title) - (1 if title else 0)
    body = cut(body, room) if room > 1 else ""
    marked = f"<b>{escape(title, quote=False)}</b>" if title else ""
    html = "\n".join(part for part in (marked, escape(body, quote=False)) if part)
    return Written(html, whole <= CAPTION_LIMIT, keyboard(spoken.buttons), spoken.picture, spoken.files)


def keyboard(rows: tuple[tuple[SpokenButton, ...], ...]) -> InlineKeyboardMarkup | None:
    """Write the buttons: at most 8 a row and 100 in all; longer rows go on in the next line."""
    kept = [[written for b in row if (written := _button(b))] for row in rows]
    lines = [line[at : at + ROW_LIMIT] for line in kept for at in range(0, len(line), ROW_LIMIT)]
    count, fitting = 0, []
    for line in lines:
        count += len(line)
        if count > KEYBOARD_LIMIT:
            _log.warning("a card has more than %s buttons; the rest is left out", KEYBOARD_LIMIT)
            break
        fitting.append(line)
    return InlineKeyboardMarkup(fitting) if fitting else None


def _button(button: SpokenButton) -> InlineKeyboardButton | None:
    label = clean(button.label).strip() or "·"
    if button.url:
        return InlineKeyboardButton(label, url=button.url) if _reachable(button.url) else None
    if not 1 <= len(button.data.encode()) <= DATA_LIMIT:
        raise Rejected(f"a button's data has 1 to {DATA_LIMIT} bytes: {button.data!r}")
    return InlineKeyboardButton(label, callback_data=button.data, style=_STYLES.get(button.style))


def _reachable(url: str) -> bool:
    """Whether Telegram takes the link: it refuses the whole message for one to `localhost` or a strange scheme."""
    parts = urlsplit(url)
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in (parts.hostname or ""))
