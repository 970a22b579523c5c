"""What the schema says of parameters and errors."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from events.api.asking import LARGEST_PAGE, PAGE_SIZE
from events.api.serializers import ErrorSerializer
from programme.model import KINDS

BAD = OpenApiResponse(ErrorSerializer, "A parameter has an unknown name or value")
MISSING = OpenApiResponse(ErrorSerializer, "There is nothing at this address")
GONE = OpenApiResponse(ErrorSerializer, "The event that stood at this address has been deleted")
MOVED = OpenApiResponse(None, "Two entries were merged: where they are now")

PAGES = [
    OpenApiParameter("page", OpenApiTypes.INT, description="From 1 on", default=1),
    OpenApiParameter("page_size", OpenApiTypes.INT, description=f"From 1 to {LARGEST_PAGE}", default=PAGE_SIZE),
]

PANEL_FILTERS = [
    OpenApiParameter("day", OpenApiTypes.DATE, description="A date of the programme"),
    OpenApiParameter("room", OpenApiTypes.STR, description="A room's slug"),
    OpenApiParameter("track", OpenApiTypes.STR, description="A track's slug"),
    OpenApiParameter("speaker", OpenApiTypes.STR, description="A speaker's slug"),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=KINDS),
]

DESK = "/api/v1/desk/"


def without_the_desk(endpoints: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The addresses that anybody may read; those of the desk stand in events/desk/api and are described there."""
    return [endpoint for endpoint in endpoints if not endpoint[0].startswith(DESK)]
