"""Pages as files that work wherever they are put: on a disk, on any web host, below any path.

Links between pages become relative and name the file, index.html, because a disk knows no other: so they work without
JavaScript. On a web host every page has its own address as well, and static/site/exported.js leads there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

from events.site.walking import CSS, HTML, Answer

Carried = Callable[[str], bool]  # whether the page at a path is in the folder

ADDED = "static/site/exported.js"
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r'(?<=\s)(href|src|action|data-[\w-]+)="(/[^/"][^"]*|/)"')
_MODULE = re.compile(r'<script type="module"')  # which browsers refuse to load from a disk
_OEMBED = re.compile(r'<link [^>]*\+oembed"[^>]*>\n?')  # asks the server
_ORDERS = re.compile(r'<div class="views".*?</div>', re.DOTALL)  # so do these
_DESK = re.compile(r'<footer><p><a href="/admin/">.*?</footer>', re.DOTALL)  # is no part of the public side
_DATA = re.compile(r'(<script [^>]*type="application/json">)(.*?)(</script>)', re.DOTALL)
_TEXT = re.compile(r'"(/[^"\\]*)"')
_CSS_URL = re.compile(r"""url\((["']?)(/[^"')]+)""")


def file_of(path: str) -> str:
    """Where in the folder what stands at this path goes. Raises ValueError for a path that leads out of it."""
    name = unquote(path).lstrip("/")
    if ".." in name.split("/") or "\0" in name:
        raise ValueError(f"{path} is no address that can be a file.")
    return name + "index.html" if not name or name.endswith("/") else name


def carried(answer: Answer, has: Carried) -> bytes:
    """The answer as it stands in the folder."""
    folder = posixpath.dirname(file_of(answer.path))
    if answer.is_a(HTML):
        return _page(answer.text, folder, has).encode()
    if answer.is_a(CSS):
        return _CSS_URL.sub(lambda found: f"url({found[1]}{_place(found[2], folder)}", answer.text).encode()
    if answer.is_a("application/manifest+json"):
        return json.dumps(_app(json.loads(answer.body), folder), ensure_ascii=False, indent=1).encode()
    return answer.body


def below(html: str, path: str) -> bytes:
    """A page that is shown at addresses of any depth, for a site below this path of its host."""
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(rf'\1="{path}\2"', tag[0]), html).encode()


def _page(text: str, folder: str, has: Carried) -> str:
    text = _DESK.sub("", text)
    text = _DATA.sub(lambda found: found[1] + _data(found[2], folder, has) + found[3], _ORDERS.sub("", text))
    text = _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda one: _attribute(one, folder, has), tag[0]), text)
    added = f'<script defer src="{_place("/" + ADDED, folder)}"></script>\n<script defer'
    return _MODULE.sub("<script defer", _MODULE.sub(added, _OEMBED.sub("", text), count=1))


def _attribute(found: re.Match[str], folder: str, has: Carried) -> str:
    name, address = found[1], unescape(found[2])
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not has(path):
        return "" if name == "href" else found[0]  # words that lead nowhere are words
    # What scripts make addresses of ends as it ended.
    place = _place(path, folder, named=not name.startswith("data-"))
    return f'{name}="{escape(place + address[len(path) :])}"'


def _data(text: str, folder: str, has: Carried) -> str:
    return _TEXT.sub(lambda found: f'"{_place(found[1], folder, named=True)}"' if has(found[1]) else found[0], text)


def _place(path: str, folder: str, *, named: bool = False) -> str:
    """The path from a folder of the copy on. `named`: with the name of the file."""
    target = file_of(path)
    is_page = path.endswith("/")
    place = posixpath.relpath((posixpath.dirname(target) or ".") if is_page else target, folder or ".")
    if is_page:
        place += "/index.html" if named else "/"
    return quote(place.removeprefix("./") or "./")


def _app(facts: dict[str, Any], folder: str) -> dict[str, Any]:
    """A web app's manifest; `id` names the app and leads nowhere."""
    found = {name: _app_value(name, value, folder) for name, value in facts.items()}
    return found | {name: facts[name] for name in ("id",) if name in facts}


def _app_value(name: str, value: Any, folder: str) -> Any:
    if isinstance(value, list):
        return [_app(each, folder) if isinstance(each, dict) else each for each in value]
    leads = name in ("start_url", "scope", "src", "url") and isinstance(value, str) and value.startswith("/")
    return _place(value, folder) if leads else value
