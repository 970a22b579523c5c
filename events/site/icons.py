"""The sign of the site, a programme in three lines, in the event's colour: as SVG, and as PNG for home screens."""

from __future__ import annotations

import struct
import zlib

from events.site import colours
from programme.model import Release

ACCENT = "#8a1f2b"  # --accent of static/site/site.css
LIGHT, TINT = "#fdfcf9", "#f0c9cc"
SIZES = (192, 512)
# Of a square of 32: from the left, from the top, how wide, in which colour. Each bar is 3 high. All of it lies within
# the circle of 40 % around the middle that every launcher shows (W3C manifest, "maskable").
BARS = (
    (8, 9, 4.5, TINT),
    (8, 14.5, 4.5, TINT),
    (8, 20, 4.5, TINT),
    (14.5, 9, 9, LIGHT),
    (14.5, 14.5, 6, LIGHT),
    (14.5, 20, 9, LIGHT),
)
HIGH = 3


def colour(release: Release) -> str:
    """The event's, dark enough for the light bars."""
    own = release.programme.event.colour
    return colours.readable(own, (LIGHT,)) if colours.is_colour(own) else ACCENT


def svg(release: Release) -> str:
    bars = "".join(
        f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{HIGH}" fill="{fill}"/>'
        for left, top, wide, fill in BARS
    )
    ground = f'<rect width="32" height="32" rx="6" fill="{colour(release)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ground}{bars}</svg>'


def png(release: Release, size: int) -> bytes:
    """Full to the edges, for launchers cut it to their own shape. Three colours (PNG, colour type 3)."""
    palette = [colour(release), TINT, LIGHT]
    rows = [bytearray(size) for _ in range(size)]
    for left, top, wide, fill in BARS:
        first, last = round(left * size / 32), round((left + wide) * size / 32)
        for row in rows[round(top * size / 32) : round((top + HIGH) * size / 32)]:
            row[first:last] = bytes([palette.index(fill)]) * (last - first)
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    colour_table = b"".join(bytes.fromhex(entry[1:]) for entry in palette)
    chunks = ((b"IHDR", header), (b"PLTE", colour_table), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
