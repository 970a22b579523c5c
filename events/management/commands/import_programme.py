"""Imports a programme document: shows the plan and applies it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from events import releases
from events.management import documents
from events.models import Event, ImportRun, Membership
from events.plans import importing, people
from programme.comparing import describe
from programme.planning import Plan
from programme.reading import read
from programme.reading.hours import clock_of
from programme.reading.values import Options, Reading


class Command(BaseCommand):
    help = "Import a programme document: show what would change, and change it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        documents.add_arguments(parser)
        parser.add_argument(
            "--event", metavar="SLUG", help="the event's address; a new one is made where there is none"
        )
        parser.add_argument(
            "--source", default="programme", help="which document this is a version of, if not the only one"
        )
        parser.add_argument("--owner", metavar="USER", help="who gets the event at the desk, if it is a new one")
        parser.add_argument("--dry-run", action="store_true", help="show the plan, change nothing")
        parser.add_argument("--publish", action="store_true", help="make the result public at once")
        parser.add_argument(
            "--decide",
            type=_decision,
            action="append",
            default=[],
            metavar="KEY=document|desk|same|different",
            help="where desk and document disagree, or two are likely the same person; a key alone of “all” decides "
            "every disagreement, and nothing about people",
        )

    def handle(self, **parsed: Any) -> None:
        document, options = documents.content(parsed["file"]), documents.options(parsed)
        try:
            with transaction.atomic():
                event = self._event(parsed["event"], document, options, parsed["owner"])
                self._import(event, document, options, parsed)
                if parsed["dry_run"]:
                    transaction.set_rollback(True)
                    self.stdout.write("Dry run: nothing was changed.")
        except importing.ImportRefusedError as error:
            raise CommandError(f"{error}\nNothing was changed.") from error

    def _event(self, slug: str | None, document: bytes, options: Options, owner: str | None) -> Event:
        title = options.title
        if not slug:
            title = title or read(document, options).programme.event.title
            slug = slugify(title)[:80].strip("-")
        event = Event.objects.filter(slug=slug).first() if slug else None
        if event:
            if options.title not in ("", event.title) and not event.imports.exists():
                called = f"The event at /{event.slug}/ is called “{event.title}”."
                raise importing.ImportRefusedError(f"{called} Rename it at the desk, or leave --title out.")
            return event
        reading = read(document, options)
        if reason := documents.refusal(reading):
            raise importing.ImportRefusedError(reason)
        title = title or reading.programme.event.title
        if not title:
            raise importing.ImportRefusedError(
                "The document does not say what the event is called. Say it with --title."
            )
        zone = reading.programme.event.timezone
        event = Event(title=title, slug=slug or "event", timezone=zone, clock=clock_of(reading))
        try:
            event.full_clean()
        except ValidationError as error:
            raise importing.ImportRefusedError(f"The event cannot be made: {' '.join(error.messages)}") from error
        event.save()
        self.stdout.write(f"New event “{title}” at /{event.slug}/, times in {event.timezone}")
        self._own(event, owner)
        return event

    def _own(self, event: Event, owner: str | None) -> None:
        user = User.objects.filter(username=owner).first() if owner else None
        if owner and user is None:
            raise importing.ImportRefusedError(
                f"There is no account “{owner}”. Make one at the desk, or leave --owner out."
            )
        if user:
            Membership.objects.create(event=event, user=user, role=Membership.Role.OWNER)
        else:
            self.stdout.write("At the desk only administrators see it; --owner USER gives it to somebody.")

    def _import(self, event: Event, document: bytes, options: Options, parsed: dict[str, Any]) -> None:
        name, source = parsed["file"].name, parsed["source"]
        run, reading, plan = importing.prepare(event, document, name, options, source=source)
        decisions = dict(parsed["decide"])
        if plan and (plan.conflicts or plan.proposals) and decisions:
            wanted = {c.key: decisions.get(c.key) or decisions.get("all", "") for c in plan.conflicts}
            wanted |= {p.key: decisions[p.key] for p in plan.proposals if p.key in decisions}
            run, reading, plan = importing.prepare(event, document, name, options, source=source, decisions=wanted)
        self._say_reading(reading)
        if plan is None:
            raise importing.ImportRefusedError(documents.refusal(reading))
        self._say(plan)
        asked = {conflict.key for conflict in plan.conflicts} | {proposal.key for proposal in plan.proposals}
        if unknown := decisions.keys() - asked - {"all"}:
            raise importing.ImportRefusedError(f"Nothing is to be decided about {', '.join(sorted(unknown))}.")
        if parsed["dry_run"]:
            self._try(run, plan)
        else:
            self._apply(event, run, plan)
            if parsed["publish"]:
                self._publish(event)

    def _say_reading(self, reading: Reading) -> None:
        """What a person may look at or answer, and need not."""
        for note in reading.notes:
            if note.level != "error":
                self.stdout.write(documents.say_note(note, reading))
        for question in reading.questions:
            if question.optional:
                self.stdout.write(documents.say_question(question))

    def _try(self, run: ImportRun, plan: Plan) -> None:
        """Apply it in the transaction that a dry run takes back, so that what the drafts refuse shows now."""
        if not plan.undecided:
            importing.apply(run)

    def _say(self, plan: Plan) -> None:
        for change in plan.changes:
            if change.subject in ("event", "day", "panel") or change.code != "added":
                self.stdout.write(f"  {describe(change)}")
        for conflict in plan.conflicts:
            was = f" (was “{conflict.before}”)" if conflict.before else ""
            self.stdout.write(
                f"  conflict: “{conflict.title}”, {conflict.field}{was}: desk “{conflict.desk}”, "
                f"document “{conflict.document}”; {conflict.decided or 'undecided'}: --decide '{conflict.key}=…'"
            )
        for kept in plan.differences:
            if kept.outcome == "desk" and not kept.is_conflict:
                self.stdout.write(
                    f"  stays as the desk has it: “{kept.title}”, {kept.field}: desk “{kept.desk}”, "
                    f"document “{kept.now}”, now as then"
                )
        for proposal in plan.proposals:
            self.stdout.write(
                f"  likely the same person: “{proposal.name}” and “{proposal.known}” of {proposal.where or 'the desk'} "
                f"({proposal.reason}); {proposal.decided or 'left two'}: --decide '{proposal.key}=same|different'"
            )
        self.stdout.write(f"Plan: {plan.summary}")

    def _apply(self, event: Event, run: ImportRun, plan: Plan) -> None:
        last = importing.last_applied(event, run.source)
        if plan.changes or plan.conflicts or not last or last.digest != run.digest:
            importing.apply(run)
        if plan.changes:
            self.stdout.write(f"Applied to {event} as import {run.pk}. Undo with: manage.py undo_import {run.pk}")

    def _publish(self, event: Event) -> None:
        release = releases.publish(event)
        number = release.number if release else getattr(releases.newest(event), "number", None)
        said = "Published release" if release else "Nothing to publish: the public already sees release"
        self.stdout.write(f"{said} {number} at /{event.slug}/")


def _decision(text: str) -> tuple[str, str]:
    key, _, choice = text.rpartition("=")
    choices = ("same", "different") if key.startswith(people.MARK) else ("document", "desk")
    if choice not in choices or not key:
        raise ArgumentTypeError(f"“{text}” decides nothing. Write {' or '.join(f'KEY={word}' for word in choices)}.")
    return key, choice
