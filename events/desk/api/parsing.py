"""Bodies as the desk's API takes them: JSON of a size and depth that no honest program reaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from events.desk.api.problems import TooLargeError

MEGABYTE = 1024 * 1024


class BoundedJSONParser(JSONParser):
    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Raises TooLargeError before anything is read, ParseError for what is no JSON or has too many brackets."""
        most = 2 * settings.MAX_DOCUMENT_SIZE  # a document as text, and what JSON adds to it
        request = (parser_context or {}).get("request")
        if request is not None and int(request.META.get("CONTENT_LENGTH") or 0) > most:
            raise TooLargeError(f"A request may have {most // MEGABYTE} MB. Send a document as a file instead.")
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("JSON parse error - brackets within brackets, too many of them.") from error
