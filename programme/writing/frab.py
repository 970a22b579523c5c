"""schedule.xml, as frab and pretalx write it and apps read it (schema: voc/schedule, validator/xsd/schedule.xml.xsd).

The format has no word for cancelled: such a slot stays, and its title says so. `code`, which is pretalx's, is left out.
"""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from lxml import etree

from programme import addresses
from programme.model import Release
from programme.writing.plain_text import one_line
from programme.writing.saying import Say, as_written
from programme.writing.slots import GENERATOR, TIMESLOT, Slot, SlotDay, Slots, colour

LONGEST = timedelta(hours=23, minutes=59)  # Giggity cannot show what lasts a day
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{4,}")
_TRACK_SLUG = re.compile(r"[a-z][a-z0-9-]+")


def schedule_xml(release: Release, site_url: str, say: Say = as_written) -> bytes:
    """`site_url` has no slash at its end. Raises NothingDatedError."""
    slots = Slots(release, site_url, say)
    root = etree.Element("schedule")
    etree.SubElement(root, "generator", name=GENERATOR, system=urlsplit(site_url).netloc)
    _say(root, "url", slots.address(addresses.schedule_xml(release)))
    _say(root, "version", str(release.number))
    _conference(root, slots)
    for index, day in enumerate(slots.days, 1):
        _day(root, slots, day, index)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _conference(root: etree._Element, slots: Slots) -> None:
    element = etree.SubElement(root, "conference")
    _say(element, "title", one_line(slots.event.title))
    _say(element, "acronym", slots.acronym)
    _say(element, "start", slots.days[0].date.isoformat())
    _say(element, "end", slots.days[-1].date.isoformat())
    _say(element, "days", str(len(slots.days)))
    _say(element, "timeslot_duration", TIMESLOT)
    _say(element, "base_url", slots.address(addresses.event(slots.release)))
    _say(element, "url", slots.address(addresses.event(slots.release)))
    _say(element, "time_zone_name", slots.event.timezone)
    if slots.colour:
        etree.SubElement(element, "color", primary=slots.colour)
    for track in slots.programme.tracks:
        told = {"name": one_line(track.name), "color": colour(track.colour), "slug": track.slug}
        told["slug"] = track.slug if _TRACK_SLUG.fullmatch(track.slug) else ""
        etree.SubElement(element, "track", {name: value for name, value in told.items() if value or name == "name"})


def _day(root: etree._Element, slots: Slots, day: SlotDay, index: int) -> None:
    element = etree.SubElement(
        root,
        "day",
        index=str(index),
        date=day.date.isoformat(),
        start=day.start.isoformat(),
        end=day.end.isoformat(),
    )
    guids = {one_line(room.name): slots.guid("room", room.uid) for room in slots.programme.rooms}
    for name, found in day.rooms:
        room = etree.SubElement(element, "room", name=name, guid=guids.get(name) or slots.guid("room", ""))
        for slot in found:
            _event(room, slots, slot)


def _event(room: etree._Element, slots: Slots, slot: Slot) -> None:
    element = etree.SubElement(room, "event", id=str(slot.id), guid=slot.guid)
    _say(element, "room", slot.room)
    _say(element, "title", slot.title)
    _say(element, "type", slot.panel.kind)
    _say(element, "date", slot.start.isoformat())
    _say(element, "start", f"{slot.start:%H:%M}")
    _say(element, "duration", slot.lasts(LONGEST))
    _say(element, "abstract", slot.abstract)
    slug = f"{slots.acronym}-{slot.panel.slug}"
    if _SLUG.fullmatch(slug):
        _say(element, "slug", slug)
    if slot.description:
        _say(element, "description", slot.description)
    _say(element, "track", one_line(slot.track.name) if slot.track else "")
    if slot.language:
        _say(element, "language", slot.language)
    _say(element, "url", slot.url)
    people = etree.SubElement(element, "persons")
    for speaker, _, number in slots.people(slot):
        person = etree.SubElement(people, "person", id=str(number), guid=slots.guid("speaker", speaker.uid))
        person.text = one_line(speaker.full_name)
    links = etree.SubElement(element, "links")
    for link in slots.links(slot):
        etree.SubElement(links, "link", href=link.url, type=link.rel or "web").text = link.label


def _say(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
