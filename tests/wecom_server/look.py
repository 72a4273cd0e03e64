"""Messages as people see them. Markdown is read by a reader of its own, not by who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark", {"html": True})


@dataclass(frozen=True)
class Look:
    """What somebody sees: words, what can be tapped (label and key), links (label and address).

    `choice` is the question of a card whose labels are options to choose and send off with the key `submit`.
    """

    text: str
    buttons: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""
    submit: str = ""


def look(kind: str, body: Mapping[str, Any]) -> Look:
    """Return how a message looks."""
    if kind == "template_card":
        return _card(body)
    if kind in {"markdown", "stream"}:
        return _markdown(str(body.get("content", "")))
    return Look(str(body.get("content", "")))


def _card(card: Mapping[str, Any]) -> Look:
    title = card.get("main_title", {})
    lines = [title.get("title", ""), title.get("desc", ""), card.get("sub_title_text", "")]
    lines += [f"{row['keyname']}  {row.get('value', '')}" for row in card.get("horizontal_content_list", ())]
    links = {jump["title"]: jump.get("url", "") for jump in card.get("jump_list", ())}
    text = "\n".join(line for line in lines if line)
    if card["card_type"] == "vote_interaction":
        options = {option["text"]: option["id"] for option in card["checkbox"]["option_list"]}
        return Look(text, options, links, card["checkbox"]["question_key"], card["submit_button"]["key"])
    return Look(text, {button["text"]: button["key"] for button in card.get("button_list", ())}, links)


def _markdown(content: str) -> Look:
    words: list[str] = []
    links: dict[str, str] = {}
    for block in _READER.parse(content):
        if block.type == "inline":
            words.append(_inline(block.children or [], links))
        elif block.type not in {"paragraph_open", "paragraph_close"}:
            words.append(f"<{block.type}>")  # headings, lists, quotes: visible to a test that wants none
    return Look("\n".join(words), {}, links)


def _inline(tokens: list[Token], links: dict[str, str]) -> str:
    text, href, began = "", "", 0
    for token in tokens:
        if token.type == "link_open":
            href, began = str(token.attrGet("href")), len(text)
        elif token.type == "link_close":
            links[text[began:]] = href
        elif token.type == "softbreak":
            text += " "  # a single line break is none
        elif token.type == "hardbreak":
            text += "\n"
        elif token.type in {"text", "code_inline"}:
            text += token.content
        elif token.type == "html_inline":
            text += f"<html {token.content}>"
    return text
