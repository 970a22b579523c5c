"""The forms of a page as a browser would send them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html


def filled(client: Client, url: str, response: Any = None) -> dict[str, Any]:
    """Every field of the admin's form at this address, with what it holds."""
    page = html.fromstring((response or client.get(url)).content.decode())
    form = next(form for form in page.forms if form.get("id", "").endswith("_form"))
    found = {name: value for name, value in form.fields.items() if value is not None}
    return {name: list(value) if isinstance(value, set) else value for name, value in found.items()}
