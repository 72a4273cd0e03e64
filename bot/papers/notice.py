"""The notice of an activity (活动通知), as a document in the form offices send round."""

from docx.shared import Pt

from bot.chat import Fact, Line, Reader
from bot.papers.documents import CENTRE, RIGHT, blank_document, saved, write
from bot.papers.words import said_day, said_span
from bot.rules.sheets import Notice
from bot.texts import say

SIZE = 16  # points: 三号


def write_notice(values: Notice, reader: Reader) -> bytes:
    """Return the notice as .docx. What is not known is left out."""
    document = blank_document(SIZE)
    title = document.add_paragraph()
    title.alignment, title.paragraph_format.space_after = CENTRE, Pt(SIZE)
    write(title, say(Line("notice-title", title=values.title), reader), heading=22)
    write(document.add_paragraph(), say(Line("notice-to", branches=values.invited), reader))
    for text in (say(Line("notice-opening"), reader), *_points(values, reader)):
        paragraph = write(document.add_paragraph(), text)
        paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE)
        paragraph.paragraph_format.space_after = Pt(4)
    for place, text in enumerate((values.host, said_day(values.issued_on, reader))):
        paragraph = write(document.add_paragraph(), text)
        paragraph.alignment = RIGHT
        paragraph.paragraph_format.space_before = Pt(2 * SIZE if place == 0 else 0)
    return saved(document)


def _points(values: Notice, reader: Reader) -> list[str]:
    facts: tuple[tuple[str, Fact], ...] = (
        ("sheet-fact-time", said_span(values.starts_at, values.ends_at, reader)),
        ("sheet-fact-place", values.place),
        ("sheet-fact-kind", values.kind),
        ("sheet-fact-speaker", values.speaker),
        ("notice-seats", values.seats),
        ("notice-reply", values.reply_by),
    )
    known = [say(Line(key, value=fact), reader) for key, fact in facts if fact]
    return [say(Line("notice-point", number=number, text=text), reader) for number, text in enumerate(known, start=1)]
