"""Choices of panels that calendars follow: kept, found, withdrawn and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from events.models import Event, Picks
from events.models.tokens import hashed

UNUSED_DAYS = 400
NEW_AN_HOUR = 2_000  # of one event; not of one visitor, who may share an address with a whole conference
CHANGES_A_MINUTE = 30  # of one choice


class BusyError(Exception):
    """More than is taken in this while. `seconds`: after how many to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def find(slug: str, key: str) -> str | None:
    """The codes under this key; None where there is no such choice, or none any more."""
    return Picks.objects.filter(event__slug=slug, hashed_key=hashed(key)).values_list("codes", flat=True).first()


def keep(slug: str, key: str, codes: Sequence[str], instead_of: str = "") -> None:
    """Under this key from now on, and under the key `instead_of` no more. Raises BusyError."""
    written = "".join(codes)
    rows = Picks.objects.filter(event__slug=slug, hashed_key=hashed(key))
    _count(f"picks:{hashed(key)}", CHANGES_A_MINUTE, 60)
    with transaction.atomic():
        if instead_of:
            withdraw(slug, instead_of)
        if rows.update(codes=written, changed=_today()):
            return
        _count(f"picks:{slug}", NEW_AN_HOUR, 3600)
        event = Event.objects.only("pk").get(slug=slug)
        Picks.objects.update_or_create(
            event=event, hashed_key=hashed(key), defaults={"codes": written, "changed": _today()}
        )


def withdraw(slug: str, key: str) -> None:
    Picks.objects.filter(event__slug=slug, hashed_key=hashed(key)).delete()


def forget_unused() -> int:
    """Delete what nobody has changed for UNUSED_DAYS; how many these were."""
    return Picks.objects.filter(changed__lt=_today() - timedelta(days=UNUSED_DAYS)).delete()[0]


def _today() -> date:
    return timezone.now().date()


def _count(name: str, most: int, seconds: int) -> None:
    cache.add(name, 0, seconds)
    try:
        if cache.incr(name) > most:
            raise BusyError(seconds)
    except ValueError:  # forgotten between the two lines
        cache.set(name, 1, seconds)
