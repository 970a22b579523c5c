"""All that the public can get, found by walking the site, and its text, that of binary files too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import openpyxl
import pdfplumber

from events.site.walking import Answer, Ask, asker, starts, walk

OTHERS = ("/admin/", "/static/")  # the desk has its own tests; files of the code hold nobody's words
ZIPS = ("application/vnd.openxmlformats", "application/vnd.oasis", "application/zip")


def outputs(slugs: Iterable[str], ask: Ask | None = None) -> dict[str, Answer]:
    """By path: everything public that answers with 200."""
    found = walk(ask or asker(), starts(slugs, "site", "api"), lambda path: not path.startswith(OTHERS))
    answers = [answer for _, answer in found]
    assert not [answer.path for answer in answers if answer.status >= 500]
    return {answer.path: answer for answer in answers if answer.status == 200}


def read(answer: Answer) -> str:
    """Its text, whatever it is. A picture is what the test has put in its place."""
    if answer.is_a("application/pdf"):
        with pdfplumber.open(io.BytesIO(answer.body)) as document:
            pages = [page.extract_text() for page in document.pages]
        return "\n".join((*pages, *(f"{fact}" for fact in (document.metadata or {}).values())))
    if answer.is_a(*ZIPS):
        with zipfile.ZipFile(io.BytesIO(answer.body)) as parts:
            text = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return text + (_cells(answer.body) if "spreadsheet" in answer.content_type else "")
    return answer.text or answer.body.decode("utf-8", "replace")


def _cells(body: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(body))
    return "\n".join(f"{cell}" for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
