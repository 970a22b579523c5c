"""The calendar as XML (xCal, RFC 6321): the same components as in the .ics.

jCal was made after xCal and says each property with the same type and in the same form of value, so that it is where
the elements come from.
"""

from __future__ import annotations

from typing import Any

import icalendar
from lxml import etree

NAMESPACE = "urn:ietf:params:xml:ns:icalendar-2.0"


def xcal(feed: icalendar.Calendar) -> bytes:
    root = etree.Element(_name("icalendar"), nsmap={None: NAMESPACE})  # type: ignore[dict-item] # the stubs know no default namespace
    _component(root, feed.to_jcal())
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _component(parent: etree._Element, found: list[Any]) -> None:
    kind, properties, inner = found
    element = _below(parent, kind)
    if properties:
        group = _below(element, "properties")
        for written in properties:
            _property(group, *written)
    if inner:
        group = _below(element, "components")
        for below in inner:
            _component(group, below)


def _property(parent: etree._Element, name: str, parameters: dict[str, str], kind: str, *values: str | int) -> None:
    element = _below(parent, name)
    if parameters:
        group = _below(element, "parameters")
        for key, said in parameters.items():
            _below(_below(group, key), "text").text = said
    for value in values:
        _below(element, kind).text = str(value)


def _below(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, _name(name))


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
