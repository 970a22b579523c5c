"""Who is known beside the drafts of an event, for a plan to propose: people of other events, other names, merges.

A plan that a person makes knows the people whom that person may see at the desk. One made on the command line knows
everybody: who has the machine has the data.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.contrib.auth.models import User

from events import drafts, merging
from events.desk import access
from events.models import Appearance, Event, ImportRun
from programme import model as value
from programme.matching import person_key
from programme.meeting import People
from speakers.models import Speaker

MARK = "person:"  # what the key of a decision about people begins with


def known_people(run: ImportRun, here: Collection[str]) -> People:
    """`here`: the uids of people of the run's event, at the desk or in the last document."""
    merged = merging.where_they_went()
    now = {*here, *(merged[uid] for uid in here if uid in merged)}
    return People(_elsewhere(run, now), _aliases(run.event, now, merged), merged)


def remember(decisions: Mapping[str, str], result: value.Programme, user: User | None) -> None:
    """Of whom it was said that they are not the same, so that nobody asks again."""
    names: dict[str, list[str]] = defaultdict(list)
    for speaker in result.speakers:
        names[person_key(speaker.name)].append(speaker.uid)
    for key, choice in decisions.items():
        name, _, known = key.removeprefix(MARK).rpartition(":")
        if key.startswith(MARK) and choice == "different":
            for uid in names[name]:
                if uid != known:
                    merging.tell_apart(UUID(uid), UUID(known), user)


def _elsewhere(run: ImportRun, here: Collection[str]) -> tuple[tuple[value.Speaker, str], ...]:
    user = run.created_by
    if user is None and run.pk:
        return ()  # it was kept for somebody whose account is gone, and may be shown to others
    seen = access.seen_speakers(user) if user else Speaker.objects.all()
    events = access.seen_events(user) if user else Event.objects.all()
    rows = [row for row in seen.order_by("pk") if str(row.uid) not in here]
    parts = Appearance.objects.filter(panel__event__in=events.exclude(pk=run.event_id)).order_by()
    titles: dict[int, set[str]] = defaultdict(set)
    for speaker, title in parts.values_list("speaker", "panel__event__title").distinct():
        titles[speaker].add(title)
    return tuple((drafts.speaker_value(row), ", ".join(sorted(titles[row.pk])) or "no event") for row in rows)


def _aliases(event: Event, here: Collection[str], merged: Mapping[str, str]) -> dict[str, str]:
    """Names that were merged into people of this event, or said to be theirs at an import that stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, uid in merging.other_names(here):
        found[person_key(name)].add(uid)
    said = event.imports.filter(state=ImportRun.State.APPLIED).order_by("pk").values_list("decisions", flat=True)
    for key, choice in (item for decisions in said for item in decisions.items()):
        if key.startswith(MARK) and choice == "same":
            name, _, uid = key.removeprefix(MARK).rpartition(":")
            found[name].add(merged.get(uid, uid))
    return {name: next(iter(uids)) for name, uids in found.items() if len(uids) == 1}


def linked(result: value.Programme) -> list[int]:
    """The primary keys of the people of a programme who are known already, wherever they appear."""
    uids = [speaker.uid for speaker in result.speakers]
    rows = (Speaker.objects.filter(uid__in=uids[n : n + 500]) for n in range(0, len(uids), 500))
    return [pk for query in rows for pk in query.values_list("pk", flat=True)]
