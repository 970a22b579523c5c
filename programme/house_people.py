"""A person's line in the house style: “Dr. Ada Smith, OBE (invited): Editor, The Quayside Letter”."""

from __future__ import annotations

import re
from typing import NamedTuple

from programme.house_style import BULLET, escape, one_line, unescape, without_brackets

_NAME = re.compile(r"(?P<name>(?:\\.|(?!:(?:\s|$))[^\\])*)(?::(?:\s+(?P<billing>.*))?)?$")
_INNER = r"(?:\\.|[^\\\[\]])*"
_EXPLICIT = re.compile(rf"\[(?P<honorific>{_INNER})\]\s?(?P<name>{_INNER})(?:\[(?P<after>{_INNER})\])?$")
_STATE = re.compile(r" \((invited|declined)\)$")
_COLON = re.compile(r":(?=\s|$)")


class Titles(NamedTuple):
    """A name with what stands before and after it."""

    honorific: str
    name: str
    post_nominal: str


class Named(NamedTuple):
    """A person's line taken apart; `titles` are None where they are not set apart from the name."""

    name: str
    titles: Titles | None
    billing: str
    state: str


def say_person(full_name: str, titles: Titles | None, billing: str, state: str, markdown: bool = False) -> str:
    """`titles` are given where they would not be known for what they are: they stand in brackets then."""
    if titles:
        text = _explicit(titles, markdown)
    else:
        text = _part(full_name, markdown)
        text = f"\\{text}" if text.startswith("[") or BULLET.match(text) else text
    if _STATE.search(text):
        text = without_brackets(text)
    if state != "confirmed":
        text = f"{text} ({state})"
    return f"{text}: {escape(billing, markdown)}" if one_line(billing) else text


def _part(text: str, markdown: bool) -> str:
    return _COLON.sub(r"\\:", escape(text, markdown))


def _explicit(titles: Titles, markdown: bool) -> str:
    before, name, after = (_part(text, markdown) for text in titles)
    if not markdown:
        before, name, after = (re.sub(r"([\[\]])", r"\\\1", text) for text in (before, name, after))
    return f"[{before}] {name}{f' [{after}]' if after else ''}"


def read_person(text: str) -> Named:
    found = _NAME.fullmatch(text)
    name, billing = (found["name"], found["billing"] or "") if found else (text, "")
    state = "confirmed"
    if said := _STATE.search(name):
        name, state = name[: said.start()], said[1]
    titles = None
    if explicit := _EXPLICIT.match(name):
        parts = (unescape(explicit[part] or "").strip() for part in ("honorific", "name", "after"))
        titles = Titles(*parts)
    return Named(unescape(name).strip(), titles, unescape(billing), state)
