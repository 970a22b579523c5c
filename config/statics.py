"""How static files are served: under names that change with their content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Modules import one another by those names too, so that after an upgrade nobody gets half of the old ones."""

    support_js_module_import_aggregation = True


@require_safe
def icon(request: HttpRequest) -> HttpResponseBase:
    """What browsers ask for unasked, where a page names no icon."""
    return redirect(static("site/icon.svg"))
