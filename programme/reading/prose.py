"""Whether lines read as prose, told by the lines around them; and prose joined into paragraphs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from programme.reading.splitting import is_sentence
from programme.reading.text import Source

LONGEST_CAPTION = 15  # words; a line without a full stop that is longer is prose
_FULL_LINE = 0.7  # of the paragraph's longest: a line at least so long was wrapped, a shorter one ended on purpose


def begins_prose(place: int, stop: int, lines: Sequence[Source]) -> bool:
    """Whether the line goes on, in small letters, to the end of a sentence."""
    for line in lines[place + 1 : stop]:
        if line.gap or line.bullet or not line.text[:1].islower():
            return False
        if is_sentence(line):
            return True
    return False


def leads_to_sentence(place: int, stop: int, lines: Sequence[Source]) -> bool:
    """Whether a sentence ends on one of the lines below, before a gap."""
    for line in lines[place + 1 : stop]:
        if line.gap or line.bullet:
            return False
        if is_sentence(line):
            return True
    return False


def is_open(line: Source) -> bool:
    """Whether a bracket is not closed on the line."""
    return line.flat.count("(") > line.flat.count(")")


def join_paragraphs(lines: Sequence[Source]) -> str:
    """The lines as paragraphs with a blank line between them; wrapped lines are joined again."""
    paragraphs: list[list[Source]] = []
    for line in lines:
        if paragraphs and not line.gap and paragraphs[-1][-1].number == line.number - 1:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)


def _paragraph(lines: Sequence[Source]) -> str:
    longest = max(len(line.written) for line in lines)
    text = lines[0].written
    for before, line in itertools.pairwise(lines):
        wrapped = not line.bullet and len(before.written) >= longest * _FULL_LINE
        goes_on = not before.ends_sentence and line.text[:1].islower() and not line.bullet
        text += (" " if goes_on else before.end or (" " if wrapped else "\n")) + line.written
    return text
