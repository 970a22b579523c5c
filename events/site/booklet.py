"""The booklet as values for templates/paper/booklet.typ. A pure function Release -> what json can write."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import segno
from django.conf import settings
from django.utils.translation import gettext as _

from events.site import addresses, icons, markup, people, sections, shown, wording
from events.site.choosing import EVERYTHING
from events.site.grid import Grid
from events.site.languages import here
from events.site.panels import labelled
from events.site.sections import Section
from events.site.shown import Item
from events.site.spoken import Told, original, told
from programme.model import Panel, Release
from programme.writing.places import house
from programme.writing.prose import Block, prose

MOST_ROOMS = 6  # beside each other on a page of A5
MOST_BELOW = 3  # entries of a day that stands on the page where the day before it ends
LONGEST_ADDRESS = 2000  # characters; typst stops at one of 8,000
TOGETHER = 16  # letters of two words
LONG_WORD, LONG_IN_CELL = 26, 15  # letters; such a word is broken wherever a line ends, for want of a better place
KEPT_WHOLE = 900  # characters; an entry up to this long is not broken over two pages


def booklet(release: Release) -> dict[str, Any]:
    found = [section for section in sections.sections(release, EVERYTHING) if section.items]
    by_slug = {panel.slug: panel for panel in release.programme.panels}
    numbers = {panel.uid: number for number, panel in enumerate(release.programme.in_order)}
    days = [_day(release, section, by_slug, numbers) for section in found]
    speakers = _breakable(_speakers(release, numbers))
    return {"event": _event(release), "words": _words(), "days": _breakable(days), "speakers": speakers}


def _event(release: Release) -> dict[str, Any]:
    event, days = release.programme.event, release.programme.dates
    address = settings.SITE_URL + addresses.event(release)
    published = wording.plain_date(release.published.astimezone(release.programme.zone).date())
    zone = shown.zone_words(release)
    return {
        "title": event.title,
        "organiser": event.organiser,
        "dates": wording.date_range(days[0], days[-1]) if days else "",
        "venue": event.venue,
        "zone": zone[:1].upper() + zone[1:],
        "about": markup.excerpt(event.about)[0],
        "about-lang": _language(told(release, "event", "", "about", original(release))),
        "about-rtl": is_rtl(event.about),
        "contact": event.contact,
        "facts": " · ".join(filter(None, (event.organiser, shown.facts(release)))),
        "lang": _language(told(release, "event", "", "title", original(release))),
        "rtl": _runs_leftwards(release),
        "accent": icons.colour(release),
        "light": icons.LIGHT,
        "release": _("Release %(number)s") % {"number": release.number},
        "released": _("Release %(number)s, published %(date)s.") % {"number": release.number, "date": published},
        "address": address,
        "shown-address": bare_address(address),
        "qr": _code(address),
    }


def _runs_leftwards(release: Release) -> bool:
    """Whether the booklet does, whatever language it says of itself: where most of its titles do."""
    titles = [panel.title for panel in release.programme.panels] or [release.programme.event.title]
    return sum(map(is_rtl, titles)) * 2 > len(titles)


def _words() -> dict[str, str]:
    return {
        "glance": _("At a glance"),
        "speakers": _("Speakers"),
        "cancelled": _("Cancelled"),
        "paper": _("Paper stays as it was printed. As the programme is now, with every change:"),
        "qr": _("QR code: the programme as it is now"),
    }


def _day(release: Release, section: Section, by_slug: dict[str, Panel], numbers: dict[str, int]) -> dict[str, Any]:
    found = [(item, by_slug[item.slug]) for item in section.items]
    items = [_item(release, item, panel, numbers[panel.uid]) for item, panel in found]
    parts = _parts(section.grid, found, items, house(release, _)) if section.grid else []
    opens = len(items) > MOST_BELOW
    heading = section.heading[:1].upper() + section.heading[1:]
    return {"heading": heading, "theme": section.theme, "items": items, "grid": parts, "opens": opens}


def _item(release: Release, item: Item, panel: Panel, number: int) -> dict[str, Any]:
    times = item.times
    text = panel.abstract if not item.cancelled else ""
    links = labelled(panel.links) if not item.cancelled else []
    return {
        "id": number,
        "title": ended(item.title),
        "brief": isolated(broken(ended(item.title), LONG_IN_CELL)),
        "label": item.label,
        "lang": _language(item.title_in),
        "rtl": is_rtl(item.title),
        "times": str(times) if times else "",
        "start": f"{times.start} {times.start_half}".strip() if times else "",
        "until": _until(item),
        "missing": item.missing,
        "room": item.hall,
        "place": item.place,
        "quiet": item.quiet,
        "cancelled": item.cancelled,
        "abstract-lang": _language(item.excerpt_in),
        "abstract": [_block(block) for block in prose(text)],
        "abstract-rtl": is_rtl(text),
        "links": [
            {"name": label, "url": url, "shown": bare_address(url)}
            for label, url in links
            if len(url) <= LONGEST_ADDRESS
        ],
        "people": [
            {
                "name": person.name,
                "rtl": is_rtl(person.name),
                "role": person.role,
                "billing": person.billing,
                "billing-rtl": is_rtl(person.billing),
                "paper": person.paper,
            }
            for person in item.people
        ],
        "to-come": item.to_come,
        "whole": len(text) + sum(60 + len(person.billing) for person in item.people) <= KEPT_WHOLE,
    }


def _language(said: Told) -> str:
    """What a text stands in: its own where it is not translated, the booklet's where it is."""
    return primary(said.code) or here().code


def _block(block: Block) -> dict[str, Any]:
    """Only addresses of the web are links, as on pages."""
    runs = [
        run if _is_link(str(run.get("url", ""))) else {name: run[name] for name in run if name != "url"}
        for run in block.runs
    ]
    return {"form": block.form, "runs": list(runs), "indent": block.indent, "number": block.number}


def _is_link(url: str) -> bool:
    return len(url) <= LONGEST_ADDRESS and markup.is_web_address(url)


def _until(item: Item) -> str:
    """–11:45 am: what stands below the time at which it begins."""
    if not item.times or not item.times.end:
        return item.times.zone if item.times else ""
    times = item.times
    day = f" ({times.end_day})" if times.end_day else ""
    return f"–{times.end} {times.end_half}{day} {times.zone}".strip()


def _speakers(release: Release, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Everybody by family name, with the panels that they appear in."""
    everybody = release.programme.speakers
    groups = people.by_letter(everybody)
    lettered = len(everybody) >= people.MANY
    return [
        {
            "letter": letter if lettered else "",
            "people": [
                {
                    "name": speaker.full_name,
                    "rtl": is_rtl(speaker.name),
                    "panels": [numbers[panel.uid] for panel, _part in release.appearances[speaker.uid]],
                }
                for speaker in group
            ],
        }
        for letter, group in groups
    ]


def _parts(
    grid: Grid, found: Sequence[tuple[Item, Panel]], items: Sequence[dict[str, Any]], whole: str
) -> list[dict[str, Any]]:
    """The day's grid, as many of its rooms at a time as a page has the width for, and as evenly as that goes."""
    count = _lines(grid.columns)["n"]
    pages = -(-count // MOST_ROOMS)
    edges = [2 + count * page // pages for page in range(pages + 1)]
    timed = [(item, shown_item) for (shown_item, _panel), item in zip(found, items) if shown_item.times]
    cells = [(item, _lines(shown_item.cell)) for item, shown_item in timed]  # the others are listed below it
    return [_part(grid, cells, whole, first, last) for first, last in pairwise(edges)]


def _part(
    grid: Grid, cells: Sequence[tuple[dict[str, Any], dict[str, int]]], whole: str, first: int, last: int
) -> dict[str, Any]:
    """The columns from `first` up to `last`; `whole` stands above those of the whole house.

    A row for each time at which something begins in them. The lines of the grid count from 1, the rows from 0, where
    the rooms stand.
    """
    own = [(item, lines, cut) for item, lines in cells if (cut := _cut(lines, first, last))]
    starts = sorted({lines["a"] for _, lines, _ in own})
    heads = [(head.name or whole, _cut(_lines(head.place), first, last)) for head in grid.rooms]
    heads = [(name, cut) for name, cut in heads if cut]
    return {
        "columns": last - first,
        "named": heads[0][0] + (f" – {heads[-1][0]}" if len(heads) > 1 else "") if heads else "",
        "heads": [{"name": name, **cut} for name, cut in heads],
        "hours": [
            {"name": head.name, "row": starts.index(line) + 1}
            for head in grid.hours
            if head.name and (line := _lines(head.place)["a"]) in starts
        ],
        "cells": [
            {
                "item": item,
                **cut,
                "row": starts.index(lines["a"]) + 1,
                "rows": sum(lines["a"] <= start < lines["z"] for start in starts),
            }
            for item, lines, cut in own
        ],
    }


def _cut(lines: dict[str, int], first: int, last: int) -> dict[str, int]:
    """What of something stands in these columns; empty where nothing does."""
    begins, ends = max(lines["c"], first), min(lines["d"], last)
    return {"column": begins - first + 1, "columns": ends - begins} if begins < ends else {}


def _lines(classes: str) -> dict[str, int]:
    """The lines of a grid between which something stands, from its classes (events/site/grid.py)."""
    return {name[0]: int(name[1:]) for name in classes.split()}


def ended(title: str) -> str:
    """The title with its last two words kept on one line, so that none stands alone below the others."""
    rest, _space, last = title.rpartition(" ")
    beside = rest.rpartition(" ")[2]
    return f"{rest}\u00a0{last}" if rest != beside and len(beside) + len(last) <= TOGETHER else title


def broken(text: str, longest: int = LONG_WORD) -> str:
    """With places to break in words that are longer than a line."""
    return re.sub(rf"\w{{{longest},}}", lambda word: "\u200b".join(word[0]), text)


def _breakable(values: Any) -> Any:
    """`broken`, in all that is shown. typst could look for such words itself, and would for two thirds of its time."""
    if isinstance(values, dict):
        return {name: value if name == "url" else _breakable(value) for name, value in values.items()}
    if isinstance(values, list):
        return [_breakable(value) for value in values]
    return broken(values) if isinstance(values, str) else values


def isolated(text: str) -> str:
    """What runs from right to left, so that it stays together among words that do not (Unicode isolates)."""
    mixed = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if mixed else text


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left, as dir="auto" in HTML has it."""
    return next(
        (way != "L" for letter in text if (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), False
    )


def primary(code: str) -> str:
    """fr-CA is fr; empty for what no typesetter would know for a language."""
    found = code.split("-")[0].lower()
    return found if re.fullmatch(r"[a-z]{2,3}", found) else ""


def bare_address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def _code(address: str) -> str:
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(written, kind="svg", border=0, xmldecl=False, omitsize=True)
    return written.getvalue().decode()
