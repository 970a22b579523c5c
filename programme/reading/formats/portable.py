"""PDF with a text layer: the lines of its pages as they stand, columns kept apart by spaces."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import pypdf

from programme.reading.documents import Document, UnreadableError
from programme.reading.limits import Limits
from programme.reading.marks import Furniture
from programme.reading.values import Options
from programme.reading.weaving import Weaver

MOST_PAGES = 500
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:page|p\.|seite|página|pagina)?\s*\d{1,3}(?:\s*(?:/|of|de|von|di)\s*\d{1,3})?[-–—|\s]*)",
    re.IGNORECASE,
)
_JUSTIFIED = re.compile(r"(?<=\S) {2}(?=\S)")  # columns are further apart
_EDGE = 2  # lines at the top and at the bottom of a page that may repeat on each

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every small flaw of a file


def take_apart(content: bytes, options: Options, limits: Limits) -> Document:
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("the PDF is protected by a password. Save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"the PDF has more than {MOST_PAGES} pages. Save only those with the programme")
        pages = [_lines(page, limits) for page in reader.pages]
    except UnreadableError:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise UnreadableError("the PDF is damaged. Save it again, or give the programme as a Word file") from error
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableError(
            "the PDF has no text in it, only pictures of pages. Give the file that it was made from, or run a text "
            "recognition on it first"
        )
    return _weave(pages)


def _lines(page: pypdf.PageObject, limits: Limits) -> list[str]:
    """The lines of a page. Where the layout cannot be worked out, in the order in which the file has them."""
    try:
        text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    except Exception:  # the layout mode is the newer one, and stumbles where the other does not
        text = page.extract_text()
    if len(text) > limits.line * 10:
        raise UnreadableError("a page of the PDF has more text than any programme. Check that it is the right file")
    return [_JUSTIFIED.sub(" ", line) for line in text.splitlines()]


def _weave(pages: Sequence[Sequence[str]]) -> Document:
    weaver = Weaver("pdf")
    repeated = _repeated(pages)
    for number, page in enumerate(pages, 1):
        gap = True
        filled = [place for place, line in enumerate(page) if line.strip()]
        edges = {*filled[:_EDGE], *filled[-_EDGE:]}
        for place, line in enumerate(page):
            if not line.strip():
                gap = True
                continue
            piece = weaver.number(line, place=f"page {number}, line {filled.index(place) + 1}", gap=gap, end="")
            if place in edges and (_key(line) in repeated or _PAGE_NUMBER.fullmatch(line.strip())):
                weaver.mark(piece, Furniture())
            else:
                weaver.text(piece)
            gap = False
    return weaver.document()


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands at the edge of at least two thirds of the pages, their numbers aside."""
    counted: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        counted.update({_key(line) for line in (*filled[:_EDGE], *filled[-_EDGE:])})
    return frozenset(key for key, count in counted.items() if len(pages) > 2 and count * 3 >= len(pages) * 2 and key)


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
