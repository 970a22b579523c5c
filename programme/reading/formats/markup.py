"""Text in which tags and entities stand, as exporters leave them in abstracts: turned to Markdown."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_TAGGED = re.compile(
    r"</(?:p|a|b|i|u|em|strong|ul|ol|li|div|span|h[1-6]|blockquote|font)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_USUAL_ENTITY = re.compile(r"&(?:amp|quot|apos|nbsp|#0?39|#x27|#8217|rsquo|lsquo|ndash|mdash);", re.IGNORECASE)
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLOCKS = ("p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "pre", "hr")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_HIDDEN = ("script", "style", "head", "template")


def clean(text: str) -> str:
    """The text without control characters and halves of characters; every line end is a line feed."""
    return _UNSHOWABLE.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str, *, as_written: bool = False) -> str:
    """A title or a name: without line ends, the usual entities that were escaped twice resolved.

    `as_written`: nothing was escaped twice, and what looks like an entity is what somebody wrote.
    """
    twice = not as_written and _USUAL_ENTITY.search(text)
    return " ".join((html.unescape(text) if twice else text).split())


def prose(text: str, *, as_written: bool = False) -> str:
    """An abstract: paragraphs apart by a blank line; tags become Markdown where the text holds any.

    `as_written`: it is Markdown already, and a tag or an entity in it is what somebody wrote.
    """
    text = text if as_written else _untagged(text)
    lines = [line.strip() for line in clean(text).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _untagged(text: str) -> str:
    if not _TAGGED.search(text):
        return html.unescape(text) if _ENTITY.search(text) else text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Writes Markdown for the few tags that abstracts have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self.addresses.append(dict(attrs).get("href") or "")
            self.parts.append("[" if self.addresses[-1].startswith("http") else "")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self.addresses:
            address = self.addresses.pop()
            self.parts.append(f"]({address})" if address.startswith("http") else "")
        else:
            self.parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))
