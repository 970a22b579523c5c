"""What the public side says, found in its source: the strings that are there to be translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.template import Node, Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

FOR_SPEAKERS = ("entries.py", "entry_panels.py", "mails.py", "mail_changes.py", "proposals.py")
NOTES = ("releases.py", "erasing.py")  # of releases, that no organiser wrote
MARKS = {"_", "gettext", "gettext_noop", "ngettext"}


def in_source() -> set[str]:
    """Every msgid of what the public and speakers read; of a plural, the singular."""
    events, templates = settings.BASE_DIR / "events", settings.BASE_DIR / "templates"
    python = [*(events / "site").glob("*.py"), *(events / name for name in (*FOR_SPEAKERS, *NOTES))]
    found = {said for file in python for said in _in_python(file)}
    for file in [file for pattern in ("site/*.html", "entry/*.html", "mail/*.txt") for file in templates.glob(pattern)]:
        template: Template = engines["django"].from_string(file.read_text()).template
        found |= {said for node in template.nodelist for said in _in_node(node)}
    return found


def _in_python(file: Path) -> Iterator[str]:
    for call in ast.walk(ast.parse(file.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
            first = call.args[0]
            if isinstance(first, ast.Constant):
                yield first.value


def _in_node(node: Node) -> Iterator[str]:
    for inner in node.get_nodes_by_type(TranslateNode):
        said: Any = inner.filter_expression.var
        if said.lookups is None:  # else it is a variable, whose words stand elsewhere
            yield str(said).strip("'\"")
    for inner in node.get_nodes_by_type(BlockTranslateNode):
        yield inner.render_token_list(inner.singular)[0]


if __name__ == "__main__":  # after a change of the catalogue: python -m tests.site.said
    folder = Path(__file__).resolve().parents[2] / "locale" / "fr" / "LC_MESSAGES"
    (folder / "django.mo").write_bytes(polib.pofile(str(folder / "django.po")).to_binary())
