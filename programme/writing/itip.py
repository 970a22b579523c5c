"""A calendar message for one person about one panel (iTIP, RFC 5546), to go with an e-mail (iMIP, RFC 6047).

The entry is that of the public feed: the same UID and SEQUENCE, so that a program which has it already changes it
rather than adding another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import icalendar
from icalendar.prop import vCalAddress, vText

from programme.model import Panel, Release
from programme.writing import calendar
from programme.writing.plain_text import one_line

Method = Literal["REQUEST", "CANCEL"]
OF_FEEDS = ("name", "x-wr-calname", "x-wr-caldesc", "color", "refresh-interval", "x-published-ttl")


@dataclass(frozen=True)
class Party:
    """Somebody with an e-mail address."""

    name: str
    email: str


def message(
    release: Release, site_url: str, panel: Panel, method: Method, organiser: Party, guest: Party, *, accepted: bool
) -> bytes:
    """REQUEST tells when and where the panel is, CANCEL that it is not. `accepted`: the guest has said that they come.

    Nobody is asked to answer by it: that is done by the speaker's own link. Raises FactError, as for a panel without a
    time.
    """
    feed = calendar.calendar(release, site_url, [panel], name=panel.title)
    entries = feed.walk("VEVENT")
    if not entries:
        raise calendar.FactError(panel, "has no time")
    for name in OF_FEEDS:
        feed.pop(name, None)
    feed["method"] = vText(method)
    entry = entries[0]
    entry["status"] = vText("CANCELLED" if method == "CANCEL" else "CONFIRMED")
    entry["organizer"] = _address(organiser)
    entry["attendee"] = _address(guest)
    entry["attendee"].params["ROLE"] = "REQ-PARTICIPANT"
    entry["attendee"].params["PARTSTAT"] = "ACCEPTED" if accepted else "NEEDS-ACTION"
    entry["attendee"].params["RSVP"] = "FALSE"
    return calendar.ics(feed)


def _address(party: Party) -> icalendar.vCalAddress:
    found = vCalAddress(f"mailto:{party.email}")
    if name := one_line(party.name).replace('"', "").replace("^", ""):
        found.params["CN"] = name
    return found
