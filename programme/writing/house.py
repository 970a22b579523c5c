"""A programme in the house style as a list of blocks, which a renderer for each format sets.

Written is what the programme says of its items and what tells two of them apart; not what only a page needs (uids,
slugs, colours, photos, biographies, capacities, streams of rooms).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from programme import house_people
from programme import house_style as style
from programme.house_people import Titles
from programme.model import Appearance, Kind, Panel, Programme, Speaker
from programme.reading.headings import kind_of_title
from programme.reading.house_lines import escape_abstract
from programme.reading.titles import split_titles

Style = Literal["title", "dates", "fact", "mark", "day", "item", "role", "person", "paper", "abstract", "prose", "end"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. A fact, a paper and an abstract's heading have a `label`; prose may have several lines."""

    style: Style
    text: str
    label: str = ""


def blocks(programme: Programme, markdown: bool = False) -> Iterator[Block]:
    """The programme from its title to its end, in order. `markdown`: so that no mark in a title works as one."""
    return _House(programme, markdown).blocks()


def titles_of(speaker: Speaker) -> Titles | None:
    """What stands before and after the name, where it would not be known for that once it is printed."""
    titles = Titles(*map(style.one_line, (speaker.honorific, speaker.name, speaker.post_nominal)))
    return None if split_titles(style.one_line(speaker.full_name)) == titles else titles


def label_of(panel: Panel) -> Kind | None:
    """The kind as it stands before the title; None where title and people show it already."""
    if panel.number:
        return panel.kind
    shown = kind_of_title(style.one_line(panel.title))
    shown = "talk" if shown == "other" and panel.people else shown
    return panel.kind if panel.kind != shown else None


class _House:
    def __init__(self, programme: Programme, markdown: bool) -> None:
        self.programme, self.markdown = programme, markdown

    def blocks(self) -> Iterator[Block]:
        yield from self._head()
        themes = {day.date: day.title for day in self.programme.days}
        panels: dict[date | None, list[Panel]] = {day: [] for day in self.programme.dates}
        for panel in self.programme.in_order:
            panels.setdefault(panel.when.date, []).append(panel)
        for day, items in panels.items():
            heading = style.say_day(day, themes.get(day, ""), self.markdown) if day else style.NO_DATE
            yield Block("day", heading)
            for panel in items:
                yield from self._panel(panel)
        yield Block("end", style.END)

    def _head(self) -> Iterator[Block]:
        event = self.programme.event
        if title := self._escaped(event.title):
            yield Block("title", title)
        if dates := self.programme.dates:
            yield Block("dates", style.say_dates(dates[0], dates[-1]))
        values = (event.timezone, event.organiser, event.venue, ", ".join(event.languages))
        for label, value in zip(style.HEAD, values, strict=True):
            if text := self._escaped(value):
                yield Block("fact", text, label)
        yield Block("mark", style.MARK)

    def _panel(self, panel: Panel) -> Iterator[Block]:
        number = style.one_line(panel.number)
        beside = number if style.may_follow_label(number) else ""
        cancelled = panel.state == "cancelled"
        heading = style.say_heading(label_of(panel), beside, panel.title, panel.when, cancelled, self.markdown)
        yield Block("item", heading)
        room, track = self.programme.room.get(panel.room), self.programme.track.get(panel.track)
        facts = (
            ("Room", room.name if room else ""),
            ("Track", track.name if track else ""),
            ("Language", panel.language),
            ("Number", "" if beside else number),
            ("Status", "draft" if panel.state == "draft" else ""),
            *(("Link", style.say_link(link)) for link in panel.links),
        )
        for label, value in facts:
            if text := self._escaped(value):
                yield Block("fact", text, label)
        yield from self._people(panel)
        yield from self._abstract(panel)

    def _people(self, panel: Panel) -> Iterator[Block]:
        for role, parts in itertools.groupby(panel.people, lambda part: part.role):
            group = list(parts)
            yield Block("role", style.ROLES[role][len(group) > 1])
            for part in group:
                yield Block("person", say_person(self.programme, part, self.markdown))
                if paper := self._escaped(part.paper):
                    yield Block("paper", paper, "Paper")

    def _abstract(self, panel: Panel) -> Iterator[Block]:
        text = style.tidy(panel.abstract)
        if text:
            yield Block("abstract", style.ABSTRACT)
        for paragraph in text.split("\n\n") if text else ():
            yield Block("prose", "\n".join(escape_abstract(line, self.markdown) for line in paragraph.split("\n")))

    def _escaped(self, text: str) -> str:
        return style.escape(text, self.markdown)


def say_person(programme: Programme, part: Appearance, markdown: bool = False) -> str:
    """As in “Dr. Ada Smith (invited): Editor, The Quayside Letter”."""
    speaker = programme.speaker[part.speaker]
    return house_people.say_person(speaker.full_name, titles_of(speaker), part.billing, part.state, markdown)
