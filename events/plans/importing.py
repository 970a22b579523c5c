"""From a document to the drafts: prepare a run, show its plan, apply it.

A run is prepared and may be looked at for as long as people like. Applying plans anew, in the transaction that writes,
and refuses where that plan is not the one that was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from events import drafts, edits, erased, releases, storing
from events.models import Event, ImportRun
from events.plans import people
from programme import form
from programme.comparing import compare, describe
from programme.model import Programme
from programme.planning import Plan, plan
from programme.reading import read
from programme.reading.limits import LIMITS
from programme.reading.values import Options, Reading, as_json

SHEET = "spreadsheet"  # the source of what the desk gave out as one


class ImportRefusedError(ValueError):
    """The import cannot be applied; nothing was changed. The message says why and what to do."""


def read_within_limits(document: bytes, options: Options) -> Reading:
    """The reading of a document no larger than the settings allow."""
    return read(document, options, replace(LIMITS, size=settings.MAX_DOCUMENT_SIZE))


def options_from_json(data: Mapping[str, Any]) -> Options:
    return Options(
        title=data.get("title", ""),
        timezone=data.get("timezone", ""),
        start_date=date.fromisoformat(data["start_date"]) if data.get("start_date") else None,
        day_titles=tuple((date.fromisoformat(day), title) for day, title in data.get("day_titles", {}).items()),
        order=data.get("order", ""),
        date_order=data.get("date_order", ""),
        ends=data.get("ends", ""),
    )


def options_as_json(options: Options) -> dict[str, Any]:
    return {
        "title": options.title,
        "timezone": options.timezone,
        "start_date": options.start_date.isoformat() if options.start_date else "",
        "day_titles": {day.isoformat(): title for day, title in options.day_titles},
        "order": options.order,
        "date_order": options.date_order,
        "ends": options.ends,
    }


def options_for(event: Event, source: str, said: Options) -> Options:
    """What was said now, completed by what was said for this document the last time.

    How dates in digits are read, and what is said of ends, holds for all documents of the event. No zone is said where
    it is the event's: so that nobody who changes that one meanwhile is overruled by an import that meant the same.
    """
    runs = event.imports.exclude(state=ImportRun.State.UNDONE).order_by("-pk")
    last = runs.filter(source=source).first()
    known = options_from_json(last.options) if last else Options()
    before = [options_from_json(run.options) for run in runs.only("options")[:20]]
    return Options(
        title=said.title or known.title,
        timezone="" if said.timezone == event.timezone else said.timezone,
        start_date=said.start_date or known.start_date,
        day_titles=tuple((dict(known.day_titles) | dict(said.day_titles)).items()),
        order=said.order or known.order,
        date_order=said.date_order
        or known.date_order
        or next((each.date_order for each in before if each.date_order), ""),
        ends=said.ends or known.ends or next((each.ends for each in before if each.ends), ""),
    )


def last_applied(event: Event, source: str) -> ImportRun | None:
    return event.imports.filter(source=source, state=ImportRun.State.APPLIED).order_by("-applied_at", "-pk").first()


def prepare(
    event: Event,
    document: bytes,
    name: str,
    options: Options,
    *,
    source: str = "programme",
    user: User | None = None,
    decisions: Mapping[str, str] | None = None,
    base: str = "",
) -> tuple[ImportRun, Reading, Plan | None]:
    """A run that is not saved, its reading, and its plan where the reading is complete. Changes nothing.

    `base`: the programme, in JSON form, that the document was made of; else it is compared with the last of its source.
    """
    options = options_for(event, source, options)
    reading = _read(event, document, options)
    run = ImportRun(
        event=event,
        source=source,
        name=name[:255],
        document=document,
        digest=hashlib.sha256(document).hexdigest(),
        options=options_as_json(options),
        reading=as_json(reading),
        decisions=dict(decisions or {}),
        base=base,
        created_by=user,
    )
    if not reading.complete:
        return run, reading, None
    made, now = _plan(run, reading)
    run.plan, run.drafts = plan_as_json(made), form.dumps(now)
    return run, reading, made


def reread(run: ImportRun) -> tuple[Reading, Plan | None]:
    """The reading and plan of a run as they are today."""
    reading = _read(run.event, bytes(run.document), options_from_json(run.options))
    return reading, _plan(run, reading)[0] if reading.complete else None


def _read(event: Event, document: bytes, options: Options) -> Reading:
    """In the zone that was said with the document, else in the event's."""
    options = replace(options, timezone=options.timezone or event.timezone)
    return erased.left_out(event, read_within_limits(document, options))


def apply(run: ImportRun, user: User | None = None) -> Plan:
    """Write what the run's plan says, all or nothing. Raises ImportRefusedError.

    Refused: a run that was applied already, an incomplete reading, conflicts that nobody decided, and a plan that is no
    longer the one that was shown, because the drafts, the document or the last import changed since.
    """
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=run.event_id)
        if run.pk and ImportRun.objects.get(pk=run.pk).state != ImportRun.State.PREVIEWED:
            raise ImportRefusedError("This import was applied already. Import the document again to see what is left.")
        if event.state == Event.State.ARCHIVED:
            raise ImportRefusedError(f"{event} is archived. Open it first.")
        run.event = event
        made = _replan(run)
        linked = people.linked(made.result)
        with edits.recording(event, user, f"Imported “{run.name}”", "import", speakers=linked, run=run):
            _store(run, made, user)
    return made


def _store(run: ImportRun, made: Plan, user: User | None) -> None:
    try:
        storing.store(run.event, form.loads(Programme, run.drafts), made.result)
    except storing.DraftsError as error:
        raise ImportRefusedError(f"The drafts cannot hold this: {error}") from error
    except IntegrityError as error:
        raise ImportRefusedError(f"Two things in this programme cannot stand together: {error}") from error
    people.remember(run.decisions, made.result, user)
    run.base = form.dumps(made.base)
    run.state, run.applied_at, run.applied_by = ImportRun.State.APPLIED, timezone.now(), user
    run.save()


def plan_as_json(made: Plan) -> dict[str, Any]:
    return {
        "summary": made.summary,
        "changes": [asdict(change) | {"text": describe(change)} for change in made.changes],
        "conflicts": [asdict(conflict) for conflict in made.conflicts],
        "people": [asdict(proposal) for proposal in made.proposals],
        "differences": [asdict(difference) for difference in made.differences],
    }


def _without_open(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The plan without proposals that nobody has decided: they change nothing, and come and go with other events."""
    return {**plan, "people": [proposal for proposal in plan.get("people", ()) if proposal["decided"]]}


def _plan(run: ImportRun, reading: Reading) -> tuple[Plan, Programme]:
    """The plan, and the drafts that it was made for."""
    last = last_applied(run.event, run.source)
    said = run.base if run.base and run.state == ImportRun.State.PREVIEWED else last.base if last else ""
    base = form.loads(Programme, said) if said else Programme()
    now = drafts.load(run.event)

    def new_uid(key: str) -> str:
        return str(uuid5(UUID(str(run.uid)), key))  # the same at the preview and when applied, and never again

    known = {*base.panel, *base.speaker, *now.panel, *now.speaker}
    past = releases.remembered(run.event, known)
    met = people.known_people(run, {*base.speaker, *now.speaker})
    hidden = drafts.held_back_parts(run.event, timezone.now())
    return plan(reading.programme, base, now, new_uid, run.decisions, past, met, hidden), now


def _replan(run: ImportRun) -> Plan:
    if hashlib.sha256(bytes(run.document)).hexdigest() != run.digest:
        raise ImportRefusedError("The document is not the one that was previewed. Import it again.")
    reading = _read(run.event, bytes(run.document), options_from_json(run.options))
    if not reading.complete:
        problems = [note.message for note in reading.notes if note.level == "error"]
        raise ImportRefusedError(" ".join(problems + [question.message for question in reading.needed]))
    made, now = _plan(run, reading)
    if form.dumps(now) != run.drafts:
        changed = [describe(change) for change in compare(form.loads(Programme, run.drafts), now)]
        raise ImportRefusedError(
            f"Somebody changed the desk since this plan was shown: {'; '.join(changed[:5])}"
            f"{f' and {len(changed) - 5} more' if len(changed) > 5 else ''}. Look at the new plan before you apply it."
        )
    if _without_open(plan_as_json(made)) != _without_open(run.plan):
        raise ImportRefusedError(
            "Another import was applied, or taken back, since this plan was shown. Look at the new plan first."
        )
    if made.undecided:
        titles = ", ".join(f"“{conflict.title}” ({conflict.field})" for conflict in made.undecided[:5])
        raise ImportRefusedError(f"Desk and document disagree, and nobody has decided yet: {titles}.")
    return made
