"""What a template card has to be. What is refused is refused; what is only advised is a violation all the same."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}")
WRONG_TYPE, WRONG_TASK, WRONG_CARD, TASK_AGAIN = 42014, 42019, 42028, 42018
"""Which of the numbers from 42014 on means what is not known for sure; clients decide by none of them."""


@dataclass(frozen=True)
class Advised:
    """Letters advised for a title, what stands under it, and the paragraph."""

    title: int
    desc: int
    sub: int


ROBOT, APP = Advised(26, 30, 112), Advised(36, 44, 160)


def refused(card: object) -> tuple[int, str] | None:
    """Return why a card is refused, as code and words; None where it is taken."""
    if not isinstance(card, dict):
        return WRONG_CARD, "template_card missing"
    kind = card.get("card_type")
    if kind not in {"button_interaction", "vote_interaction", "multiple_interaction", "text_notice", "news_notice"}:
        return WRONG_TYPE, f"card_type {kind!r}"
    if kind.endswith("_interaction") and not _TASK.fullmatch(str(card.get("task_id", ""))):
        return WRONG_TASK, f"task_id {card.get('task_id')!r}"
    missing = next(_missing(card), None)
    return (WRONG_CARD, missing) if missing else None


def _missing(card: Mapping[str, Any]) -> Iterator[str]:
    kind = card["card_type"]
    if not (card.get("main_title", {}).get("title") or card.get("sub_title_text")):
        yield "main_title.title or sub_title_text"
    if len(card.get("horizontal_content_list", ())) > 6 or len(card.get("jump_list", ())) > 3:
        yield "too many rows or links"
    if any(not row.get("keyname") for row in card.get("horizontal_content_list", ())):
        yield "a row without keyname"
    if any(jump.get("type") == 1 and not jump.get("url") for jump in card.get("jump_list", ())):
        yield "a link without url"
    if kind.endswith("_notice") and not card.get("card_action"):
        yield "card_action"
    if kind == "button_interaction":
        buttons = card.get("button_list", ())
        keys = [button.get("key", "") for button in buttons]
        if not 1 <= len(buttons) <= 6 or any(not button.get("text") for button in buttons):
            yield "button_list of 1 to 6, each with text"
        if len(set(keys)) < len(keys) or not all(1 <= len(key.encode()) <= 1024 for key in keys):
            yield "keys of 1 to 1024 bytes, each another"
    if kind == "vote_interaction":
        box, submit = card.get("checkbox", {}), card.get("submit_button", {})
        options = box.get("option_list", ())
        if not box.get("question_key") or not submit.get("text") or not submit.get("key"):
            yield "question_key and submit_button"
        if not 1 <= len(options) <= 20 or len({option.get("id") for option in options}) < len(options):
            yield "option_list of 1 to 20, each with an id of its own"
        if any(not option.get("text") for option in options):
            yield "options with text"


def too_long(card: Mapping[str, Any], advised: Advised) -> Iterator[str]:
    """Yield what is longer than advised: it would be cut where people read it."""
    title = card.get("main_title", {})
    for name, text, most in (
        ("title", title.get("title", ""), advised.title),
        ("desc", title.get("desc", ""), advised.desc),
        ("sub_title_text", card.get("sub_title_text", ""), advised.sub),
        *(("keyname", row["keyname"], 5) for row in card.get("horizontal_content_list", ())),
        *(("value", row.get("value", ""), 26) for row in card.get("horizontal_content_list", ())),
        *(("jump title", jump["title"], 13) for jump in card.get("jump_list", ())),
    ):
        if len(text) > most:
            yield f"{name} has {len(text)} letters, {most} are advised: {text}"
