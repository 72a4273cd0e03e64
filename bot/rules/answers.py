"""Reading an answer that was typed: 参加, 请假 出差, 待定, 1, "can't make it"."""

import re
import unicodedata
from dataclasses import dataclass

from bot.models.events import Answer, Reason
from bot.rules.refusals import Refusal

MOST_WORDS = 100
"""How long a typed reason may be."""

_SAYS = {
    Answer.YES: """
        1|参加|我参加|参加的|会参加|我会参加|能参加|可以参加|准时参加|一定参加|报名|我报名|来|我来|会来|我会来|能来|去|我去|会去|我会去
        能去|到|yes|y|coming|i'm coming|im coming|i will come|i'll come|i'll be there|count me in|attending""",
    Answer.NO: """
        2|请假|我请假|要请假|我要请假|请个假|不参加|不能参加|我不参加|参加不了|无法参加|没法参加|去不了|我去不了|不去|不能去|来不了
        我来不了|不来|不能来|到不了|no|n|leave|on leave|not coming|i'm not coming|can't come|i can't come|cannot come
        can't make it|i can't make it""",
    Answer.MAYBE: """
        3|待定|我待定|不一定|不确定|还不确定|还不一定|说不准|再看|再说|看情况|可能|可能参加
        maybe|perhaps|not sure|not sure yet|unsure|i don't know yet""",
}
_PHRASES = {
    phrase.strip(): answer for answer, said in _SAYS.items() for phrase in re.split(r"[|\n]", said) if phrase.strip()
}
_LONGEST_FIRST = sorted((p for p in _PHRASES if not p.isdigit()), key=len, reverse=True)

_REASONS: dict[Reason, tuple[str, ...]] = {
    Reason.TRAVEL: ("出差", "在外出差", "外地出差", "travel", "travelling", "traveling", "business trip"),
    Reason.ILL: ("生病", "病了", "生病了", "身体不适", "身体不舒服", "不舒服", "病假", "ill", "sick"),
    Reason.WORK: ("工作冲突", "工作", "有工作", "加班", "上课", "有课", "开会", "work", "busy", "busy at work"),
    Reason.OTHER: ("其他", "其它", "有事", "事假", "other"),
}
_KNOWN_REASONS = {word: reason for reason, words in _REASONS.items() for word in words}
_COURTESIES = re.compile(
    "(好|好的|好吧|行|可以|嗯|嗯嗯|哦|收到|知道|知道了|明白|明白了|谢谢|谢谢您|谢谢书记|多谢|辛苦|辛苦了|麻烦了"
    "|ok|okay|fine|thanks|thank|you|thx)"
)
_MARKS = " .。!！~～,，、:：;；(（)）"
_TAIL = _MARKS + "了吧哦啊呢哈呀"


@dataclass(eq=False)
class ReasonTooLong(Refusal):
    """A reason may have `most` characters."""

    most: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed answer; `reason` or `words` where leave was explained at once."""

    answer: Answer
    reason: Reason | None = None
    words: str = ""


def read_answer(text: str) -> Typed | None:
    """Return the answer that `text` is as a whole, else None. Raises ReasonTooLong.

    Words behind a leave are its reason (请假 出差, 去不了，孩子病了); behind another answer they make it something
    else: nobody is put down as coming on a guess. Behind a number only a common reason is one (2 出差, not 2 斤苹果).
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())
    said = plain.lower()
    bare = said.rstrip(_TAIL)
    if bare in _PHRASES:
        return Typed(_PHRASES[bare])
    for phrase in _LONGEST_FIRST:
        if _PHRASES[phrase] is Answer.NO and said.startswith(phrase):
            rest = plain[len(phrase) :]
            if phrase.isascii() and rest[0].isalnum():
                continue
            reason, words = read_reason(rest)
            return Typed(Answer.NO, reason, words)
    number, _, rest = plain.partition(" ")
    reason = _KNOWN_REASONS.get(rest.strip(_TAIL).casefold()) if number.strip(_MARKS) == "2" else None
    return Typed(Answer.NO, reason) if reason else None


def is_courtesy(text: str) -> bool:
    """Say whether the words are politeness only: no reason, no answer, nothing to keep."""
    words = re.split(r"[\s,，。.、!！~～]+", unicodedata.normalize("NFKC", text).casefold().strip(_MARKS))
    return all(_COURTESIES.fullmatch(word) or _COURTESIES.fullmatch(word.rstrip(_TAIL)) for word in words)


def read_reason(text: str) -> tuple[Reason | None, str]:
    """Return a common reason, or the person's own words. Both empty where nothing was said. Raises ReasonTooLong."""
    words = re.sub(r"^(因为|由于|原因是|原因|because of|because)", "", " ".join(text.split()).strip(_MARKS)).strip(
        _MARKS
    )
    said = words.casefold()
    if reason := _KNOWN_REASONS.get(said) or _KNOWN_REASONS.get(said.rstrip(_TAIL)):
        return reason, ""
    if not said.strip(_TAIL):
        return None, ""
    if len(words) > MOST_WORDS:
        raise ReasonTooLong(MOST_WORDS)
    return None, words
