"""What a spreadsheet said when it was given out: what comes back is compared with that."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from events.models.event import Event


class SheetExport(models.Model):
    """`base` is what the sheet says, with the uids of the drafts: a programme in JSON form."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sheet_exports")
    base = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Spreadsheet of {self.event}, {self.made_at:%d %b %Y %H:%M}"
