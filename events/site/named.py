"""What an address names in a release."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.utils.translation import gettext as _

from events.site.store import MissingError
from programme.model import Panel, Release, Speaker

Thing = TypeVar("Thing", Panel, Speaker)


def panel(release: Release, slug: str) -> Panel:
    """Raises MissingError."""
    return _named(release, release.programme.panels, slug, _("%(event)s has no panel at this address."))


def speaker(release: Release, slug: str) -> Speaker:
    """Raises MissingError."""
    return _named(release, release.programme.speakers, slug, _("%(event)s has no speaker at this address."))


def _named(release: Release, things: Iterable[Thing], slug: str, missing: str) -> Thing:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise MissingError(missing % {"event": release.programme.event.title})
