"""The JSON form of the programme's values, with a version; the round trip is exact.

A dataclass is an object, a tuple a list, a date or datetime its ISO 8601 text, a time "HH:MM" ("HH:MM:SS" where seconds
are given; " fold" behind it for the second of two equal wall clock times). Fields that hold their default are left out.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

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
    value: T = _decoder(cast(Any, kind))({key: item for key, item in data.items() if key != "version"}, "")
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


def _fields(kind: Any) -> list[dataclasses.Field[Any]]:
    """Those that make it equal to another: the rest is no part of the value."""
    return [field for field in dataclasses.fields(kind) if field.compare]


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _encode(item)
            for field in _fields(value)
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


Decoder = Callable[[Any, str], Any]  # data and its place in the document


@cache
def _decoder(kind: Any) -> Decoder:
    """Made once for each type: a release of 1,000 panels has 35,000 values."""
    if dataclasses.is_dataclass(kind):
        return _object_decoder(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is types.UnionType:  # always "or None" here
        given = _decoder(args[0])
        return lambda data, place: None if data is None else given(data, place)
    if origin is tuple:
        return _list_decoder(args)
    if origin is Literal:
        return _choice_decoder(args)
    if kind in (date, datetime, time):
        return _moment_decoder(kind)
    return _plain_decoder(kind)


def _plain_decoder(kind: Any) -> Decoder:
    def decode(data: Any, place: str) -> Any:
        if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
            raise FormError(f"{place}: {data!r} is not {kind.__name__}")
        return data

    return decode


def _choice_decoder(choices: tuple[Any, ...]) -> Decoder:
    def decode(data: Any, place: str) -> Any:
        if data not in choices:
            raise FormError(f"{place}: {data!r} is none of {', '.join(map(str, choices))}")
        return data

    return decode


def _object_decoder(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    fields = {field.name: _decoder(hints[field.name]) for field in _fields(kind)}
    needed = [field.name for field in _fields(kind) if field.default is dataclasses.MISSING]

    def decode(data: Any, place: str) -> Any:
        if not isinstance(data, dict):
            raise FormError(f"{place or 'the document'}: an object is wanted, not {data!r}")
        if not data.keys() <= fields.keys():
            unknown = ", ".join(sorted(data.keys() - fields.keys()))
            raise FormError(f"{place or kind.__name__}: no field is called {unknown}")
        if missing := [name for name in needed if name not in data]:
            raise FormError(f"{place or kind.__name__}: {', '.join(missing)} is missing")
        dot = f"{place}." if place else ""
        return kind(**{name: fields[name](item, dot + name) for name, item in data.items()})

    return decode


def _list_decoder(args: tuple[Any, ...]) -> Decoder:
    some = args[-1] is Ellipsis
    each = [_decoder(arg) for arg in (args[:1] if some else args)]

    def decode(data: Any, place: str) -> Any:
        if not isinstance(data, list):
            raise FormError(f"{place}: a list is wanted, not {data!r}")
        decoders = each * len(data) if some else each
        if len(decoders) != len(data):
            raise FormError(f"{place}: {len(decoders)} items are wanted, not {len(data)}")
        return tuple([decoder(item, f"{place}[{n}]") for n, (decoder, item) in enumerate(zip(decoders, data))])

    return decode


def _moment_decoder(kind: Any) -> Decoder:
    def decode(data: Any, place: str) -> Any:
        try:
            if kind is time:
                text, _, fold = data.partition(" ")
                return time.fromisoformat(text).replace(fold=1 if fold == "fold" else 0)
            return kind.fromisoformat(data)
        except (TypeError, ValueError, AttributeError) as error:
            raise FormError(f"{place}: {data!r} is not a {kind.__name__}") from error

    return decode
