"""Reads files that were damaged at random, for as long as is said: make fuzz MINUTES=10

Whatever a file holds, the reader answers with a reading, its ledger whole, within a bound of time and memory. What does
not is kept in a folder, to be looked at and made a test of.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from programme.reading import Options, read
from tests.reading import files
from tests.reading import test_records as records

HERE = Path(__file__).parent
SLOWEST = 3.0  # seconds for a file of at most LARGEST
LARGEST = 400_000  # octets
MEMORY = 4 * 1024**3  # octets of address space, beyond which the run ends

Change = Callable[[random.Random, bytes], bytes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    said = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faulthandler.enable()
    kept = Path(tempfile.mkdtemp(prefix="convenor-fuzz-"))
    found, count, slowest = 0, 0, 0.0
    chance, documents = random.Random(said.seed), seeds()  # noqa: S311 - chance is all that is wanted
    print(f"Seed {said.seed}, {len(documents)} files to begin with, {said.minutes:g} minutes")  # noqa: T201
    end = time.monotonic() + said.minutes * 60
    while time.monotonic() < end:
        content = damaged(chance, documents)
        began = time.perf_counter()
        problem = problem_with(content)
        took = time.perf_counter() - began
        slowest, count = max(slowest, took), count + 1
        if took > SLOWEST:
            problem = f"took {took:.1f} s"
        if problem:
            found += 1
            file = kept / f"{found}.bin"
            file.write_bytes(content)
            print(f"{file}: {problem}")  # noqa: T201
    print(f"{count} files read, {found} problems, the slowest took {slowest:.2f} s")  # noqa: T201
    return 1 if found else 0


def problem_with(content: bytes) -> str:
    """What is wrong with how the file was read; empty for nothing."""
    try:
        reading = read(content, Options(timezone="Europe/Paris", start_date=date(2024, 5, 1)))
    except MemoryError:
        return "takes more memory than there is"
    except Exception:  # any at all is what is looked for
        return traceback.format_exc(limit=-3)
    places = [(line.number, line.place) for line in reading.ledger]
    if len(places) != len(set(places)):
        return "the ledger has a piece twice"
    if not reading.programme.panels and all(note.level != "error" for note in reading.notes):
        return "no programme, and no word of it"
    return ""


def seeds() -> Sequence[bytes]:
    """Programmes in files of every kind."""
    names = [name for folder in ("golds", "samples") for name in sorted((HERE / "reading" / folder).glob("**/*.txt"))]
    texts = [name.read_bytes() for name in names]
    rows = (files.HEADINGS, *files.ROWS)
    made = [
        files.as_word(files.LINES), files.as_opendocument(files.LINES), files.as_pdf(files.LINES),
        files.as_page(files.LINES), files.as_spreadsheet(rows), files.as_comma_separated(rows),
        files.as_page_with_table(rows), files.as_word_with_table(rows), files.as_markdown_table(rows),
        records.schedule(*(f"<title>Item {n}</title><start>1{n}:00</start><persons/>" for n in range(9))),
        records.events(*(f"SUMMARY:Item {n}\nDTSTART;TZID=Europe/Oslo:20240606T0{n}0000" for n in range(9))),
        records.SESSIONS, records.SCHEDULE,
    ]  # fmt: skip
    return [content for content in (*texts, *made * 3) if content]


def damaged(chance: random.Random, documents: Sequence[bytes]) -> bytes:
    content = chance.choice(documents)
    inside = content.startswith(b"PK") and chance.random() < 0.7
    for _ in range(chance.randint(1, 6)):
        change = chance.choice(CHANGES)
        content = in_archive(chance, content, change) if inside else change(chance, content)
    if chance.random() < 0.1:
        content = splice(chance, content, chance.choice(documents))
    return content[:LARGEST]


def in_archive(chance: random.Random, content: bytes, change: Change) -> bytes:
    """The archive with one of its files changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    parts[name] = change(chance, parts[name])
    return files.packed(parts)


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    first, last = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[last:]


def repeat(chance: random.Random, content: bytes) -> bytes:
    first = chance.randrange(len(content) + 1)
    piece = content[first : first + chance.randint(1, 2000)]
    return content[:first] + piece * chance.randint(2, 40) + content[first:]


def splice(chance: random.Random, content: bytes, other: bytes | None = None) -> bytes:
    other = other or content
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def insert(chance: random.Random, content: bytes) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(NASTY) * chance.randint(1, 30) + content[place:]


def shuffle(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    first = chance.randrange(len(lines))
    part = lines[first : first + chance.randint(2, 12)]
    chance.shuffle(part)
    return b"\n".join([*lines[:first], *part, *lines[first + len(part) :]])


CHANGES: Sequence[Change] = (flip, cut, repeat, splice, insert, shuffle)
NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e\u2028\x85".encode(), b"\t", b"(", b"((((", b"[", b"|", b'"',
    b",", b";",
    b"9:00", b"24:00-", b"99:99", b"9.5", b"\r", b"\n", b"- ", b"**", b"`", b"~~", b"&#0;", b"&lol;", b"<td>",
    b"<table>", b"</", b"<![CDATA[", b"BEGIN:VEVENT\r\n", b"31 June ",
    b"DTSTART:00000000T999999Z\r\n", b'"a":1e999,',
    b"0000-00-00", b"2024-02-30", b"Day 99999999999: ", b"\xd9\xa9:\xd9\xa0\xd9\xa0", "İıſß".encode(), b"Panel ",
    b"Moderator: ", b"1" * 300, b"a" * 5000, b" ,", b"::", b"UTC+99", b"Speakers:\n",
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
