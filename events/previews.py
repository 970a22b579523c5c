"""Links to the site as it would be after publishing, for people without an account.

What such a link shows is made anew from the drafts each time and stored nowhere. Who has the link sees it, until it
runs out or somebody at the desk ends it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from events import releases
from events.models import Event
from events.models import Preview as Preview
from programme.model import Release

PATH = "/desk/preview/"
DAYS = (1, 3, 7, 30)  # for how long a link may work
_signer = Signer(salt="events.previews", sep=".")


class NoPreviewError(LookupError):
    """The link shows nothing, or nothing any more. The message says which. `known`: whether it ever did."""

    def __init__(self, message: str, *, known: bool) -> None:
        super().__init__(message)
        self.known = known


def make(event: Event, days: int, user: User | None, purpose: str = "") -> Preview:
    until = timezone.now() + timedelta(days=days)
    return Preview.objects.create(event=event, until=until, made_by=user, purpose=purpose[:200])


def end(preview: Preview) -> None:
    """From now on the link shows nothing."""
    Preview.objects.filter(pk=preview.pk, ended_at=None).update(ended_at=timezone.now())


def token(preview: Preview) -> str:
    """What stands in the link: which preview, until when (seconds since 1970), and that we said so."""
    return _signer.sign(f"{preview.uid.hex}.{int(preview.until.timestamp())}")


def root(preview: Preview) -> str:
    """The path that the preview's copy of the site stands below."""
    return f"{PATH}{token(preview)}"


def address(preview: Preview) -> str:
    return f"{settings.SITE_URL}{root(preview)}/{preview.event.slug}/"


def find(signed: str) -> Preview:
    """The preview that a link leads to. Raises NoPreviewError; a forged link is refused without asking the database."""
    try:
        uid, _, until = _signer.unsign(signed).partition(".")
    except BadSignature as error:
        raise NoPreviewError("This link is not complete, or nobody here has made it.", known=False) from error
    if datetime.fromtimestamp(int(until), tz=timezone.get_default_timezone()) <= timezone.now():
        raise NoPreviewError("This preview has run out. Ask whoever sent the link for a new one.", known=True)
    preview = Preview.objects.select_related("event").filter(uid=UUID(uid)).first()
    if preview is None or not preview.is_open():
        raise NoPreviewError("This preview was ended. Ask whoever sent the link for a new one.", known=True)
    return preview


def coming(event: Event) -> tuple[Release, bool]:
    """The release that would be public if somebody published now, and whether it says anything new.

    Raises NoPreviewError where there is nothing to show yet.
    """
    would_be = releases.coming(event)
    found = would_be or releases.newest(event)
    if found is None:
        raise NoPreviewError(f"{event} has nothing to show yet.", known=True)
    return found, would_be is not None
