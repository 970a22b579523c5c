"""The programme as a document in the house style, for whoever sets, prints or checks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from programme.model import Programme
from programme.writing.markdown import write_markdown
from programme.writing.sheets import write_csv, write_workbook
from programme.writing.text import write_text
from programme.writing.word import write_word


@dataclass(frozen=True)
class Format:
    """`content_type` as HTTP says it; `is_text`: it can be shown on a terminal."""

    name: str
    label: str
    content_type: str
    write: Callable[[Programme], bytes]
    is_text: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    made.name: made
    for made in (
        Format("docx", "Word", f"{_OFFICE}.wordprocessingml.document", write_word),
        Format("md", "Markdown", "text/markdown; charset=utf-8", lambda found: write_markdown(found).encode(), True),
        Format("txt", "Plain text", "text/plain; charset=utf-8", lambda found: write_text(found).encode(), True),
        Format("xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", write_workbook),
        Format("csv", "CSV", "text/csv; charset=utf-8", write_csv, True),
    )
}
