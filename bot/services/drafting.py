"""Putting an activity together: begun with a line or without, filled in piece by piece, until it can be read back."""

from sqlmodel import Session

from bot.models.events import Draft
from bot.rules.people import require_lead
from bot.rules.scheduling import kind_words
from bot.rules.scheduling.line import ScheduleLine, read_line
from bot.rules.scheduling.sheet import Question, Sheet, next_question
from bot.rules.scheduling.times import moved, retimed, with_deadline, with_line
from bot.services import drafts, hosting
from bot.services.draft_answers import Author, called, hosted, tapped, typed

FIELDS = {
    Question.DAY: ("时间", "日期", "time", "day", "date", "when"),
    Question.TITLE: ("题目", "标题", "内容", "主题", "title", "subject"),
    Question.PLACE: ("地点", "地址", "place", "venue", "where"),
    Question.SPEAKER: ("主讲", "主讲人", "speaker", "lecturer"),
    Question.KIND: ("类型", "kind", "type"),
    Question.WHOM: ("邀请", "支部", "invite", "invited", "whom"),
    Question.DEADLINE: ("截止", "回复截止", "deadline", "by"),
    Question.SEATS: ("名额", "人数", "seats", "limit"),
}
"""What can be changed of a draft, and the words it is called by when typed: 修改 时间 周六9点."""

_BY_WORD = {word: question for question, words in FIELDS.items() for word in words}


def begin(ledger: Session, author: Author, text: str) -> Draft:
    """Begin a draft from one line; without words, one that is asked for piece by piece.

    Raises NotAllowed for plain members, NoBranchYet, and whatever is wrong with the line.
    """
    require_lead(author.member, author.member.branch_id)
    sheet = Sheet(guided=not text.strip())
    if not sheet.guided:
        line = read_line(text)
        sheet = _with_pieces(
            ledger, with_line(_pieced_host(ledger, sheet, line, author), line.rest, author.present), line, author
        )
    draft = drafts.begin(ledger, author.member, sheet, author.present.now)
    settle(ledger, draft, sheet, author)
    return draft


def say(ledger: Session, draft: Draft, words: str, author: Author) -> None:
    """Take words typed to the draft's card: the answer to what it asks, or when it asks nothing, a change.

    Refusals leave the draft as it was.
    """
    asked = drafts.question_of(draft)
    if asked is None:
        revise(ledger, draft, words, author)
    else:
        settle(ledger, draft, typed(ledger, drafts.sheet_of(draft), asked, words, author), author)


def revise(ledger: Session, draft: Draft, words: str, author: Author) -> None:
    """Change what the words name: "时间 周六9点", "@老校区 主讲:王书记", both together.

    Words that name nothing are a new time. Raises what is wrong with them.
    """
    sheet = drafts.sheet_of(draft)
    first, _, rest = words.strip().partition(" ")
    field = _BY_WORD.get(first.strip(":：").casefold())
    line = read_line(rest if field is not None and rest.strip() else words)
    if line.rest and field is not None and rest.strip():
        sheet = typed(ledger, sheet, field, line.rest, author)
    elif line.rest:
        sheet = retimed(sheet, line.rest, author.present)
    settle(ledger, draft, _with_pieces(ledger, _pieced_host(ledger, sheet, line, author), line, author), author)


def choose(ledger: Session, draft: Draft, question: Question, value: str, author: Author) -> None:
    """Take what was tapped. Raises NotFound for what was never offered."""
    sheet = tapped(ledger, drafts.sheet_of(draft), question, value, author)
    stay = Question.WHOM if question is Question.WHOM and value != "ok" else None
    settle(ledger, draft, sheet, author, stay=stay)


def ask(ledger: Session, draft: Draft, question: Question | None, author: Author) -> None:
    """Let the card ask for something that is there already, to change it; None: go on with what is missing."""
    settle(ledger, draft, drafts.sheet_of(draft), author, stay=question)


def settle(ledger: Session, draft: Draft, sheet: Sheet, author: Author, stay: Question | None = None) -> None:
    """Work out what follows from what is known, and keep it with the next question (`stay`: with this one)."""
    sheet = moved(drafts.sheet_of(draft), _with_host(ledger, sheet, author), author.present)
    if sheet.host_id is None or sheet.options:
        drafts.keep(ledger, draft, sheet, Question.MOMENT if sheet.host_id else Question.HOST, author.present.now)
        return
    if sheet.unclear:
        sheet = called(ledger, sheet, sheet.unclear)
    around = () if sheet.unclear else hosting.possible(ledger, sheet)
    joint = bool(around) and len(hosting.partners(ledger, [around[0].id or 0])) > 1
    asks = stay or next_question(sheet, joint=joint, partnership_known=len(around) <= 1)
    drafts.keep(ledger, draft, sheet, asks, author.present.now)


def _with_host(ledger: Session, sheet: Sheet, author: Author) -> Sheet:
    """Let the author's own branch hold it; a coordinator without one, or who named several, is asked."""
    if sheet.host_id is not None:
        return sheet
    choices = [branch.id for branch in hosting.hosts(ledger, author.member)]
    if not choices:
        raise hosting.NoBranchYet
    own = author.member.branch_id
    if own in choices and not sheet.host_asked:
        return sheet.having(host_id=own)
    return sheet.having(host_id=choices[0]) if len(choices) == 1 else sheet


def _pieced_host(ledger: Session, sheet: Sheet, line: ScheduleLine, author: Author) -> Sheet:
    return hosted(ledger, sheet, line.host, author) if line.host else sheet


def _with_pieces(ledger: Session, sheet: Sheet, line: ScheduleLine, author: Author) -> Sheet:
    """Take over the marked pieces of a line, and the kind that its words speak of."""
    sheet = _with_host(ledger, sheet, author)
    said = {
        "kind": line.kind or sheet.kind or kind_words.recognise(sheet.title),
        "place": line.place or sheet.place,
        "speaker": line.speaker or sheet.speaker,
        "seats": line.seats or sheet.seats,
    }
    sheet = sheet.having(**said)
    if line.whom:
        sheet = called(ledger, sheet.having(invited=None), line.whom)
    return with_deadline(sheet, line.deadline, author.present) if line.deadline else sheet
