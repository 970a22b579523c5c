"""People named in the description of an event of a calendar: “Moderator: …”, or a list below “Speakers:”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from programme.reading.formats.content_lines import Property
from programme.reading.marks import Field
from programme.reading.naming import is_name
from programme.reading.roles import is_placeholder, read_role, role_of
from programme.reading.several import holds_person
from programme.reading.splitting import is_sentence, split_line
from programme.reading.text import Source


def labelled_people(pieces: Sequence[Source]) -> Iterator[Field]:
    """What each line of a description is: people where a label says so, otherwise part of the abstract."""
    listed = False  # the line before is a label for several people, or one of them
    for number, piece in enumerate(pieces):
        label = read_role(piece)
        text, flat = (piece.text[label.start :].strip(), piece.flat[label.start :].strip()) if label else ("", "")
        if label and not text:
            below = pieces[number + 1 : number + 2]
            listed = any(not line.gap and _is_person(line) for line in below)
            yield Field("person" if listed else "abstract", label.role)
        elif label and not is_sentence(piece) and (is_placeholder(text) or holds_person(flat, text)):
            listed = label.plural
            yield Field("person", label.role)
        elif listed and not piece.gap and label is None and _is_person(piece):
            yield Field("person")
        else:
            listed = False
            yield Field("abstract")


def _is_person(piece: Source) -> bool:
    return split_line(piece.text, piece.flat) is not None and not is_sentence(piece)


def attending(prop: Property) -> Field | None:
    """What a person's property says of them, where it has their name and says that they speak or lead."""
    name, role = prop.params.get("CN", ""), prop.params.get("ROLE", "")
    if prop.name != "ATTENDEE" or not is_name(name):
        return None
    told = role_of(role.replace("-", " ").casefold())
    if told:
        return Field("person", told[0], True, name=name)
    return Field("person", "chair", True, name=name) if role.upper() == "CHAIR" else None
