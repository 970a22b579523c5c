"""The JSON form of the programme's values, with a version; the round trip is exact.

A dataclass is an object, a tuple a list, a date or datetime its ISO 8601 text, a time "HH:MM" ("HH:MM:SS" where seconds
are given; " fold" behind it for the second of two equal wall clock times). Fields that hold their default are left out.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

VERSION = 1

T = TypeVar("T")


class FormError(ValueError):
    """The JSON is not of this form; the message names the place, as in `panels[3].when.start`."""


def to_json(value: Any) -> dict[str, Any]:
    """A Programme, Release or other value of this package as JSON data, with its version."""
    return {"version": VERSION, **_encode(value)}


def from_json(kind: type[T], data: Mapping[str, Any]) -> T:
    """The value that `to_json` wrote. Raises FormError."""
    if not isinstance(data, Mapping):
        raise FormError("this is not a JSON object")
    if data.get("version") != VERSION:
        raise FormError(f"version is {data.get('version')!r}; this program reads version {VERSION}")
    value: T = _decode(kind, {key: item for key, item in data.items() if key != "version"}, "")
    return value


def dumps(value: Any) -> str:
    """`to_json` as text: compact, in one order, so that equal values give equal text."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def loads(kind: type[T], text: str | bytes) -> T:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise FormError(f"this is not JSON: {error}") from error
    return from_json(kind, data)


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _encode(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, time):
        text = value.isoformat("seconds" if value.second else "minutes")
        return f"{text} fold" if value.fold else text
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    return value


@cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    """By field name: its type, and whether it must be given."""
    hints = get_type_hints(kind)
    return {f.name: (hints[f.name], f.default is dataclasses.MISSING) for f in dataclasses.fields(kind)}


def _decode(kind: Any, data: Any, place: str) -> Any:
    if dataclasses.is_dataclass(kind):
        return _decode_object(kind, data, place)
    origin, args = get_origin(kind), get_args(kind)
    if origin is types.UnionType:  # always "or None" here
        return None if data is None else _decode(args[0], data, place)
    if origin is tuple:
        return _decode_list(args, data, place)
    if kind in (date, datetime, time):
        return _decode_moment(kind, data, place)
    return _decode_plain(kind, data, place)


def _decode_plain(kind: Any, data: Any, place: str) -> Any:
    if get_origin(kind) is Literal:
        if data not in get_args(kind):
            raise FormError(f"{place}: {data!r} is none of {', '.join(map(str, get_args(kind)))}")
    elif not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise FormError(f"{place}: {data!r} is not {kind.__name__}")
    return data


def _decode_object(kind: Any, data: Any, place: str) -> Any:
    if not isinstance(data, Mapping):
        raise FormError(f"{place or 'the document'}: an object is wanted, not {data!r}")
    fields = _fields(kind)
    if unknown := data.keys() - fields.keys():
        raise FormError(f"{place or kind.__name__}: no field is called {', '.join(sorted(unknown))}")
    if missing := [name for name, (_, needed) in fields.items() if needed and name not in data]:
        raise FormError(f"{place or kind.__name__}: {', '.join(missing)} is missing")
    dot = f"{place}." if place else ""
    return kind(**{name: _decode(fields[name][0], item, f"{dot}{name}") for name, item in data.items()})


def _decode_list(args: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise FormError(f"{place}: a list is wanted, not {data!r}")
    if args[-1] is Ellipsis:
        args = (args[0],) * len(data)
    if len(args) != len(data):
        raise FormError(f"{place}: {len(args)} items are wanted, not {len(data)}")
    return tuple(_decode(arg, item, f"{place}[{index}]") for index, (arg, item) in enumerate(zip(args, data)))


def _decode_moment(kind: Any, data: Any, place: str) -> Any:
    try:
        if kind is time:
            text, _, fold = data.partition(" ")
            return time.fromisoformat(text).replace(fold=1 if fold == "fold" else 0)
        return kind.fromisoformat(data)
    except (TypeError, ValueError, AttributeError) as error:
        raise FormError(f"{place}: {data!r} is not a {kind.__name__}") from error
