"""Everything that is known of a person, as a zip that they can read: GDPR, articles 15 and 20."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.forms.models import model_to_dict
from django.template.loader import render_to_string

from events import personal
from events.models import Appearance, EntryLink, Mail, Proposal
from events.personal import Person
from speakers.models import SpeakerMerge

Rows = list[dict[str, Any]]


def archive(person: Person, at: datetime) -> bytes:
    """personal-data.json, the same to read as personal-data.html, and the photo. `at` is when it is made."""
    found = everything(person)
    told = {"made": at.isoformat(timespec="seconds"), **found}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("personal-data.json", json.dumps(told, ensure_ascii=False, indent=2, default=str))
        page = render_to_string(
            "desk/personal_data.html", {"name": str(person.speaker), "made": at, "parts": _told(found)}
        )
        whole.writestr("personal-data.html", page)
        photo = person.speaker.photo
        if photo and photo.name and photo.storage.exists(photo.name):
            with photo.storage.open(photo.name) as file:
                whole.writestr(f"photo{PurePosixPath(photo.name).suffix}", file.read())
    return out.getvalue()


def everything(person: Person) -> dict[str, Any]:
    """By what it is: rows of plain values. Moments are ISO 8601 with their zone."""
    uids = person.uids
    return {
        "person": [_person(person)],
        "appearances": _appearances(person),
        "changes at the desk": _changes(person),
        "e-mails": _plain(Mail.objects.filter(speaker__in=uids), "event__title", "kind", "address", "subject", "text",
            "state", "sent_at"),
        "corrections that they proposed": _plain(Proposal.objects.filter(speaker__in=uids), "event__title", "field",
            "ours", "theirs", "state", "made_at", "decided_at"),
        "links that they were given": _plain(EntryLink.objects.filter(speaker__in=uids), "event__title", "made_at",
            "answered_at"),
        "documents that name them": [
            {"event": run.event.title, "document": run.name, "imported": run.created_at.isoformat(), "lines": lines}
            for run, lines in personal.imports_naming(person)
        ],
        "releases in which they are named": [
            {"event": row.event.title, "release": row.number, "published": row.published_at.isoformat()}
            for row in person.releases
        ],
        "merged into this entry": _plain(SpeakerMerge.objects.filter(kept__in=uids), "name", "merged_at", "before"),
    }  # fmt: skip


def _person(person: Person) -> dict[str, Any]:
    facts = model_to_dict(person.speaker, exclude=["id", "photo", "created_by"])
    return {"uid": str(person.speaker.uid), **facts, "photo": person.speaker.photo.name or "", "names": person.names}


def _appearances(person: Person) -> Rows:
    parts = Appearance.objects.filter(speaker=person.speaker).select_related(
        "panel__event", "panel__slot", "panel__room"
    )
    return [
        {
            "event": part.panel.event.title,
            "panel": part.panel.title,
            "time": str(part.panel.slot or ""),
            "room": str(part.panel.room or ""),
            **{name: getattr(part, name) for name in ("role", "billing", "paper", "state")},
            "in other languages": [f"{words.language}: {words.text}" for words in part.translations.all()],
        }
        for part in parts.prefetch_related("translations").order_by("pk")
    ]


def _changes(person: Person) -> Rows:
    return [
        {
            "when": row.edit.made_at.isoformat(),
            "who": str(row.edit.made_by or ""),
            "what": row.edit.summary,
            **{f"{name}: before and after": [was, became] for name, was, became in row.fields},
        }
        for row in personal.edited_rows(person).order_by("pk")
    ]


def _plain(rows: Any, *names: str) -> Rows:
    found = []
    for row in rows.order_by("pk").values(*names):
        moments = {name: each.isoformat() for name, each in row.items() if isinstance(each, datetime)}
        found.append({name.removesuffix("__title"): each for name, each in {**row, **moments}.items()})
    return found


def _told(found: dict[str, Any]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """The same in words: what it is, and of each row its facts that are there."""
    return [
        (
            title,
            [[(name, _words(each)) for name, each in row.items() if each not in ("", None, [], ())] for row in rows],
        )
        for title, rows in found.items()
    ]


def _words(each: Any) -> str:
    if isinstance(each, (list, tuple)):
        return " → ".join(_words(item) for item in each) if len(each) == 2 else "; ".join(map(_words, each))
    if isinstance(each, dict):
        return json.dumps(each, ensure_ascii=False, default=str)
    return "–" if each in ("", None) else str(each)
