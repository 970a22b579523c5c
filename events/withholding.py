"""Taking a person out of what was written down: plain data in, the same without them out. No database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from programme.matching import person_key

NAME = "Name withheld"
_TITLES = r"(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|hon|amb|h\.e)\b\.?\s+)*"
FACTS = ("honorific", "post_nominal", "bio", "photo", "links", "email")  # emptied; the name is replaced


@dataclass(frozen=True)
class Withheld:
    """Whom to take out.

    `uids` and `keys` (primary keys) are theirs and of those who were merged into them; `names` every form of their
    name; `billings` what was printed behind it; `slugs` their new public address by uid. `alone`: nobody else has the
    name, so that it means them wherever it stands.
    """

    uids: frozenset[str]
    keys: frozenset[int]
    names: tuple[str, ...]
    billings: frozenset[str] = frozenset()
    slugs: Mapping[str, str] = field(default_factory=dict)
    alone: bool = True

    @cached_property
    def _name(self) -> re.Pattern[str] | None:
        """One word alone is also a word: only what is known to be a name is replaced then."""
        found = sorted({" ".join(name.split()) for name in self.names if len(name.split()) > 1}, key=len, reverse=True)
        if not found or not self.alone:
            return None
        return re.compile(rf"(?<!\w){_TITLES}(?:{'|'.join(_words(name) for name in found)})(?!\w)", re.IGNORECASE)

    @cached_property
    def _behind(self) -> re.Pattern[str] | None:
        """What is printed behind the name, where it is."""
        found = sorted((_words(text) for text in self.billings if text.strip()), key=len, reverse=True)
        return re.compile(rf"{NAME}[\s,:;–—|(-]*(?:{'|'.join(found)})\)?", re.IGNORECASE) if found else None

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(person_key, self.names))

    def names_them(self, data: Any) -> bool:
        return bool(self.value(data) != data)

    def text(self, text: str) -> str:
        if self._name is None or not (found := self._name.sub(NAME, text)) or found == text:
            return text
        return self._behind.sub(NAME, found) if self._behind else found

    def value(self, data: Any) -> Any:
        """JSON data, or plain values like it."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, dict):
            return self._dict({self.text(key): self.value(item) for key, item in data.items()}, data)
        if isinstance(data, (list, tuple)):
            return type(data)(self.value(item) for item in data if not self._translates(item))
        return data

    def _dict(self, clean: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        uid = str(data.get("uid", ""))
        if uid in self.uids and data.get("subject") == "speaker":  # a change
            return clean | {"title": NAME} | {name: "" for name in ("before", "after") if data.get(name)}
        if uid in self.uids:
            return self.person(clean) | self._address(data)
        if uid and "name" in data and "honorific" in data:  # somebody else
            return clean | {"name": data["name"]}
        if self._is_part(data) or self._is_read(data):
            return clean | self._part(data)
        if data.get("field", "") != clean.get("field", "") and data["field"].endswith("billing"):  # “Ann’s billing”
            return clean | {"before": "", "after": ""}
        return clean

    def person(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a speaker, as far as they are here."""
        emptied = {name: type(fields[name])() for name in FACTS if fields.get(name)}
        named = {name: NAME for name in ("name", "sort_name") if name in fields}
        return {**fields, **emptied, **named}

    def _part(self, data: Mapping[str, Any]) -> dict[str, Any]:
        emptied = {name: "" for name in ("billing", "honorific", "post_nominal") if data.get(name)}
        return emptied | ({"name": NAME} if "name" in data else {})

    def _is_part(self, data: Mapping[str, Any]) -> bool:
        speaker = data.get("speaker")
        return isinstance(speaker, (str, int)) and (speaker in self.uids or speaker in self.keys)

    def _is_read(self, data: Mapping[str, Any]) -> bool:
        """A person of a reading, who has no uid."""
        name = data.get("name")
        return self.alone and "billing" in data and isinstance(name, str) and person_key(name) in self._keys

    def _address(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"slug": self.slugs.get(str(data["uid"]), "")} if data.get("slug") else {}

    def _translates(self, item: Any) -> bool:
        """Their billing in another language."""
        if not isinstance(item, dict) or item.get("subject") != "appearance" or item.get("field") != "billing":
            return False
        return not self.uids.isdisjoint(str(item.get("uid", "")).split())


def namesakes(names: Iterable[str], others: Collection[str]) -> bool:
    """Whether one of the others bears one of the names."""
    keys = set(map(person_key, names))
    return any(person_key(other) in keys for other in others)


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
