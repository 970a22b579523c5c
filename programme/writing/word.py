"""The house style as a Word document: styles of Word's own, so that whoever sets it can change them in one place."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from programme.model import Programme
from programme.writing.house import Block, blocks
from programme.writing.plain_text import one_line

_STYLES = {
    "title": "Title", "dates": "Subtitle", "day": "Heading 1", "item": "Heading 2", "role": "Role", "abstract": "Role",
    "person": "List Bullet", "paper": "List Continue", "prose": "Body Text", "mark": "Small", "end": "Small",
    "fact": "Fact",
}  # fmt: skip
_INK, _ACCENT, _PALE = RGBColor(0x1D, 0x1B, 0x18), RGBColor(0x8A, 0x2A, 0x1B), RGBColor(0x6B, 0x66, 0x5E)
_STAMP = (1980, 1, 1, 0, 0, 0)  # of every file in the archive, so that equal programmes are equal files
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - core properties have no zone


def write_word(programme: Programme) -> bytes:
    """The programme as .docx, on A4 with page numbers; equal programmes give equal bytes."""
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, programme)
    styles = {name: document.styles[style].style_id for name, style in _STYLES.items()}
    for block in blocks(programme):
        _add(document, block, styles[block.style])
    _number_pages(document.sections[0].footer.paragraphs[0], one_line(programme.event.title))
    written = io.BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _add(document: Any, block: Block, style: str) -> None:
    """`style` is a style's id: looking each up by its name would take most of the time."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style
    if block.label:
        paragraph.add_run(f"{block.label}: ").bold = True
    if block.style in ("role", "abstract"):
        paragraph.add_run(f"{block.text}:")
    elif block.style == "person":
        name, colon, billing = block.text.partition(": ")
        paragraph.add_run(name).bold = True
        paragraph.add_run(colon + billing)
    else:
        paragraph.add_run(block.text)


def _set_page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)


def _set_styles(document: Any) -> None:
    for name in ("Role", "Small", "Fact"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    _set(document, "Normal", "Calibri", 10.5, after=4)
    _set(document, "Title", "Georgia", 24, after=6)
    _set(document, "Subtitle", "Georgia", 12, colour=_PALE, after=10)
    _set(document, "Heading 1", "Georgia", 16, colour=_ACCENT, before=22, after=8)
    _set(document, "Heading 2", "Georgia", 12.5, before=16, after=3)
    _set(document, "Role", "Calibri", 10.5, before=4, after=1, bold=True)
    _set(document, "List Bullet", "Calibri", 10.5, after=1)
    _set(document, "List Continue", "Calibri", 10.5, after=2)
    _set(document, "Body Text", "Calibri", 10.5, after=6)
    _set(document, "Fact", "Calibri", 10.5, after=1)
    _set(document, "Small", "Calibri", 8.5, colour=_PALE, before=10, after=4)
    document.styles["Role"].paragraph_format.keep_with_next = True


def _set(
    document: Any,
    name: str,
    font: str,
    size: float,
    *,
    colour: RGBColor = _INK,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> None:
    style = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # they would go before the font's name
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _number_pages(paragraph: Any, title: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{title} · " if title else "")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _set_properties(document: Any, programme: Programme) -> None:
    facts, about = programme.event, document.core_properties
    about.title, about.author = one_line(facts.title)[:255], one_line(facts.organiser)[:255]
    about.comments, about.keywords, about.last_modified_by = "", "", ""
    about.created = about.modified = _MADE
    about.revision = 1


def _settled(content: bytes) -> bytes:
    """The same archive with one date on all its files."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return settled.getvalue()
