"""What calendar programs do with a calendar that somebody subscribes to, in words: how to, how often they look for
changes, what they show of a panel that is cancelled, and what they cannot.

The facts come from running the programs, from their makers' pages and from their trackers. Makers change what their
programs do: where they promise nothing, the words do not either.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.site.values import Shown


@dataclass(frozen=True, slots=True)
class Program(Shown):
    name: str
    often: str  # how often it looks, in a few words
    how: str
    cancelled: str
    cannot: str = ""


def programs() -> list[Program]:
    return [*_apple(), *_google(), *_microsoft(), *_free(), *_hosted()]


def _apple() -> list[Program]:
    struck = _("It stays, struck through, and its title says so.")
    return [
        Program(
            "iPhone, iPad",
            _("about every hour"),
            _("Touch “Open in a calendar” and confirm. Or in Calendar: Calendars → Add Calendar → Add Subscription Calendar, and paste the address."),  # noqa: E501
            struck,
            _("Looks less often where “Fetch New Data” is set to manual, or the battery is low."),
        ),
        Program(
            "Mac",
            _("as you choose, from 5 minutes"),
            _("In Calendar: File → New Calendar Subscription, and paste the address. Set Auto-refresh to “Every hour”; with the location iCloud it shows on your iPhone too."),  # noqa: E501
            struck,
        ),
    ]  # fmt: skip


def _google() -> list[Program]:
    return [
        Program(
            "Google Calendar",
            _("a few times a day, at times only once"),
            _("On the web, not in the app: Other calendars → + → From URL, and paste the address that begins with https."),  # noqa: E501
            _("It disappears."),
            _("Cannot be told to look now, sends no notice of changes, and reads no more than 1 MB."),
        ),
        Program(
            "Android",
            _("as Google Calendar does"),
            _("Add it to Google Calendar on the web; it then shows on the phone once it is switched on in the app’s settings. Without Google, the app ICSx⁵ takes the address and looks as often as you choose."),  # noqa: E501
            _("In Google’s app it disappears; in other apps its title says so."),
        ),
    ]  # fmt: skip


def _microsoft() -> list[Program]:
    said = _("It stays, and its title says so; the time is shown as free.")
    return [
        Program(
            _("Outlook on the web, new Outlook"),
            _("about every 3 hours, at times once a day"),
            _("Calendar → Add calendar → Subscribe from web, and paste the address."),
            said,
            _("Cannot be told to look now."),
        ),
        Program(
            _("Outlook for Windows, classic"),
            _("with Send/Receive, about every hour"),
            _("File → Account Settings → Internet Calendars → New, and paste the address."),
            said,
            _("Looks only while it is running."),
        ),
    ]


def _free() -> list[Program]:
    said = _("It stays, and its title says so.")
    chosen = _("as you choose")
    return [
        Program(
            "Thunderbird",
            _("every 30 minutes, or as you choose"),
            _("New Calendar → On the Network, and paste the address; leave the user name empty."),
            said,
            _("Looks only while it is running."),
        ),
        Program(
            "GNOME Calendar, Evolution",
            chosen,
            _("GNOME Calendar: Manage Calendars → Add Calendar, and paste the address. Evolution: New → Calendar → On The Web; there you choose how often it looks."),  # noqa: E501
            said,
        ),
        Program(
            "KDE: Kontact, KOrganizer, Merkuro",
            chosen,
            _("Add Calendar → iCal Calendar File, and paste the address in place of a file’s name. Choose there how often it is read again."),  # noqa: E501
            said,
            _("What you change in it is not kept."),
        ),
    ]  # fmt: skip


def _hosted() -> list[Program]:
    said = _("It stays, and its title says so.")
    return [
        Program(
            "Nextcloud",
            _("every hour, where its administrator lets it"),
            _("Calendar → New calendar → New subscription from link, and paste the address."),
            said,
            _("On some servers it looks only once a week; their administrator can change that."),
        ),
        Program(
            "Proton Calendar",
            _("every 4 to 16 hours"),
            _("On the web: + beside My calendars → Add calendar from URL, and paste the address."),
            said,
            _("Cannot be told to look now."),
        ),
        Program(
            "Fastmail",
            _("about every hour"),
            _("Settings → Calendars → Add calendar → subscribe by URL, and paste the address."),
            said,
        ),
    ]
