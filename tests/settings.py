"""The settings as they are, with every trace left in a folder of this run and nothing taken from the environment but
the database. Programs that a test starts find that folder as DATA_DIR too.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="convenor-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

for name in ("ALLOWED_HOSTS", "ALLOW_HTTP", "DEBUG", "NO_HTTPS_REDIRECT", "REDIS_URL", "SECRET_KEY", "SITE_URL"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = str(FOLDER)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

# A file, not memory: threads of a live server have connections of their own, as they have in earnest.
DATABASES["default"]["TEST"] = (
    {"NAME": str(FOLDER / "test.sqlite3")} if DATABASES["default"]["ENGINE"].endswith("sqlite3") else {}
)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # no collectstatic first
STATIC_ROOT.mkdir()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and nobody's password
