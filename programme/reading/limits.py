"""How much of a file is read. Beyond it the reader refuses, so that no file can take a machine's time or memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    size: int = 20_000_000  # bytes of the file
    unpacked: int = 200_000_000  # bytes of what is packed in it, all together
    pieces: int = 400_000  # lines, or lines of cells, or elements
    line: int = 1_000_000  # characters in one of them
    columns: int = 500  # of a table


LIMITS = Limits()
