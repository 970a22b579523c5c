"""The programme as a document for whoever at the desk sends it on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from events import drafts
from events.desk import access
from events.exporting import FORMATS
from programme.writing.sheets import TooLongError


def download(request: HttpRequest, event: int, form: str) -> HttpResponse:
    """The drafts as every member sees them; never shown by the browser."""
    found = access.event_or_404(request.user, event)
    if form not in FORMATS:
        raise Http404
    try:
        content = FORMATS[form].write(drafts.load(found))
    except TooLongError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:event_overview", args=[found.pk]))
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{found.slug}.{form}") or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=FORMATS[form].content_type, headers=headers)
