"""Which words of a line are its time, and which are its title."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.rules.when.phrase import Phrase, phrase
from bot.rules.when.refusals import NoTime, RepeatingTime
from bot.rules.when.scan import Scan, Words, cuts, plain

_LABELS = (
    "主讲",
    "截止",
    "邀请",
    "地点",
    "主持",
    "记录",
    "备注",
    "限",
    "speaker",
    "place",
    "deadline",
    "invite",
    "reply",
)
_SEPARATORS = " \t\r\n,，、;；:：。.|·-—–~"
_FARTHEST, _LONGEST = 400, 200
"""Where the last phrase of a line may begin, and what is read for it: no line takes longer than that."""
_NO_DAY = (
    "下周", "下个周", "本周", "这周", "上周", "下星期", "这星期", "下礼拜", "周内", "下月", "下个月", "本月", "这个月",
    "月初", "月中", "年底", "年初", "最近", "近期", "改天", "过几天", "过两天", "明后天", "这两天",
    "week", "month", "later",
)  # fmt: skip
_OR = Words({"或|或者|还是|、|or|/": True, ",|和|及": False})


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase put together from one or two places of the line, and those places.

    `others` are the places of its rivals, which are no title either once it is chosen.
    `made` says that it was put together from two phrases that may not belong together: only a choice beside others.
    """

    phrase: Phrase
    places: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...] = ()
    made: bool = False

    def matched(self, text: str) -> str:
        """Return the words of the time, as typed."""
        return " ".join(text[begin:finish].strip() for begin, finish in self.places)

    def rest(self, text: str) -> str:
        """Return all other words, as typed, without separators at the ends."""
        return _without(text, self.places)

    def title(self, text: str) -> str:
        """Return the words that are neither its own nor its rivals'."""
        return _without(text, tuple(sorted(self.places + self.others)))


def _without(text: str, places: tuple[tuple[int, int], ...]) -> str:
    left, place = [], 0
    for begin, finish in (*places, (len(text), len(text))):
        left.append(text[place:begin].strip(_SEPARATORS))
        place = finish
    return " ".join(part for part in left if part)


def _found(one: Phrase) -> Found:
    return Found(one, ((one.begin, one.finish),))


def _rivals(rivals: Sequence[Phrase], text: str) -> list[Found]:
    """Return phrases that compete; those said in one breath (周五15:00或周六9:00) know of each other."""
    rivals = sorted(rivals, key=lambda one: one.begin)
    groups: list[list[Phrase]] = []
    for one in rivals:
        if groups and _only_or(text[groups[-1][-1].finish : one.begin]):
            groups[-1].append(one)
        else:
            groups.append([one])
    found: list[Found] = []
    for group in groups:
        begin, finish = group[0].begin, group[-1].finish
        for one in group:
            beside = tuple(place for place in ((begin, one.begin), (one.finish, finish)) if place[0] < place[1])
            found.append(replace(_found(one), others=beside))
    return found


def _only_or(between: str) -> bool:
    scan = Scan(plain(between.strip()))
    return scan.done() or (scan.take(_OR) is not None and scan.done())


def _labelled(scan: Scan) -> bool:
    """Pass over @place and 主讲:name up to the next space, and over 《a title》."""
    start = scan.at
    if scan.lit("《"):
        end = scan.text.find("》", scan.at)
        scan.at = end + 1 if end > 0 else scan.at
        return True
    if not scan.lit("@") and not (scan.lit(*_LABELS) and scan.lit(":", "by:", " by:")):
        scan.at = start
        return False
    while not scan.done() and not scan.char().isspace():
        scan.at += 1
    return True


def phrases(text: str) -> list[Phrase]:
    """Return every time that can be read in a line, in order, none overlapping; what begins far behind is not read."""
    scan = Scan(plain(text[: _FARTHEST + _LONGEST]))
    found: list[Phrase] = []
    while not scan.done() and scan.at < _FARTHEST:
        if _labelled(scan):
            continue
        inside = (
            scan.char().isspace() or cuts(scan.text, scan.at) or (scan.char().isdigit() and scan.char(-1).isdigit())
        )
        one = None if inside else scan.attempt(phrase)
        if one:
            found.append(one)
        else:
            scan.at += 1
    return found


def _alone(one: Phrase, text: str) -> bool:
    """Tell whether a phrase stands apart from the words around it; a day like 七一 only at one end of the line."""
    before, after = text[: one.begin], text[one.finish :]
    if one.day and not one.firm and before.strip(_SEPARATORS) and after.strip(_SEPARATORS):
        return False
    return all(beside in _SEPARATORS or beside in "()（）@" for beside in (before[-1:], after[:1]))


def _leading(found: Sequence[Phrase], text: str) -> Phrase | None:
    return found[0] if found and not text[: found[0].begin].strip(_SEPARATORS) else None


def _or_another(one: Phrase, found: Sequence[Phrase], text: str) -> Phrase | None:
    """Return the phrase offered as a choice right after `one` (周五15:00或周六9:00), or one more hour."""
    scan = Scan(plain(text), one.finish)
    scan.gap()
    choice = scan.take(_OR)
    scan.gap()
    other = next((other for other in found if other.begin == scan.at), None)
    if other and not choice and (other.day or not _alone(other, text)):
        return None
    return replace(other, day=one.day) if other and other.day is None and other.clocks else other


def find(text: str) -> list[Found]:
    """Return the time of a line, or several that compete; raise NoTime or RepeatingTime.

    A complete time (day and hour) that leads stands, whatever the title after it says.
    Else the complete time elsewhere; else a day and an hour that stand apart, or one of them.
    """
    all_found = phrases(text)
    lead = _leading(all_found, text)
    if lead and lead.complete:
        other = _or_another(lead, all_found, text)
        chosen = _rivals([lead, other], text) if other else [_found(lead)]
    else:
        chosen = _elsewhere(text, all_found, lead)
    for found in chosen:
        if found.phrase.repeats:
            raise RepeatingTime(found.matched(text))
    return chosen


def _elsewhere(text: str, all_found: Sequence[Phrase], lead: Phrase | None) -> list[Found]:
    complete = [one for one in all_found if one.complete]
    if complete:
        rival = lead if lead and lead.firm and not lead.repeats else None
        return _rivals(complete, text) + ([_at_hour_of(complete[0], rival)] if rival else [])
    pieces = [one for one in all_found if _alone(one, text) or (one is lead and one.firm)]
    days = [one for one in pieces if one.day]
    clocks = [one for one in pieces if one.clocks]
    if not pieces:
        raise NoTime(text.strip())
    if len(days) == 1 and len(clocks) == 1:
        day, clock = days[0], clocks[0]
        places = sorted([(day.begin, day.finish), (clock.begin, clock.finish)])
        joined = replace(day, clocks=clock.clocks, lasts=clock.lasts, repeats=day.repeats or clock.repeats)
        return [Found(joined, tuple(places))]
    if not days and _vague(text, clocks[0]):
        raise NoTime(text.strip())
    return _rivals(days or clocks, text)


def _vague(text: str, clock: Phrase) -> bool:
    """Tell whether a day is said beside the hour that is none (下周 下午3点) or was not understood."""
    return text[: clock.begin].rstrip()[-1:].isdigit() or any(word in plain(text) for word in _NO_DAY)


def _at_hour_of(complete: Phrase, day: Phrase) -> Found:
    """Return the day of one phrase at the hour of another."""
    joined = replace(complete, day=day.day, begin=day.begin, finish=day.finish)
    return Found(joined, ((day.begin, day.finish),), ((complete.begin, complete.finish),), made=True)
