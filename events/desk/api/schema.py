"""The desk's API as OpenAPI, its page, and what is not there. These say nothing of anybody's programme."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

from events.api import views as public
from events.desk.api.base import Desk, address

TITLE = "Convenor: the desk"
TOLD_SO = {
    "TITLE": TITLE,
    "DESCRIPTION": "The drafts of the events that you work on: read, change, import, publish. Needs a token.",
    "COMPONENT_SPLIT_REQUEST": True,  # what is answered is whole; what is sent leaves out what stays
    "PREPROCESSING_HOOKS": ["events.desk.api.describing.only_the_desk"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "events.desk.api.describing.whole_answers",
    ],
}


class Schema(SpectacularAPIView):
    custom_settings = TOLD_SO


@method_decorator(csp_update({"style-src": ["'self'", "'unsafe-inline'"]}), name="dispatch")
class Docs(public.Docs):
    url_name = "desk-api:schema"
    title = TITLE


class Nothing(Desk):
    """Whatever else is asked for here."""

    @extend_schema(exclude=True)
    def get(self, request: Request, rest: str) -> Any:
        raise Http404(f"There is nothing at {request.path}. {address('root')} says what there is.")
