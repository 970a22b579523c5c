"""What calendars and schedules say in words of their own, in the language of their address."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from events.site.shown import KIND_LABELS, ROLE_LABELS
from programme.model import Panel
from programme.writing.saying import titled

WORDS = {
    *KIND_LABELS.values(),
    *ROLE_LABELS.values(),
    gettext_noop("Cancelled"),
    gettext_noop("No longer here"),
    gettext_noop("Postponed"),
    gettext_noop("%(what)s: %(title)s"),
    gettext_noop("End not announced."),
    gettext_noop("To be announced: %(n)s person"),
    gettext_noop("To be announced: %(n)s people"),
    gettext_noop("Stream"),
    gettext_noop("Recording"),
    gettext_noop("Slides"),
    gettext_noop("Everywhere"),
    gettext_noop("Online"),
    gettext_noop("Place not announced"),
}


def say(text: str) -> str:
    return gettext(text) if text in WORDS else text


def marked(panel: Panel, words: str) -> str:
    """Words about a panel where nothing else beside them says that it is cancelled."""
    return titled(say, "Cancelled", words) if panel.state == "cancelled" else words
