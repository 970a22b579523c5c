"""xCal and jCal: the structure of their RFCs, and what the .ics says."""

from __future__ import annotations

import json
from typing import Any

import icalendar
from hypothesis import given, settings
from lxml import etree

from programme.model import Programme, Release
from programme.writing.calendar import calendar, ics, panels_with_time
from programme.writing.jcal import jcal
from programme.writing.xcal import NAMESPACE, xcal
from tests.programme.programmes import programmes
from tests.programme.released import SITE, make_busy, released

PARAMETERS = f"{{{NAMESPACE}}}parameters"
TYPES = {
    "version": "text", "prodid": "text", "calscale": "text", "name": "text", "x-wr-calname": "text",
    "x-wr-caldesc": "text", "color": "text", "refresh-interval": "duration", "x-published-ttl": "duration",
    "uid": "text", "dtstamp": "date-time", "last-modified": "date-time", "sequence": "integer",
    "dtstart": "date-time", "dtend": "date-time", "summary": "text", "status": "text", "transp": "text",
    "location": "text", "description": "text", "url": "uri", "categories": "text", "conference": "uri",
}  # fmt: skip


def assert_says_what_the_feed_says(release: Release) -> None:
    ours = feed(release)
    said = json.loads(jcal(ours))
    (vcalendar,) = etree.fromstring(xcal(ours))
    assert from_xcal(vcalendar) == said
    again = icalendar.Calendar.from_jcal(said)
    assert again == ours
    assert again.subcomponents == icalendar.Calendar.from_ical(ics(ours)).subcomponents


def test_xcal_and_jcal_say_what_the_feed_says() -> None:
    assert_says_what_the_feed_says(make_busy())
    said = {name: (kind, value) for name, _, kind, value in json.loads(jcal(feed(make_busy())))[1]}
    assert said["x-wr-calname"] == said["name"] == ("text", "Harbour Forum 2021")
    assert said["x-published-ttl"] == said["refresh-interval"] == ("duration", "PT1H")


@settings(max_examples=40)
@given(programmes())
def test_xcal_and_jcal_say_what_the_feed_says_for_whatever_organisers_write(programme: Programme) -> None:
    assert_says_what_the_feed_says(released(programme))


def from_xcal(component: etree._Element) -> list[Any]:
    """jCal of it, if its structure is that of RFC 6321, 3.2 to 3.6: properties with typed values, then components."""
    below = [etree.QName(element).localname for element in component]
    assert below in (["properties"], ["properties", "components"])
    assert {etree.QName(element).namespace for element in component.iter()} == {NAMESPACE}
    properties: list[list[Any]] = []
    for element in component[0]:
        name = etree.QName(element).localname
        said = {etree.QName(one).localname: one[0].text for group in element.findall(PARAMETERS) for one in group}
        values = [value for value in element if value.tag != PARAMETERS]
        kinds = {etree.QName(value).localname for value in values}
        assert kinds == {TYPES[name]}
        written = [int(v.text or "") if kinds == {"integer"} else v.text or "" for v in values]
        properties.append([name, said, *kinds, *written])
    return [
        etree.QName(component).localname,
        properties,
        [from_xcal(c) for group in list(component)[1:] for c in group],
    ]


def test_cancelled_panels_and_tombstones_are_in_both() -> None:
    vcalendar = json.loads(jcal(feed(make_busy())))
    told = [{name: value for name, _, _, value, *_ in properties} for _, properties, _ in vcalendar[2]]
    assert [(event["summary"], event["status"]) for event in told if event["status"] != "CONFIRMED"] == [
        ("Cancelled: Gulls", "CANCELLED"),
        ("Cancelled: Salt", "CANCELLED"),
    ]


def feed(release: Release) -> icalendar.Calendar:
    return calendar(release, SITE, panels_with_time(release), name=release.programme.event.title)
