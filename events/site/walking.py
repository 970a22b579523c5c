"""The public side, found as a stranger finds it: from its first pages, by every address that something there names.

Nothing is listed here, so what is new is walked too. Addresses with a query are no pages of their own and are left out.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

HTML, CSS, SCRIPT = "text/html", "text/css", "text/javascript"
TEXTS = ("text/", "application/xml", "application/json", "image/svg+xml")

_JSON_PATH = re.compile(r'"(/[^"\\\s]*)"')
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
_SCRIPT_PATH = re.compile(r"""["`]((?:/|\$\{root\})[^"`\s]*)["`]""")
_FRAME = re.compile(r"(/embed(?:/\w+/[\w-]+)?)/")  # embed.js fetches the same without a frame
_PARTS = {"img": "src", "script": "src", "iframe": "src", "source": "src"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a path. `location`: where it leads on to, if it does; `kept`: who may keep it (Cache-Control)."""

    path: str
    status: int
    content_type: str
    body: bytes
    location: str = ""
    kept: str = ""

    def is_a(self, *kinds: str) -> bool:
        return self.content_type.startswith(kinds)

    @property
    def is_personal(self) -> bool:
        """Made of what somebody asks, and kept nowhere."""
        return self.kept.startswith(("private", "no-store"))

    @property
    def text(self) -> str:
        """Calendars unfolded (RFC 5545, 3.1); empty for what is no text."""
        if not (self.is_a(*TEXTS) or "+xml" in self.content_type or "json" in self.content_type):
            return ""
        text = self.body.decode("utf-8")
        return text.replace("\r\n ", "") if self.is_a("text/calendar") else text


@dataclass(frozen=True, slots=True)
class Reference:
    """An address below the site's own, and the page that names it.

    `is_part`: that page is broken without it. `is_sure`: it is given as an address, and not only looks like one.
    """

    path: str
    page: str = ""
    is_part: bool = False
    is_sure: bool = True


Ask = Callable[[str], Answer]


def asker() -> Ask:
    """Asks this process's own site, as a visitor without a session."""
    client = Client(SERVER_NAME="localhost")

    def ask(path: str) -> Answer:
        if path.startswith(settings.STATIC_URL):
            return _static(path)
        found = client.get(path, secure=True)
        body = b"".join(found) if found.streaming else found.content
        of = [found.get(name, "") for name in ("Content-Type", "Location", "Cache-Control")]
        return Answer(path, found.status_code, of[0], body, of[1], of[2])

    return ask


def _static(path: str) -> Answer:
    """As WhiteNoise would serve it: what was collected, or what it is collected from."""
    name = unquote(path.removeprefix(settings.STATIC_URL))
    collected = Path(settings.STATIC_ROOT) / name
    file = str(collected) if collected.is_file() else finders.find(name)
    if not file or ".." in name:
        return Answer(path, 404, "text/plain", b"")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Answer(path, 200, kind, Path(file).read_bytes())


def starts(slugs: Iterable[str], *namespaces: str) -> list[Reference]:
    """Every address that needs nothing, or only which event. Some only answer when asked for more."""
    events = [{"event": slug} for slug in slugs]
    found = [Reference("/")]
    for namespace in namespaces:
        for pattern in get_resolver().namespace_dict[namespace][1].url_patterns:
            asked = set(pattern.pattern.regex.groupindex)
            if isinstance(pattern, URLPattern) and asked <= {"event"}:
                known = events if asked else [dict[str, str]()]
                found += [Reference(reverse(f"{namespace}:{pattern.name}", kwargs=k), is_sure=False) for k in known]
    return found


def walk(
    ask: Ask, begin: Iterable[Reference], follow: Callable[[str], bool] = lambda path: True
) -> Iterator[tuple[Reference, Answer]]:
    """Every address that is named somewhere and that `follow` takes, once, with its answer, whatever that is."""
    first = {reference.path: reference for reference in begin}
    waiting, seen = list(first.values()), set(first)
    homes, scripts = dict[str, str](), list[Answer]()
    while waiting:
        reference = waiting.pop()
        answer = ask(reference.path)
        yield reference, answer
        scripts += [answer] if answer.is_a(SCRIPT) else []
        found = list(references(answer, homes))
        if not waiting and not any(each.path not in seen for each in found):
            found = [each for script in scripts for each in _in_script(script, homes)]
        for each in found:
            if each.path not in seen and follow(each.path):
                seen.add(each.path)
                waiting.append(each)


def references(answer: Answer, homes: dict[str, str]) -> Iterator[Reference]:
    """What the answer names of this site. `homes` is filled with what scripts make addresses of."""
    page = answer.path
    if answer.location:
        yield from _known(answer.location, page)
    if answer.is_a(HTML):
        yield from _in_html(answer, homes)
    elif answer.is_a(CSS):
        for address in _CSS_URL.findall(answer.text):
            yield from _known(address, page, is_part=True)
    elif "json" in answer.content_type:
        for path in _JSON_PATH.findall(answer.text):
            yield from _known(path, page, is_sure=False)
    yield from _in_text(answer.text, page, is_sure="xml" in answer.content_type and not answer.is_a(HTML))


def _known(address: str, page: str, *, is_part: bool = False, is_sure: bool = True) -> Iterator[Reference]:
    """The address if it is one of ours, and a page of its own."""
    if address.startswith(("data:", "mailto:", "javascript:", "#")):
        return
    site = urlsplit(settings.SITE_URL)
    is_ours = address.startswith("/") and not address.startswith("//")
    try:
        parts = urlsplit(settings.SITE_URL + address if is_ours else urljoin(settings.SITE_URL + page, address))
    except ValueError:  # no address of the web at all
        return
    if parts.netloc != site.netloc or not parts.path.startswith(f"{site.path}/") or parts.query or "{" in parts.path:
        return
    yield Reference(parts.path.removeprefix(site.path), page, is_part, is_sure)


def _in_text(text: str, page: str, *, is_sure: bool) -> Iterator[Reference]:
    """Whole addresses of the site, and those with webcal: in place of https:."""
    _, _, host = settings.SITE_URL.partition("://")
    for path in set(re.findall(rf"(?:https?|webcals?)://{re.escape(host)}(/[^\s\"'<>\\&]*)", text)):
        yield from _known(settings.SITE_URL + path.rstrip(".,;:!?)"), page, is_sure=is_sure)


def _in_script(script: Answer, homes: dict[str, str]) -> Iterator[Reference]:
    """Texts that look like a path; in templates with what `data-home` and `data-event` of any page say."""
    for path in set(_SCRIPT_PATH.findall(script.text)):
        for home, event in homes.items() if "${" in path else (("", ""),):
            named = path.replace("${root}", home).replace("${ofEvent}", event)
            yield from _known(named, script.path, is_sure=False)


def _in_html(answer: Answer, homes: dict[str, str]) -> Iterator[Reference]:
    reader = _Reader()
    reader.feed(answer.text)
    homes.update(reader.homes)
    for tag, name, value, is_part in reader.found:
        if value.startswith(("/", settings.SITE_URL)) or name in ("href", "src", "action"):
            is_sure = tag in ("a", "link", "form") or is_part or name.startswith("data-")
            yield from _known(value, answer.path, is_part=is_part, is_sure=is_sure)
    for path in _JSON_PATH.findall("".join(reader.data)):
        yield from _known(path, answer.path)
    if found := _FRAME.search(answer.path):
        yield Reference(answer.path[: found.end(1)] + ".html", answer.path, is_sure=False)


class _Reader(HTMLParser):
    """The attributes of a page (tag, name, value, whether it is a part), and what it holds as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str, bool]] = []
        self.homes: dict[str, str] = {}
        self.data: list[str] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        part = "href" if tag == "link" and facts.get("rel") == "stylesheet" else _PARTS.get(tag, "")
        self.found += [(tag, name, value.strip(), name == part) for name, value in facts.items() if value]
        if "data-home" in facts and "data-event" in facts:
            self.homes[facts["data-home"]] = facts["data-event"]
        self._in_data = tag == "script" and facts.get("type") == "application/json"

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)
