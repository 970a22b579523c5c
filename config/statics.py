"""How static files are served: styles without comments, all packed once, under names that change with their content."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile, File
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from whitenoise import compress
from whitenoise.storage import CompressedManifestStaticFilesStorage

from events.site.kept import brotlied

# A comment behind what ends a word or a rule, where taking it away changes nothing; and strings, which it passes over.
COMMENT = re.compile(rb"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?:(?<=[\s;{}])|\A)/\*.*?\*/""", re.DOTALL)


class Compressor(compress.Compressor):  # type: ignore[misc]  # has no types
    """Brotli's densest way, which is WhiteNoise's, takes a minute for what the desk and the API's page consist of."""

    compress_brotli = staticmethod(brotlied)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Modules import one another by those names too, so that after an upgrade nobody gets half of the old ones."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: File[bytes]) -> str:
        if name.endswith(".css"):
            content = ContentFile(uncommented(b"".join(content.chunks())))
        return str(super()._save(name, content))

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(**options)


def uncommented(styles: bytes) -> bytes:
    """Half a kilobyte less for a phone, and nothing else: what a minifier does beside it has been wrong once."""
    return COMMENT.sub(lambda found: found[1] or b"", styles)


@require_safe
def icon(request: HttpRequest) -> HttpResponseBase:
    """What browsers ask for unasked, where a page names no icon."""
    return redirect(static("site/icon.svg"))
