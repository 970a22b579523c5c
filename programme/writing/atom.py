"""Atom (RFC 4287): a feed of entries whose content is HTML. No "now": what it says comes from its arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from programme.writing.plain_text import clean

NAMESPACE = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Feed:
    """`id` is an IRI that never changes; `page` and `address` are where the same stands as a page and this feed is."""

    id: str
    title: str
    author: str
    updated: datetime  # aware
    page: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    updated: datetime  # aware
    page: str
    summary: str  # plain text
    html: str


def feed(about: Feed, entries: Iterable[Entry]) -> bytes:
    root = etree.Element(_name("feed"), nsmap={None: NAMESPACE})  # type: ignore[dict-item] # the stubs know no default namespace
    if about.language:
        root.set(_XML, about.language)
    _text(root, "id", about.id)
    _text(root, "title", about.title)
    _text(root, "updated", _moment(about.updated))
    _text(_below(root, "author"), "name", about.author)
    _below(root, "link", rel="self", type="application/atom+xml", href=about.address)
    _below(root, "link", rel="alternate", type="text/html", href=about.page)
    _text(root, "generator", "Convenor")
    for entry in entries:
        _entry(_below(root, "entry"), entry)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(element: etree._Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _text(element, "published", _moment(entry.updated))
    _below(element, "link", rel="alternate", type="text/html", href=entry.page)
    _text(element, "summary", entry.summary)
    _below(element, "content", type="html").text = clean(entry.html)


def _text(parent: etree._Element, name: str, text: str) -> None:
    _below(parent, name).text = clean(text)


def _below(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(name), attributes)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _moment(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
