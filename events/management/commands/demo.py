"""From nothing to a served schedule: the sample forum, an organiser's account and the production server."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from events import releases
from events.models import Event, Membership
from events.plans import importing

FIXTURE = settings.BASE_DIR / "fixtures" / "mesf-2021.txt"
FACTS = FIXTURE.with_suffix(".json")  # what the document does not say
ACCOUNT = "organiser"


class Command(BaseCommand):
    help = "Serve the sample forum on this machine, with everything that it needs. Run again, it changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, but do not start the server")

    def handle(self, **parsed: Any) -> None:
        port = parsed["port"]
        if settings.PRODUCTION:
            raise CommandError(
                f"The demo makes an account and is for your own machine; SITE_URL is {settings.SITE_URL}."
            )
        if not parsed["no_serve"]:
            refuse_taken(port)
        self.say("Preparing the database", call_command, "migrate", verbosity=0)
        self.say("Collecting styles and images", collect)
        facts = json.loads(FACTS.read_text())
        event = Event.objects.filter(slug=facts["slug"]).first()
        if event is None:
            event = self.say(
                f"Reading {FIXTURE.relative_to(settings.BASE_DIR)} and publishing it", load, FIXTURE, facts
            )
        self._count(event)
        password = account(event)
        self._addresses(f"http://127.0.0.1:{port}", event, password)
        if not parsed["no_serve"]:
            self.stdout.flush()
            serve(port)

    def say(self, what: str, work: Any, *args: Any, **options: Any) -> Any:
        self.stdout.write(f"{what} …", ending="")
        self.stdout.flush()
        result = work(*args, **options)
        self.stdout.write(" done")
        return result

    def _count(self, event: Event) -> None:
        release = releases.newest(event)
        if release:
            kinds = Counter(panel.kind for panel in release.programme.panels)
            items = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.most_common())
            self.stdout.write(
                f"Release {release.number} of {event}: {items}, {len(release.programme.speakers)} speakers"
            )

    def _addresses(self, site: str, event: Event, password: str) -> None:
        host = site.partition("://")[2]
        self.stdout.write(
            f"""
  Schedule   {site}/{event.slug}/
  Calendar   {site}/{event.slug}/calendar.ics
             webcal://{host}/{event.slug}/calendar.ics
  Desk       {site}/admin/   sign in as {ACCOUNT}, password {password or "as you have set it"}
  API        {site}/api/v1/   described at {site}/api/v1/docs/

Ctrl-C stops the server; what you change is kept in {os.path.relpath(settings.DATA_DIR)}/
"""
        )


def collect() -> None:
    """collectstatic, where anything has changed since it last ran here: a file, or how files are made smaller."""
    files = [Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    files += [settings.BASE_DIR / "config" / "statics.py", settings.BASE_DIR / "pyproject.toml"]
    seen = repr(sorted((str(file), file.stat().st_mtime_ns) for file in files))
    kept = settings.STATIC_ROOT / ".collected"
    if not kept.exists() or kept.read_text() != seen:
        call_command("collectstatic", interactive=False, verbosity=0)
        kept.write_text(seen)


def refuse_taken(port: int) -> None:
    if not 0 < port < 65536:
        raise CommandError(f"{port} is no port. A port is a number from 1 to 65535: make demo PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken or not to be had. Choose another: make demo PORT=8001") from error


@transaction.atomic
def load(document: Path, facts: dict[str, Any]) -> Event:
    """The event of the facts, with the document imported and published."""
    names = ("slug", "title", "timezone", "organiser", "venue")
    event = Event(languages=" ".join(facts["languages"]), **{name: facts[name] for name in names})
    event.full_clean()
    event.save()
    options = importing.options_from_json({key: facts[key] for key in ("start_date", "day_titles")})
    run, reading, plan = importing.prepare(event, document.read_bytes(), document.name, options)
    if plan is None:
        raise CommandError("; ".join(note.message for note in reading.notes))
    importing.apply(run)
    releases.publish(event)
    return event


def account(event: Event) -> str:
    """The organiser's password where it is the one that the demo made, else nothing."""
    kept = settings.DATA_DIR / "demo-password"
    users = get_user_model()
    user = users.objects.filter(username=ACCOUNT).first()
    if user is None:
        password = secrets.token_urlsafe(12)
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            file.write(password)
        user = users.objects.create_user(ACCOUNT, password=password, is_staff=True)
        Membership.objects.create(user=user, event=event, role=Membership.Role.OWNER)
    password = kept.read_text() if kept.exists() else ""
    return password if check_password(password, user.password) else ""


def serve(port: int) -> None:
    """This process becomes the server."""
    os.environ["SITE_URL"] = f"http://127.0.0.1:{port}"
    command = [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--blocking-threads",
        "4",
    ]
    os.execv(sys.executable, [sys.executable, *command, "--no-ws", "config.wsgi:application"])  # noqa: S606
