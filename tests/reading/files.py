"""The same programme as files of every kind, made by other programs' libraries."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO

import docx
import openpyxl
from fpdf import FPDF
from fpdf.enums import Align
from odf.opendocument import OpenDocumentText
from odf.text import P

Row = Sequence[str]

LINES = """\
Estuary Forum 2024
Rotterdam, 6–7 June 2024
All times Europe/Amsterdam

Thursday, 6 June 2024: Water

09:00–09:30 Registration (Foyer)

09:30–10:45 Panel 1: Who Owns a River? (Aula)
What a river is in law has changed three times in ten years, and nobody agrees on what comes next.
Moderator: Ada Larsen, Editor, Tidewater
Dr. Bo Raymond, Director of Hydrography, Port of Ghent
Chiara Dell’Orto, Fellow, Institute of Sea Law

10:45–11:15 Coffee break

Friday, 7 June 2024: Land

10:00–11:30 Panel 2: After the Dykes (Aula)
Dirk van Houten, Engineer, Waterschap Zuid
Ewa Nowak, Professor, University of Gdańsk
"""

HEADINGS = ("Date", "Start", "End", "Type", "No.", "Title", "Room", "Moderator", "Speakers", "Abstract")
ROWS: Sequence[Row] = (
    ("2024-06-06", "09:00", "09:30", "registration", "", "Registration", "Foyer", "", "", ""),
    (
        "2024-06-06", "09:30", "10:45", "panel", "1", "Who Owns a River?", "Aula", "Ada Larsen, Editor, Tidewater",
        "Dr. Bo Raymond, Director of Hydrography, Port of Ghent\nChiara Dell’Orto, Fellow, Institute of Sea Law",
        "What a river is in law has changed three times in ten years, and nobody agrees on what comes next.",
    ),
    ("2024-06-06", "10:45", "11:15", "break", "", "Coffee break", "", "", "", ""),
    (
        "2024-06-07", "10:00", "11:30", "panel", "2", "After the Dykes", "Aula", "",
        "Dirk van Houten, Engineer, Waterschap Zuid; Ewa Nowak, Professor, University of Gdańsk", "",
    ),
)  # fmt: skip


def as_word(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return _saved(document.save)


def as_opendocument(text: str) -> bytes:
    document = OpenDocumentText()
    for line in text.splitlines():
        document.text.addElement(P(text=line))
    return _saved(document.write)


def as_pdf(text: str) -> bytes:
    pdf = FPDF()
    pdf.core_fonts_encoding = "cp1252"
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    for line in text.replace("ń", "n").splitlines():
        pdf.multi_cell(0, 5, line or " ", new_x="LMARGIN", new_y="NEXT", align=Align.L)
    return bytes(pdf.output())


def as_page(text: str) -> bytes:
    lines = "".join(f"<p>{escape(line)}</p>\n" if line else "<div></div>\n" for line in text.splitlines())
    head = "<!doctype html><html><head><meta charset=utf-8><title>Forum</title></head>"
    return f"{head}<body><nav><a href=/>Home</a> <a href=/about>About us</a></nav>{lines}</body></html>".encode()


def as_spreadsheet(rows: Sequence[Row]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([cell or None for cell in row])
    return _saved(book.save)


def as_comma_separated(rows: Sequence[Row]) -> bytes:
    return "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows).encode(
        "utf-8-sig"
    )


def as_page_with_table(rows: Sequence[Row]) -> bytes:
    cells = ("".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def as_word_with_table(rows: Sequence[Row]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, made in zip(rows, table.rows):
        for text, cell in zip(row, made.cells):
            cell.text = text
    return _saved(document.save)


def as_markdown_table(rows: Sequence[Row]) -> bytes:
    lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines).encode()


def packed(files: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    kept = BytesIO()
    save(kept)
    return kept.getvalue()
