"""How every process of the site begins."""

import importlib
import os
import sys

from django.core.exceptions import ImproperlyConfigured


def load_settings() -> None:
    """Reads the settings, or ends the process with the one sentence that says which of them is wrong.

    Later, Django would say it at the end of a traceback.
    """
    module = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        importlib.import_module(module)
    except ImproperlyConfigured as error:
        sys.exit(f"Convenor can't start: {error}")
