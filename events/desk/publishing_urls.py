"""The addresses of what has to do with publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from events.desk import holding_back, preview, publishing, scheduling, state


def publishing_urls(view: Callable[..., Any], event: str) -> list[URLPattern]:
    """`event`: the address that all pages of an event begin with."""
    page = f"{event}publish/"
    return [
        path(page, view(publishing.publish), name="event_publish"),
        path(f"{page}state/", view(state.state), name="event_state"),
        path(f"{page}at/", view(scheduling.schedule), name="event_schedule"),
        path(f"{page}at/<int:scheduled>/cancel/", view(scheduling.cancel), name="event_unschedule"),
        path(f"{page}previews/", view(preview.share), name="event_preview"),
        path(f"{page}previews/<int:preview>/end/", view(preview.end), name="event_preview_end"),
        path(f"{page}people/", view(holding_back.hold_back), name="event_held_back"),
        path(f"{event}releases/<int:number>/", view(publishing.release), name="event_release"),
        path(f"{event}releases/<int:number>/back/", view(publishing.go_back), name="event_go_back"),
    ]
