"""How static files are served: styles without comments and spaces, all under names that change with their content."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile, File
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from rcssmin import cssmin
from whitenoise import compress
from whitenoise.storage import CompressedManifestStaticFilesStorage

from events.site.kept import brotlied


class Compressor(compress.Compressor):  # type: ignore[misc]  # has no types
    """Brotli's densest way, which is WhiteNoise's, takes a minute for what the desk and the API's page consist of."""

    compress_brotli = staticmethod(brotlied)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Modules import one another by those names too, so that after an upgrade nobody gets half of the old ones."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: File[bytes]) -> str:
        if name.endswith(".css"):
            content = ContentFile(smaller(b"".join(content.chunks())))  # from its begin: Django has read it to name it
        return str(super()._save(name, content))

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options)


def smaller(styles: bytes) -> bytes:
    """Without comments and spaces. In nested rules rcssmin takes ".people :is(" for a declaration, and its space, which
    means "within", away: there it gets a star, which means the same."""
    return bytes(cssmin(re.sub(rb"(?<=[\w\])]) +(?=:(?:is|where|not|has)\()", b" *", styles)))


@require_safe
def icon(request: HttpRequest) -> HttpResponseBase:
    """What browsers ask for unasked, where a page names no icon."""
    return redirect(static("site/icon.svg"))
