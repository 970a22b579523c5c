"""Releases shown to the public without a database."""

from __future__ import annotations

import pytest

from events import releases
from events.site import store
from programme.model import Release


class Published:
    """What is public now. Showing a release of the same event again publishes it in place of the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._shown: dict[str, Release] = {}
        monkeypatch.setattr(releases, "current_numbers", lambda: {slug: r.number for slug, r in self._shown.items()})
        monkeypatch.setattr(releases, "load", lambda slug, number: self._shown[slug])

    def show(self, *shown: Release) -> None:
        self._shown |= {release.slug: release for release in shown}
        store.current.forget()
        store.cache.clear()
