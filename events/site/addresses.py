"""Where things stand, as programme/addresses.py says it; but pages, calendars and files in the language of the page
that is being made.

What has no words stands at one address for all languages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from events.site.languages import here
from programme import addresses
from programme.addresses import *  # noqa: F403 - all but the pages stand where they stand

Asked = ParamSpec("Asked")


def _page(address: Callable[Asked, str]) -> Callable[Asked, str]:
    @wraps(address)
    def in_this_language(*asked: Asked.args, **more: Asked.kwargs) -> str:
        return here().prefix + address(*asked, **more)

    return in_this_language


event = _page(addresses.event)
now = _page(addresses.now)
day = _page(addresses.day)
days = _page(addresses.days)
panel = _page(addresses.panel)
speakers = _page(addresses.speakers)
speaker = _page(addresses.speaker)
my = _page(addresses.my)
offline = _page(addresses.offline)
manifest = _page(addresses.manifest)
subscribe = _page(addresses.subscribe)
embed = _page(addresses.embed)
embed_fragment = _page(addresses.embed_fragment)
embed_how = _page(addresses.embed_how)
changes = _page(addresses.changes)
words = _page(addresses.words)
change = _page(addresses.change)
booklet = _page(addresses.booklet)
card = _page(addresses.card)
panel_card = _page(addresses.panel_card)
code = _page(addresses.code)
panel_code = _page(addresses.panel_code)
speaker_code = _page(addresses.speaker_code)
screens = _page(addresses.screens)
screen = _page(addresses.screen)
screen_data = _page(addresses.screen_data)
calendar = _page(addresses.calendar)
day_calendar = _page(addresses.day_calendar)
room_calendar = _page(addresses.room_calendar)
track_calendar = _page(addresses.track_calendar)
kind_calendar = _page(addresses.kind_calendar)
speaker_calendar = _page(addresses.speaker_calendar)
panel_calendar = _page(addresses.panel_calendar)
my_calendar = _page(addresses.my_calendar)
programme_docx = _page(addresses.programme_docx)
programme_md = _page(addresses.programme_md)
schedule_xml = _page(addresses.schedule_xml)
schedule_json = _page(addresses.schedule_json)
schedule_xcal = _page(addresses.schedule_xcal)
schedule_jcal = _page(addresses.schedule_jcal)
schedule_csv = _page(addresses.schedule_csv)
schedule_xlsx = _page(addresses.schedule_xlsx)
programme_json = _page(addresses.programme_json)
changes_feed = _page(addresses.changes_feed)
