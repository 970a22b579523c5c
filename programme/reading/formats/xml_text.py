"""XML from outside: decoded, mended where nothing is lost by it, and parsed without entities, network or depth."""

from __future__ import annotations

import codecs
import html
import re

from lxml import etree

from programme.reading.documents import UnreadableError
from programme.reading.text import decode
from programme.reading.values import Note

_DECLARED = re.compile(r"\s*<\?xml[^>]*\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_ENTITY = re.compile(r"&(#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)?")
_OWN_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_FIX = "Export the schedule again, or mend the file there"


def cut(content: bytes) -> tuple[str, bytes | str, tuple[Note, ...]]:
    """What stands before the schedule, and the schedule: as bytes where its encoding can be left to the parser."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or content[:1] == b"\x00" or content[1:2] == b"\x00":
        return "", content, ()
    places = (content.find(sign) for sign in (b"<?xml", b"<schedule", b"<!"))
    start = min(place for place in places if place >= 0)
    before = content[:start].removeprefix(codecs.BOM_UTF8).strip()
    if b"<!" in before:
        start, before = 0, b""
    notes: tuple[Note, ...] = ()
    text: bytes | str = content[start:]
    if b"encoding" not in content[start : content.find(b">", start) + 1]:
        text, notes = _decoded(content[start:])
    return before.decode("utf-8", "replace"), text, notes


def _decoded(content: bytes) -> tuple[str, tuple[Note, ...]]:
    text, notes = decode(content.translate(None, _CONTROLS))
    return _DECLARED.sub("", text or "", count=1), notes


def parse(text: bytes | str) -> tuple[etree._Element, str]:
    """The root, and what had to be mended. Only mends what is lost by no reading of it."""
    try:
        return _parsed(text), ""
    except etree.XMLSyntaxError as error:
        first = error
    whole = text if isinstance(text, str) else _decoded(text)[0]
    mended = _mended(whole)
    said = "its encoding is not the one that it names"
    if mended != whole or (isinstance(text, bytes) and text.translate(None, _CONTROLS) != text):
        said = "stray “&” and characters that XML does not have"
    try:
        return _parsed(mended), said
    except etree.XMLSyntaxError:
        line = first.lineno or 1
        raise UnreadableError(f"the XML is broken at line {line} ({_reason(first)}). {_FIX}") from None


def _reason(error: etree.XMLSyntaxError) -> str:
    if "depth" in str(error.msg):
        return "elements stand within each other deeper than in any schedule"
    return re.sub(r", line \d+, column \d+.*$", "", str(error.msg or "not well formed"), flags=re.DOTALL)[:200]


def _parsed(text: bytes | str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=True)
    try:
        root = etree.fromstring(text, parser)
    except ValueError as error:  # an encoding that lxml does not know, or a declaration in decoded text
        raise UnreadableError(f"the XML cannot be decoded ({error}). Save it as UTF-8") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise UnreadableError(
            "the XML defines entities, which are not read because they can hide anything. Export it without"
        )
    return root


def _mended(text: str) -> str:
    """The text with “&” that stands for itself escaped, HTML's entities resolved, and control characters taken out."""
    parts = _CDATA.split(_UNSHOWABLE.sub("", text))
    return "".join(part if place % 2 else _ENTITY.sub(_entity, part) for place, part in enumerate(parts))


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OWN_ENTITIES:
        return found[0]
    plain = html.unescape(found[0])
    return "&amp;" + name if plain == found[0] else html.escape(_UNSHOWABLE.sub("", plain))
