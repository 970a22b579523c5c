"""Markdown and addresses that others wrote, made safe to show."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from programme.writing.linking import markdown

TAGS = {"a", "blockquote", "br", "code", "em", "h2", "hr", "li", "ol", "p", "pre", "strong", "ul"}
EXCERPT = 400  # characters

_markdown = markdown()
_MARKED = re.compile(r"[\\`*_\[\]<>&#!~|]|^\s*(?:[-+=]|\d+[.)])", re.MULTILINE)

# Of a page: what is left as it is, or a space where no line may break, as French has them.
_SPACED = re.compile(r"<(script|style|pre|code|textarea)\b.*?</\1>|<[^>]*>| (?=[:;!?»])|(?<=«) ", re.DOTALL)

_SENTENCES = re.compile(r".*\w{3}[.!?…][”»’\")]?(?=\s+\W?[^\W\d_a-z])", re.DOTALL)  # not after Dr. or U.S.


def unbroken(page: str) -> str:
    """HTML in which no line begins with a mark that French sets apart by a space (“Pertes : qui paie ?”)."""
    return _SPACED.sub(lambda found: "\u00a0" if found[0] == " " else found[0], page)


def to_html(text: str) -> SafeString:
    """Markdown as HTML with only TAGS in it; headings become h2, images and addresses but http and https go."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"  # whatever level was written, the page's own outline stays whole
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 (nh3 has just cleaned it)


def excerpt(text: str) -> tuple[str, bool]:
    """The first paragraph of Markdown as plain text, shortened to EXCERPT, and whether there is more to read."""
    paragraphs = re.split(r"\n\s*\n", text.strip(), maxsplit=1)
    if _MARKED.search(paragraphs[0]):
        plain, more = _first_paragraph(text)
    else:  # as most abstracts are; the parser costs a tenth of a millisecond, which a thousand panels would feel
        plain, more = " ".join(paragraphs[0].split()), len(paragraphs) > 1
    short = _shortened(plain)
    return short, more or short != plain


def is_web_address(url: str) -> bool:
    """Whether it may stand in a link: http or https, with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def contact_address(contact: str) -> str:
    """Where a link leads that is called like this e-mail address or page; empty where it is neither."""
    if is_web_address(contact):
        return contact
    return f"mailto:{quote(contact, safe='@+')}" if "@" in contact and "://" not in contact else ""


def _first_paragraph(text: str) -> tuple[str, bool]:
    blocks = [token for token in _markdown.parse(text) if token.type == "inline"]
    if not blocks:
        return "", bool(text.strip())
    return " ".join(_plain(blocks[0].children or []).split()), len(blocks) > 1


def _shortened(text: str) -> str:
    """Up to EXCERPT characters: whole sentences where half of that is reached with them, else words and an ellipsis."""
    if len(text) <= EXCERPT:
        return text
    sentences = _SENTENCES.match(text, 0, EXCERPT)
    if sentences and sentences.end() >= EXCERPT / 2:
        return sentences[0]
    return text[: EXCERPT - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _plain(tokens: list[Token]) -> str:
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens if token.type != "image"
    )
