"""Calendar programs as far as subscribing goes: what each shows after it has read a feed again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """A VEVENT: its properties by name, parameters aside, and its whole text."""

    facts: Mapping[str, str]
    text: str

    @property
    def uid(self) -> str:
        return self.facts["UID"]

    @property
    def version(self) -> tuple[int, str, str]:
        return int(self.facts["SEQUENCE"]), self.facts["LAST-MODIFIED"], self.facts["DTSTAMP"]

    @property
    def takes_place(self) -> bool:
        return self.facts["STATUS"] != "CANCELLED"


def read(feed: str) -> dict[str, Entry]:
    """The entries of a feed by UID, read without a library. A UID that stands twice is an error."""
    found: dict[str, Entry] = {}
    for block in feed.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        text = block.split("END:VEVENT")[0]
        lines = (line.partition(":") for line in text.split("\r\n") if line)
        entry = Entry({name.partition(";")[0]: value for name, _, value in lines}, text)
        assert entry.uid not in found
        found[entry.uid] = entry
    return found


@dataclass
class Subscriber:
    """`merges`: keeps what a feed no longer has. `strict`: takes an entry up only where its SEQUENCE is higher, or
    equal and its stamp newer; others take up whatever the feed says."""

    merges: bool
    strict: bool
    kept: dict[str, Entry] = field(default_factory=dict)

    def look(self, feed: dict[str, Entry]) -> None:
        news = {uid: entry for uid, entry in feed.items() if self._takes(entry)}
        stays = self.kept if self.merges else {uid: self.kept[uid] for uid in feed if uid in self.kept}
        self.kept = {**stays, **news}

    def _takes(self, entry: Entry) -> bool:
        known = self.kept.get(entry.uid)
        return not self.strict or known is None or entry.version > known.version
