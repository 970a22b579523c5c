"""A program of its own that sets one document with typst: a request in JSON on its input, the document on its output.

typst keeps what it has worked out for as long as its process lives, some hundred megabytes after a few booklets; so no
process that serves pages ever runs it.

    {"template": path of a .typ file, "data": JSON as text, "created": seconds since 1970,
     "format": "pdf", "png" or "lacking", "machine_fonts": whether the machine's fonts are used beside typst's own}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst


def typeset(asked: dict[str, Any]) -> bytes:
    if asked["format"] == "lacking":  # of each text in "data", whether one of its letters is in no font
        return json.dumps([_lacks({**asked, "data": json.dumps(text)}) for text in json.loads(asked["data"])]).encode()
    if asked["format"] == "png":
        return _compile(asked, format="png", ppi=72)  # a point is a pixel
    try:
        return _compile(asked, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:  # that standard allows no letter that none of the fonts has
        return _compile(asked, format="pdf")


def _lacks(asked: dict[str, Any]) -> bool:
    try:
        _compile(asked, format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return True
    return False


def _compile(asked: dict[str, Any], **options: Any) -> bytes:
    template = Path(asked["template"])
    compiler = typst.Compiler(
        input=template,
        root=template.parent,
        font_paths=typst.Fonts(include_system_fonts=asked["machine_fonts"]),
        sys_inputs={"data": asked["data"]},
    )
    found = compiler.compile(timestamp=asked["created"], **options)
    if not isinstance(found, bytes):  # several pictures
        raise TypeError(f"{template.name} is to be one document.")
    return found


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
