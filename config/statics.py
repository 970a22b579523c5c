"""How static files are served: packed once, under names that change with their content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from whitenoise import compress
from whitenoise.storage import CompressedManifestStaticFilesStorage

from events.site.kept import brotlied


class Compressor(compress.Compressor):  # type: ignore[misc]  # has no types
    """Brotli's densest way, which is WhiteNoise's, takes a minute for what the desk and the API's page consist of."""

    compress_brotli = staticmethod(brotlied)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Modules import one another by those names too, so that after an upgrade nobody gets half of the old ones."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options)


@require_safe
def icon(request: HttpRequest) -> HttpResponseBase:
    """What browsers ask for unasked, where a page names no icon."""
    return redirect(static("site/icon.svg"))
