"""Photos that organisers uploaded. A proxy in front may serve the folder faster; it need not."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def photo(request: HttpRequest, path: str) -> HttpResponseBase:
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except Http404 as error:  # Django's own words name the folder
        raise Http404("There is no such picture.") from error
