"""Spoken cards as WeCom's template cards: what fits into the fields, and what goes as words before them.

A card with buttons is a `button_interaction`; with more than six, a choice of one (`vote_interaction`) that is sent
off. A card without buttons is words alone: every template card wants something to tap.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.channels.wecom.names import page_of
from bot.channels.wecom.wording import clean, shorten
from bot.chat import Line, Reader, Style
from bot.texts import Spoken, SpokenButton, say

BUTTONS, OPTIONS, ROWS, JUMPS = 6, 20, 6, 3
LABEL, VALUE, JUMP = 5, 26, 13
"""Letters advised for a row's label and value and for the words of a link."""

QUESTION, SUBMIT = "choice", "submit"
_STYLES = {Style.PRIMARY: 1, Style.PLAIN: 2, Style.DANGER: 3}

TemplateCard = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Advised:
    """The most letters of a title, of what stands under it, and of the paragraph under that."""

    title: int
    desc: int
    sub: int


ROBOT_CARD = Advised(26, 30, 112)
APP_CARD = Advised(36, 44, 160)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said beside cards, as plain text: channels mark up and cut. Links are (label, address)."""

    title: str = ""
    lines: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.title or self.lines or self.links)


@dataclass(frozen=True, slots=True)
class Laid:
    """A card laid out: `words` go before, then the cards, the first of which is named like the message."""

    words: Words
    cards: tuple[TemplateCard, ...] = ()


@dataclass(slots=True)
class _Fields:
    title: str = ""
    desc: str = ""
    paragraphs: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)


def lay(spoken: Spoken, task: str, advised: Advised, reader: Reader) -> Laid:
    """Lay out a card named `task`. Pictures and files are the channel's."""
    submit = say(Line("wecom-submit"), reader)
    links, taps = _links(spoken), _taps(spoken)
    whole = Words(clean(spoken.title).strip(), tuple(_lines(spoken)), tuple(links))
    if not taps:
        return Laid(whole)
    if len(taps) > BUTTONS:
        pages = [taps[at : at + OPTIONS] for at in range(0, len(taps), OPTIONS)]
        heading = {"title": shorten(whole.title or next(iter(whole.lines), submit), advised.title)}
        more = Words(whole.title, whole.lines, whole.links) if whole.lines or whole.links else Words()
        said = more or (whole if len(whole.title) > advised.title else Words())
        return Laid(said, tuple(_vote(page_of(task, n), heading, page, submit) for n, page in enumerate(pages)))
    fields = _fields(spoken, advised)
    fits = len("\n".join(fields.paragraphs)) <= advised.sub and len(links) <= JUMPS
    if fits:
        return Laid(Words(), (_buttons(task, fields, taps, links, advised),))
    bare = _Fields(shorten(whole.title or whole.lines[0], advised.title))
    return Laid(whole, (_buttons(task, bare, taps, [], advised),))


def _fields(spoken: Spoken, advised: Advised) -> _Fields:
    """Share out what a card says; what has no field of its own is a paragraph."""
    title = clean(spoken.title).strip()
    fields = _Fields(shorten(title, advised.title))
    if fields.title != title:
        fields.paragraphs.append(title)
    for part in spoken.parts:
        if isinstance(part, str):
            if text := clean(part).strip():
                fields.paragraphs.append(text)
            continue
        label, value = (clean(side).strip() for side in part)
        if len(label) <= LABEL and 0 < len(value) <= VALUE and "\n" not in value and len(fields.rows) < ROWS:
            fields.rows.append((label, value))
        else:
            fields.paragraphs.append(f"{label}  {value}")
    first = next(iter(fields.paragraphs), "")
    if fields.title and 0 < len(first) <= advised.desc and "\n" not in first:
        fields.desc = fields.paragraphs.pop(0)
    return fields


def _buttons(
    task: str, fields: _Fields, taps: list[SpokenButton], links: list[tuple[str, str]], advised: Advised
) -> TemplateCard:
    card: dict[str, object] = {"card_type": "button_interaction", "task_id": task}
    sub = shorten("\n".join(fields.paragraphs), advised.sub)
    if fields.title or fields.desc:
        card["main_title"] = {key: text for key, text in (("title", fields.title), ("desc", fields.desc)) if text}
    if sub or not fields.title:
        card["sub_title_text"] = sub or "…"
    if fields.rows:
        card["horizontal_content_list"] = [{"keyname": label, "value": value} for label, value in fields.rows]
    if links:
        card["jump_list"] = [{"type": 1, "title": shorten(said, JUMP), "url": url} for said, url in links[:JUMPS]]
    card["button_list"] = [{"text": b.label, "style": _STYLES[b.style], "key": b.data} for b in taps]
    return card


def _vote(task: str, heading: Mapping[str, str], taps: list[SpokenButton], submit: str) -> TemplateCard:
    options = [{"id": b.data, "text": b.label, "is_checked": False} for b in taps]
    return {
        "card_type": "vote_interaction",
        "task_id": task,
        "main_title": heading,
        "checkbox": {"question_key": QUESTION, "mode": 0, "option_list": options},
        "submit_button": {"text": submit, "key": SUBMIT},
    }


def _lines(spoken: Spoken) -> Iterator[str]:
    for part in spoken.parts:
        said = part if isinstance(part, str) else f"{part[0]}  {part[1]}"
        if text := clean(said).strip():
            yield text


def _links(spoken: Spoken) -> list[tuple[str, str]]:
    return [(clean(b.label).strip() or b.url, b.url) for row in spoken.buttons for b in row if b.url]


def _taps(spoken: Spoken) -> list[SpokenButton]:
    """Return what can be tapped, each but once: WeCom refuses a card that names the same twice."""
    taps = {b.data: b for row in spoken.buttons for b in row if not b.url and b.data}
    return [SpokenButton(clean(b.label).strip() or "·", b.data, b.style) for b in taps.values()]
