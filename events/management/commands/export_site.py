"""Writes the whole public side as files, for a disk or for a web host that runs nothing."""

from __future__ import annotations

import logging
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from events.management.folders import Draft, FolderError, drafted
from events.site import carrying, store, walking
from events.site.walking import Answer, Reference

NOT_FILES = ("/admin/", "/api/", "/healthz", "/readyz", "/metrics")
NOWHERE = "/not-found/"  # an event's address cannot be it as long as it answers 404


class Command(BaseCommand):
    help = "Write the public side as files that work from a disk and on any web host: pages, calendars, documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to; a new folder, or that of an earlier export")
        parser.add_argument("--event", action="append", metavar="SLUG", help="only this one; may be given again")
        parser.add_argument("--url", type=_url, help="where it will stand, as in https://example.org/programme")

    def handle(self, **parsed: Any) -> None:
        slugs = _slugs(parsed["event"])
        url = parsed["url"] or settings.SITE_URL
        logging.getLogger("django.request").setLevel(logging.ERROR)  # that nothing stands somewhere is said below
        try:
            with drafted(parsed["folder"]) as draft, store.apart(url, slugs):
                missing = _write(draft, slugs)
                written = draft.finish()
        except FolderError as error:
            raise CommandError(str(error)) from error
        same = written.files - written.new - written.changed
        self.stdout.write(
            f"Wrote {written.files} files, {written.octets / 1e6:.1f} MB, to {parsed['folder']} for {url}: "
            f"{written.new} new, {written.changed} changed, {same} as they were, {written.gone} removed."
        )
        for reference, answer in missing:
            self.stdout.write(f"Not there: {answer.path} ({answer.status}), which {reference.page} names.")
        self.stdout.write(
            "Only a server can do these, so they are left out: filters and orders without JavaScript, calendars and QR "
            "codes of chosen panels, oEmbed, the API."
        )


def _write(draft: Draft, slugs: list[str]) -> list[tuple[Reference, Answer]]:
    """Returns the links that lead nowhere."""
    found, missing = dict[str, Answer](), []
    for reference, answer in _walked(slugs):
        if answer.status == 200:
            found |= {} if answer.is_personal else {answer.path: answer}
        elif answer.status >= 500 or reference.is_part:
            of = f", a part of {reference.page}," if reference.page else ""
            raise CommandError(f"{reference.path}{of} answers {answer.status}. Nothing was written.")
        elif reference.is_sure:
            missing.append((reference, answer))
    for answer in found.values():
        draft.write(_file_of(answer.path), carrying.carried(answer, found.__contains__))
    nothing = walking.asker()(NOWHERE).text
    draft.write("404.html", carrying.below(nothing, urlsplit(settings.SITE_URL).path))
    draft.write(carrying.ADDED, (settings.BASE_DIR / carrying.ADDED).read_bytes())
    return missing


def _walked(slugs: list[str]) -> Iterator[tuple[Reference, Answer]]:
    asked = ""

    def ask(path: str) -> Answer:
        nonlocal asked
        asked = path
        return answering(path)

    answering = walking.asker()
    try:
        yield from walking.walk(ask, walking.starts(slugs, "site"), lambda path: not path.startswith(NOT_FILES))
    except CommandError:
        raise
    except Exception as error:  # whatever is wrong with one page, it is that page's name that helps
        hint = " Run manage.py collectstatic first." if "staticfiles manifest" in str(error) else ""
        raise CommandError(f"{asked} cannot be made: {error}.{hint} Nothing was written.") from error


def _file_of(path: str) -> str:
    try:
        return carrying.file_of(path)
    except ValueError as error:
        raise CommandError(f"{error} Nothing was written.") from error


def _slugs(wanted: list[str] | None) -> list[str]:
    public = store.current.numbers()
    if unknown := [slug for slug in wanted or () if slug not in public]:
        raise CommandError(f"No event is published at /{unknown[0]}/.")
    return sorted(wanted or public)


def _url(text: str) -> str:
    url = text.rstrip("/")
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        is_one = False
    if not is_one:
        raise ArgumentTypeError(f"“{text}” is no address of a site. Write it as in https://example.org/programme")
    return url
