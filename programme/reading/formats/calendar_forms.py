"""The calendar's other forms, XML (xCal, RFC 6321) and JSON (jCal, RFC 7265): brought to the lines of an .ics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from icalendar import vText
from icalendar.parser import Parameters
from lxml import etree

from programme.reading.documents import Document, UnreadableError
from programme.reading.formats import calendars, xml_text
from programme.reading.formats.markup import clean
from programme.reading.limits import Limits
from programme.reading.values import Note, Options

_XCAL = re.compile(rb"<(?:[\w.-]+:)?icalendar[\s>]")
_JCAL = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*"vcalendar"\s*,', re.IGNORECASE)
_LOOK = 5_000  # bytes in which the calendar has to begin
_SEPARATORS = re.compile(r"[-:](?=\d)")
_FEW = ("recur", "geo", "request-status")  # types whose value has parts
_BROKEN = "Export it again, or give the calendar as .ics"

Line = tuple[str, Mapping[str, str | list[str]], str, Sequence[str]]  # name, parameters, type, values


def is_xcal(content: bytes) -> bool:
    return bool(_XCAL.search(content[:_LOOK]))


def is_jcal(content: bytes) -> bool:
    return bool(_JCAL.match(content[:_LOOK]))


def take_xcal_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """Raises UnreadableError."""
    root, mended = xml_text.parse(content)
    notes = (Note("mended", "warning", f"The XML is not well formed and was mended: {mended}."),) if mended else ()
    calendar = [line for element in root if isinstance(element.tag, str) for line in _of_element(element)]
    return calendars.read_text("\n".join(calendar), notes, "xcal", options)


def take_jcal_apart(content: bytes, options: Options, limits: Limits) -> Document:
    """Raises UnreadableError."""
    try:
        calendar = list(_of_list(json.loads(content.decode("utf-8-sig"))))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"the JSON is no calendar ({error}). {_BROKEN}") from None
    return calendars.read_text("\n".join(calendar), (), "jcal", options)


def _of_element(component: etree._Element) -> Iterator[str]:
    name = _name(component).upper()
    yield f"BEGIN:{name}"
    for group in component:
        for below in group if isinstance(group.tag, str) else ():
            if not isinstance(below.tag, str):
                continue
            if _name(group) == "components":
                yield from _of_element(below)
            elif _name(group) == "properties":
                yield _written(_property(below))
    yield f"END:{name}"


def _property(element: etree._Element) -> Line:
    params: dict[str, str | list[str]] = {}
    values: list[str] = []
    kind = "unknown"
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if _name(child) == "parameters":
            params |= {_name(each): [_text(value) for value in each] for each in child if isinstance(each.tag, str)}
        else:
            kind = _name(child)
            values.append(_parts(child) if kind in _FEW and len(child) else _text(child))
    return _name(element), params, kind, values


def _parts(element: etree._Element) -> str:
    found: dict[str, list[str]] = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(_name(child), []).append(_text(child))
    if _name(element) == "recur":
        return _rule({name: ",".join(said) for name, said in found.items()})
    return ";".join(",".join(said) for said in found.values())


def _of_list(component: Sequence[object]) -> Iterator[str]:
    name, properties, inner = component
    yield f"BEGIN:{str(name).upper()}"
    for said in _list(properties):
        key, params, kind, *values = _list(said)
        parameters = params if isinstance(params, Mapping) else {}
        yield _written((str(key), parameters, str(kind), [_value(str(kind), value) for value in values]))
    for below in _list(inner):
        yield from _of_list(_list(below))
    yield f"END:{str(name).upper()}"


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"a list is wanted, not {str(value)[:40]!r}")
    return value


def _value(kind: str, value: object) -> str:
    if isinstance(value, Mapping):
        return _rule({str(name): _joined(said) for name, said in value.items()})
    return _joined(value, ";")


def _joined(value: object, mark: str = ",") -> str:
    if isinstance(value, list):
        return mark.join(map(_joined, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rule(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name.upper()}={_moment(said) if name == 'until' else said}" for name, said in parts.items())


def _written(line: Line) -> str:
    """As .ics has it: in one line, texts escaped, dates without separators."""
    name, params, kind, values = line
    given = {key.upper(): value for key, value in params.items() if value}
    if kind == "date":
        given["VALUE"] = "DATE"
    said = Parameters(given).to_ical().decode()
    return f"{name.upper()}{';' if said else ''}{said}:{','.join(_said(kind, value) for value in values)}"


def _said(kind: str, value: str) -> str:
    if kind in ("text", "unknown"):
        return vText(clean(value)).to_ical().decode()
    if kind in ("date", "date-time", "time", "utc-offset", "period"):
        return _moment(value)
    return " ".join(clean(value).split())


def _moment(value: str) -> str:
    return _SEPARATORS.sub("", value)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower()
