"""How static files are served: under names that change with their content."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Modules import one another by those names too, so that after an upgrade nobody gets half of the old ones."""

    support_js_module_import_aggregation = True
