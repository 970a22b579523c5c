"""Where things stand, as programme/addresses.py says it; but pages in the language of the page that is being made.

What has no words of the interface, or is read by programs, stands at one address for all languages.
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
change = _page(addresses.change)
booklet = _page(addresses.booklet)
screens = _page(addresses.screens)
screen = _page(addresses.screen)
screen_data = _page(addresses.screen_data)
