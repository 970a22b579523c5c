"""The drafts that organisers edit, and what is kept of imports and releases."""

from events.models.accepted import AcceptedFinding
from events.models.edits import Edit, EditedRow
from events.models.erased import ErasedName
from events.models.event import Event, FormerEvent, Invitation, Membership
from events.models.imports import ImportRun
from events.models.mails import Mail
from events.models.picks import Picks
from events.models.programme import Appearance, Day, Panel, Room, TimeSlot, Track
from events.models.proposals import EntryLink, Proposal
from events.models.release import Address, Preview, Release, ReleaseChange, ScheduledRelease
from events.models.screens import ScreenMessage
from events.models.sheets import SheetExport
from events.models.tokens import FirstAnswer, Token
from events.models.translations import Translation
from events.models.webhooks import Webhook, WebhookMessage

__all__ = [
    "AcceptedFinding",
    "Address",
    "Appearance",
    "Day",
    "Edit",
    "EditedRow",
    "EntryLink",
    "ErasedName",
    "Event",
    "FirstAnswer",
    "FormerEvent",
    "ImportRun",
    "Invitation",
    "Mail",
    "Membership",
    "Panel",
    "Picks",
    "Preview",
    "Proposal",
    "Release",
    "ReleaseChange",
    "Room",
    "ScheduledRelease",
    "ScreenMessage",
    "SheetExport",
    "TimeSlot",
    "Token",
    "Track",
    "Translation",
    "Webhook",
    "WebhookMessage",
]
