"""What is wrong with a JSON-LD node: schema.org's types, and what Google asks of an Event, as rules of our own words.

Required of an Event: name, startDate and location; of a Place an address, of a VirtualLocation a url. Times have an
offset, addresses are absolute. `missing_recommended` says what Google would like to have besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

Node = dict[str, Any]

TEXT, URL, WHEN = "text", "url", "when"
STATUS = {f"https://schema.org/Event{name}" for name in ("Scheduled", "Cancelled", "Rescheduled")}
MODES = {f"https://schema.org/{name}EventAttendanceMode" for name in ("Offline", "Online", "Mixed")}
PLACES, WHO = ("Place", "VirtualLocation"), ("Person", "Organization")

# By type: each property it may have, and what its values are: a form, a set of words, or the types of a node.
PROPERTIES: dict[str, dict[str, Any]] = {
    "Thing": {"@id": URL, "@type": TEXT, "name": TEXT, "url": URL, "description": TEXT, "image": URL},
    "Event": {
        "identifier": TEXT,
        "startDate": WHEN,
        "endDate": WHEN,
        "previousStartDate": WHEN,
        "inLanguage": "language",
        "eventStatus": STATUS,
        "eventAttendanceMode": MODES,
        "location": PLACES,
        "performer": WHO,
        "organizer": WHO,
        "superEvent": ("Event",),
        "subEvent": ("Event",),
    },
    "Person": {"sameAs": URL, "performerIn": ("Event",), "disambiguatingDescription": TEXT},
    "Organization": {},
    "Place": {"address": TEXT, "containedInPlace": ("Place",)},
    "VirtualLocation": {},
}
REQUIRED = {
    "Event": ("name", "startDate", "location"),
    "Person": ("name",),
    "Organization": ("name",),
    "Place": ("name", "address"),
    "VirtualLocation": ("url",),
}
RECOMMENDED = ("description", "endDate", "eventStatus", "image", "organizer", "performer")
FORMS = {
    TEXT: re.compile(r"\S.*", re.DOTALL),
    URL: re.compile(r"https?://[^\s/]+/?[^\s]*"),
    WHEN: re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?"),
    "language": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
}


def problems(node: Node, *, short: bool = False) -> list[str]:
    """Of a whole script. `short`: its subEvents need no location."""
    found = [] if node.get("@context") == "https://schema.org" else ["@context is not https://schema.org"]
    return found + list(_node({name: value for name, value in node.items() if name != "@context"}, "", short))


def missing_recommended(event: Node) -> list[str]:
    return [name for name in RECOMMENDED if name not in event]


def _node(node: Node, path: str, short: bool) -> Iterator[str]:
    kind = node.get("@type", "")
    if kind not in PROPERTIES or kind == "Thing":
        yield f"{path}: {kind!r} is no type that we use"
        return
    wanted = ("name", "startDate", "url") if short and ".subEvent" in path else REQUIRED[kind]
    yield from (f"{path}: {kind} has no {name}" for name in wanted if name not in node)
    known = PROPERTIES["Thing"] | PROPERTIES[kind]
    for name, values in node.items():
        if name not in known:
            yield f"{path}: {kind} has no property {name}"
            continue
        for at, value in enumerate(values if isinstance(values, list) else [values]):
            yield from _value(value, known[name], f"{path}.{name}[{at}]", short)
    if kind == "Event":
        yield from (f"{path}: {what}" for what in _event(node))


def _value(value: Any, expected: Any, path: str, short: bool) -> Iterator[str]:
    if isinstance(expected, tuple):
        if not isinstance(value, dict) or value.get("@type") not in expected:
            yield f"{path}: {value!r} is none of {expected}"
        else:
            yield from _node(value, path, short)
    elif isinstance(expected, set):
        if value not in expected:
            yield f"{path}: {value!r} is none of {expected}"
    elif not isinstance(value, str) or not FORMS[expected].fullmatch(value):
        yield f"{path}: {value!r} is no {expected}"


def _event(node: Node) -> Iterator[str]:
    status = node.get("eventStatus", "")
    if ("previousStartDate" in node) != status.endswith("Rescheduled"):
        yield "previousStartDate goes with EventRescheduled, and only with it"
    if "endDate" in node and _instant(node["endDate"]) < _instant(node["startDate"]):
        yield "it ends before it begins"
    places = node.get("location", [])
    kinds = {place["@type"] for place in (places if isinstance(places, list) else [places])}
    mode = node.get("eventAttendanceMode", "").removeprefix("https://schema.org/").removesuffix("EventAttendanceMode")
    named = {"Offline": {"Place"}, "Online": {"VirtualLocation"}, "Mixed": {"Place", "VirtualLocation"}, "": set()}
    if kinds != named[mode]:
        yield f"it is said to be {mode or 'nowhere'} and takes place at {kinds}"


def _instant(said: str) -> tuple[str, float]:
    """Comparable: by the instant where both have one, else by the date."""
    return ("", datetime.fromisoformat(said).timestamp()) if "T" in said else (said, 0)
