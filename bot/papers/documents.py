"""Documents as we write them: the faces and sizes offices use, on A4."""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from bot.rules.words import clean

BODY, HEADING = "仿宋", "黑体"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def blank_document(size: float) -> Docx:
    """Return an empty A4 document whose text is in `size` points."""
    document = Document()
    document.core_properties.author, document.core_properties.comments = "", ""  # the library's own otherwise
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = Cm(2.5)
    page.left_margin = page.right_margin = Cm(2.6)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.name, normal.font.size = BODY, Pt(size)
        normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    return document


def write(paragraph: Paragraph, text: str, *, heading: float = 0) -> Paragraph:
    """Add text to a paragraph and return it; with `heading` in that many points and the headings' face."""
    run = paragraph.add_run(clean(text))
    if heading:
        run.font.name, run.font.size = HEADING, Pt(heading)
        run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEADING)
    return paragraph


def saved(document: Docx) -> bytes:
    """Return the document's bytes."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
