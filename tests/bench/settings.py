"""The site as it runs in earnest, over the database that the benchmark has filled."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
