"""Events that were public and have been deleted: who asks for them is told so, and nothing else of them is kept."""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction

from events.models import Event, FormerEvent

FORMER = "former"  # the cache's entry
FORMER_SECONDS = 60


def former() -> dict[str, bool]:
    """Their addresses; all are true."""
    return dict.fromkeys(FormerEvent.objects.values_list("slug", flat=True), True)


def remember(event: Event) -> None:
    """That it was public, where it was; every process is told once this transaction is committed."""
    if event.releases.exists():
        FormerEvent.objects.get_or_create(slug=event.slug)
        transaction.on_commit(lambda: cache.set(FORMER, former(), FORMER_SECONDS), robust=True)
