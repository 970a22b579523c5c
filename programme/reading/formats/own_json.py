"""Our own programme.json (events/site/programme_json.py), read back: where its fields are called as nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from programme import silence
from programme.reading.formats.markup import one_line
from programme.reading.formats.moments import iso_moment
from programme.reading.formats.names import OURS

# The file lists what is public.
SILENT = (silence.DAYS, silence.PANELS, silence.PEOPLE, silence.MARKUP, silence.NAMES, silence.LINKS)
_SCHEMA = "/programme.schema.json"
_NAMES = {"kind": "type", "people": "persons"}
_AS_THEY_ARE = ("title", "status", "abstract", "start", "end", "room", "track", "language", "links")


def is_ours(data: object) -> bool:
    return (
        isinstance(data, Mapping)
        and str(data.get("$schema")).endswith(_SCHEMA)
        and isinstance(data.get("event"), Mapping)
        and isinstance(data.get("panels"), list)
    )


def name_of(key: str) -> str:
    """What the field is called elsewhere; what others do not have is below a name of its own."""
    return _NAMES.get(key) or (key if key in _AS_THEY_ARE else f"{OURS}/{key}")


def themes(data: Mapping[str, Any]) -> Iterator[tuple[date, str]]:
    """The theme of each day that has one."""
    days = data.get("days")
    for day in days if isinstance(days, list) else ():
        said = day if isinstance(day, Mapping) else {}
        theme, found = one_line(str(said.get("title") or ""), as_written=True), iso_moment(str(said.get("date")))
        if theme and found:
            yield found.local.date(), theme
