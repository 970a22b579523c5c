"""People taken in below one heading: after labels, and from pieces of which the file's structure says what they are."""

from __future__ import annotations

import re

from programme.model import Link, Role
from programme.reading import words
from programme.reading.body import Body
from programme.reading.columns import LANGUAGES
from programme.reading.formats.links import is_address
from programme.reading.marks import Field
from programme.reading.naming import is_labelled_name
from programme.reading.people import Person, cut_names, give_billings, is_credit, read_people
from programme.reading.roles import Label, is_placeholder, read_role
from programme.reading.several import holds_person
from programme.reading.splitting import is_sentence, split_line
from programme.reading.text import Source
from programme.reading.text import flat as smooth
from programme.reading.values import NOT_UNDERSTOOD

_HEADLESS = re.compile(r"\s*[:|,]\s?\S")


class Gathering:
    """Takes people into a body. What a label says holds for the lines below it."""

    def __init__(self, body: Body, whole: bool) -> None:
        """`whole`: whether who stands on the heading's line is known to be named by it whole."""
        self.body, self.whole = body, whole
        self.paper = ""  # the title of a talk whose speaker stands below it
        self.role: Role = "speaker"
        self.grouped = False  # below a label such as “Speakers:”
        self.single = False  # whose label is for one person
        self.cell: Field | None = None  # the last cell of people, and how many people were there before it
        self.beside = 0

    def byline(self, line: Source) -> None:
        """Somebody on the line of the title."""
        named = self._named if self.whole else self._one_named
        named(Field("person", exact=self.whole), line)
        self.end_label()

    def end_label(self) -> None:
        self.role, self.grouped, self.single = "speaker", False, False

    def field(self, mark: Field, line: Source) -> str:
        """Takes in a piece of which the file's structure says what it is."""
        if mark.use == "person":
            if mark is not self.cell:
                self.cell, self.beside = mark, len(self.body.people)
            return self._named(mark, line)
        if mark.use == "billing":
            given = give_billings(self.body.people, self.beside, line.text)
            return "person" if given else NOT_UNDERSTOOD
        return "person" if mark.use == "person-billing" else mark.use

    def _named(self, mark: Field, line: Source) -> str:
        """People in a piece that holds nothing else."""
        if mark.exact:
            name = mark.name or line.text
            self.body.people.append(
                Person(name, mark.billing, mark.role, True, "confirmed", line.number, paper=mark.paper)
            )
            return "person"
        uses = [self._one_named(mark, piece) for piece in _at_semicolons(line)]
        return next((use for use in ("person", "placeholder", "label") if use in uses), NOT_UNDERSTOOD)

    def _one_named(self, mark: Field, line: Source) -> str:
        if not any(map(str.isalpha, line.flat)):
            return "label"  # a dash that stands for nobody
        if use := self.labelled(line) or self.open(line):
            return use
        role = self.role if self.grouped else mark.role
        if mark.names:
            found = [Person(name, "", role, True, "confirmed", line.number) for name in cut_names(line.text)]
        else:
            found = read_people(line.text, line.flat, role, True, line.number, True, cell=True)
        self.body.people += found
        return "person" if found else NOT_UNDERSTOOD

    def labelled(self, line: Source) -> str:
        """A line that begins with a role, a room or a track."""
        if use := self._placed(line):
            return use
        label = read_role(line)
        return self._peopled(line, label) if label else ""

    def linked(self, line: Source) -> str:
        """“Live: https://…”, which is where to watch and no part of the abstract."""
        link = labelled_link(line)
        if link is None:
            return ""
        if link not in self.body.links:
            self.body.links.append(link)
        return "link"

    def _placed(self, line: Source) -> str:
        name, colon, value = line.text.partition(":")
        name, value = name.strip(" *_"), value.strip(" *_")  # Markdown's marks for what is set in bold
        low = name.casefold()
        if colon and value and low in words.ROOM_LABELS:
            self.body.room = self.body.room or value
            return "room"
        if colon and value and low in words.TRACK_LABELS:
            self.body.track = self.body.track or value
            return "track"
        if colon and low in words.LANGUAGE_LABELS and (code := _language(value)):
            self.body.language = self.body.language or code
            return "language"
        return ""

    def _peopled(self, line: Source, label: Label) -> str:
        """The people after a label, or below it."""
        text, flat = line.text[label.start :].strip(), line.flat[label.start :].strip()
        if not text:
            self.role, self.grouped, self.single = label.role, True, not label.plural
            return "label"
        if is_placeholder(text):
            self.body.open.append(line.number)
            return "placeholder"
        if text.endswith((").", "].")):
            text, flat = text[:-1], flat[:-1]  # the stop of a sentence that is nothing but people
        elif is_sentence(line):
            text, flat = text.rstrip("."), flat.rstrip(".")
            if not line.text.endswith(".") or not is_credit(text, label.plural):
                return ""
        if not (holds_person(flat, text) or split_line(text, flat, single=True) or _is_somebody(text)):
            return ""
        self.add(read_people(text, flat, label.role, True, line.number, label.plural))
        if any(is_placeholder(piece) for piece in text.split(";") if piece.strip() != text):
            self.body.open.append(line.number)
        self.role, self.grouped, self.single = (label.role, True, False) if label.plural else ("speaker", False, False)
        return "person"

    def open(self, line: Source) -> str:
        """A place without a person yet, or a role without a name."""
        if is_placeholder(line.text):
            self.body.open.append(line.number)
            return "placeholder"
        if _HEADLESS.match(line.flat):
            self.body.nameless.append(line.number)
            return NOT_UNDERSTOOD
        return ""

    def add(self, found: list[Person]) -> None:
        """Takes people in, with the title that stands above the first of them."""
        if self.paper and found:
            found[0] = found[0]._replace(paper=self.paper)
            self.paper = ""
        self.body.people += found


def labelled_link(line: Source) -> Link | None:
    """The address after a label that says what it leads to, where nothing else stands on the line."""
    name, colon, value = line.text.partition(":")
    rel = words.LINK_LABELS.get(smooth(name).strip(" *_").casefold()) if colon else None
    address = value.strip(" \u00a0.*_<>")
    return Link(address, rel=rel) if rel and is_address(address) else None


def _is_somebody(text: str) -> bool:
    """Whether the text after a label is an odd name with words after it: “X Æ A-12 Li, Founder, YakCo”."""
    name, comma, billing = text.partition(",")
    return bool(comma) and billing.strip()[:1].isalpha() and is_labelled_name(name.strip())


def _language(value: str) -> str:
    """The code of “French”, “French (with interpretation)”; empty for several, and for what is none."""
    low = value.partition("(")[0].strip(" .").casefold()
    return LANGUAGES.get(low) or (low if low in LANGUAGES.values() else "")


def _at_semicolons(line: Source) -> list[Source]:
    """The line's parts: a label holds for what stands before the next semicolon."""
    if ";" not in line.flat:
        return [line]
    texts = (text.strip() for text in line.text.split(";"))
    return [line._replace(text=text, flat=smooth(text)) for text in texts if text]
