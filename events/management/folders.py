"""A folder of files that a command writes, and later brings up to date."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LIST = ".convenor-export.json"  # what of the folder is ours


class FolderError(Exception):
    """The folder cannot be written to; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files the folder has now, and what became of them. `octets`: of all of them."""

    files: int
    octets: int
    new: int
    changed: int
    gone: int


class Draft:
    """The files as they are to be, made beside the folder, which stays as it is until `finish`."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._folder, self._place = folder, place
        self._names: dict[str, int] = {}

    def write(self, name: str, content: bytes) -> None:
        file = self._place / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise FolderError(f"{name} cannot be written: {error.strerror}.") from error
        self._names[name] = len(content)

    def finish(self) -> Written:
        """The folder becomes the draft: a new one in one step; in an older one only what differs is replaced, each
        file in one step and pages last, and what is gone is removed. What somebody put beside it stays."""
        try:
            return self._finish()
        except OSError as error:
            raise FolderError(f"{self._folder} cannot be written: {error.strerror}. Export again.") from error

    def _finish(self) -> Written:
        before = _ours(self._folder)
        gone = before - self._names.keys()
        if before or any(self._folder.glob("*")):
            new, changed = self._update(before)
        else:
            self._list(self._place, set(self._names))
            self._place.chmod(0o755)
            self._place.replace(self._folder)
            new, changed = len(self._names), 0
        for name in gone:
            _remove(self._folder, name)
        self._list(self._folder, set(self._names))
        return Written(len(self._names), sum(self._names.values()), new, changed, len(gone))

    def _update(self, before: set[str]) -> tuple[int, int]:
        self._list(self._folder, before | self._names.keys())  # if this is interrupted, the next one still knows
        new = changed = 0
        for name in sorted(self._names, key=lambda name: (name.endswith(".html"), name)):
            made, there = self._place / name, self._folder / name
            is_new = not there.is_file()
            if not is_new and there.read_bytes() == made.read_bytes():
                continue
            there.parent.mkdir(parents=True, exist_ok=True)
            made.replace(there)
            new, changed = new + is_new, changed + (not is_new)
        return new, changed

    def _list(self, folder: Path, names: set[str]) -> None:
        text = json.dumps({"files": sorted(names)}, ensure_ascii=False, indent=0) + "\n"
        file = folder / LIST
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


@contextmanager
def drafted(folder: Path) -> Iterator[Draft]:
    """A draft of the folder; nothing of it is left where it is not finished. Raises FolderError."""
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise FolderError(f"{folder} is a file. Name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LIST).is_file():
        raise FolderError(f"{folder} has other things in it and is no earlier export. Name a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise FolderError(f"Nothing can be written beside {folder}: {error.strerror}.") from error
    try:
        yield Draft(folder, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _ours(folder: Path) -> set[str]:
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    except FileNotFoundError:
        return set()
    except (ValueError, KeyError, TypeError) as error:
        raise FolderError(f"{folder / LIST} cannot be read. Remove the folder and export again.") from error
    return {str(name) for name in found if not Path(name).is_absolute() and ".." not in Path(name).parts}


def _remove(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    for parent in (folder / name).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        os.rmdir(parent)
