"""Markdown in which addresses of the web are links as they stand, but not in code or within another link."""

from __future__ import annotations

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt


def markdown() -> MarkdownIt:
    """CommonMark without HTML, with links at what begins with http:// or https://, and not at what may only look so."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": True}).enable("linkify")
    made.linkify = LinkifyIt({"ftp:": None, "mailto:": None, "//": None}, {"fuzzy_link": False, "fuzzy_email": False})
    return made
