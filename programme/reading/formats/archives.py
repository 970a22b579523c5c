"""Files that are archives of files, as office documents are: opened only where they stay within the limits."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from programme.reading.documents import UnreadableError
from programme.reading.limits import Limits

_MOST_FILES = 10_000
# What the standard library raises for an archive that is not what it says.
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)


def names_in(content: bytes) -> frozenset[str]:
    """The names of the files in an archive. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except DAMAGED as error:
        raise UnreadableError(
            "the file is damaged: it is packed and cannot be unpacked. Save it again, or send it again"
        ) from error


def check(content: bytes, limits: Limits) -> None:
    """Raises UnreadableError where what is packed says that it is too large, or is larger than it says."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        infos = archive.infolist()
        total = sum(info.file_size for info in infos)
        if total > limits.unpacked or len(infos) > _MOST_FILES:
            raise UnreadableError(
                f"the file unpacks to {total / 1e6:,.0f} MB, more than the {limits.unpacked / 1e6:g} MB that are "
                "read. Save it without pictures"
            )
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError("the file is protected by a password. Save it without one")
