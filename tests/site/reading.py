"""Pages as tests read them."""

from __future__ import annotations

from django.test import Client
from lxml.html import HtmlElement, document_fromstring


def page(client: Client, path: str, status: int = 200) -> HtmlElement:
    response = client.get(path)
    assert response.status_code == status, path
    return document_fromstring(response.content.decode())


def texts(element: HtmlElement, query: str) -> list[str]:
    """What a reader sees of every element that an XPath finds."""
    return [" ".join(found.text_content().split()) for found in element.xpath(query)]


def by_class(name: str) -> str:
    """The XPath of all elements of a class."""
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
