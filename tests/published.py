"""Releases shown to the public without a database."""

from __future__ import annotations

import pytest

from events import former, messages, releases
from events.site import store
from programme.history import Log, Past, names
from programme.model import Release


class Published:
    """What is public now. Showing a release of the same event again publishes it in place of the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._shown: dict[str, Release] = {}
        self._former: dict[str, bool] = {}
        self.said: messages.Said = {}  # on screens
        monkeypatch.setattr(releases, "current_numbers", lambda: {slug: r.number for slug, r in self._shown.items()})
        monkeypatch.setattr(former, "former", lambda: self._former)
        monkeypatch.setattr(releases, "load", lambda slug, number: self._shown[slug])
        monkeypatch.setattr(messages, "said", lambda: self.said)
        monkeypatch.setattr(releases, "log", lambda slug, number, **chosen: self._log(slug))
        monkeypatch.setattr(releases, "moves", lambda slug, number: {})
        monkeypatch.setattr(releases, "log_of_panel", lambda slug, number, uid: ())

    def _log(self, slug: str) -> Log:
        """The release that is shown stands for all."""
        release = self._shown[slug]
        past = Past(release.number, release.published, release.note, release.changes)
        return Log("", (past,), frozenset(names(release.changes)), release.programme)

    def show(self, *shown: Release) -> None:
        self._shown |= {release.slug: release for release in shown}
        self._tell()

    def hide(self, slug: str) -> None:
        del self._shown[slug]
        self._tell()

    def delete(self, slug: str) -> None:
        self._former[slug] = True
        self.hide(slug)

    def _tell(self) -> None:
        store.current.forget()
        store.former.forget()
        store.cache.clear()
