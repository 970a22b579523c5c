"""Whether this process is up, and whether it can do its work: for load balancers and monitors."""

import logging

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers. It asks nobody else: a database that is away is no reason to restart this."""
    return _said("ok")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 where requests can be served, else 503 with what is missing. It names no addresses: visitors may ask too."""
    missing = _missing()
    return _said(missing or "ok", status=503 if missing else 200)


def _said(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")


def _missing() -> str:
    try:
        if not _migrated():
            return "The database is older than this version. Run: python manage.py migrate"
    except Error:
        logger.exception("The database does not answer")
        return "The database does not answer."
    try:
        cache.get("current")
    except (RedisError, OSError):
        logger.exception("The cache does not answer")
        return "The cache does not answer."
    return ""


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
