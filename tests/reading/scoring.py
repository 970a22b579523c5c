"""What a reading misses or invents beside a gold: sessions by day, time and title; people by name, billing and role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from programme.reading import Options

Gold = Mapping[str, Any]


def options(gold: Gold) -> Options:
    """What a person has to say beside the document."""
    said = gold["options"]
    start = said.get("start_date")
    return Options(
        title=said.get("title", ""),
        timezone=said.get("timezone", ""),
        start_date=date.fromisoformat(start) if start else None,
        day_titles=tuple((date.fromisoformat(day["date"]), day["title"]) for day in said.get("days", ())),
    )


def misses(gold: Gold, reading: Mapping[str, Any]) -> list[str]:
    """A line for each session and person that is missing, wrong or invented. `reading`: its JSON."""
    found: list[str] = []
    left = list(reading["panels"])
    for session in gold["sessions"]:
        titles = {plain(title) for title in (session["title"], *session.get("title_accept", ()))}
        panels = sorted(
            (panel for panel in left if plain(panel["title"]) in titles),
            key=lambda panel: (panel["date"] != session["day"], panel["start"] != session["start"]),
        )
        if not panels:
            found.append(f"missing: {session['title']}")
            continue
        left.remove(panels[0])
        found += _differences(session, panels[0])
    return found + [f"invented: {panel['title']}" for panel in left]


def plain(text: str | None) -> str:
    text = unicodedata.normalize("NFKC", text or "").replace("’", "'").replace("–", "-").replace("—", "-")
    return re.sub(r"\s+", " ", text).strip(" .:;-|").casefold()


def _differences(session: Gold, panel: Mapping[str, Any]) -> list[str]:
    found = []
    wanted, got = (session["day"], session["start"], session["end"]), (panel["date"], panel["start"], panel["end"])
    if wanted != got:
        found.append(f"time of {session['title']}: {got}")
    for key in ("room", "track"):
        accepted = {plain(name) for name in (session[key], *session.get(f"{key}_accept", ()))}
        if session[key] and plain(panel[key]) not in accepted:
            found.append(f"{key} of {session['title']}: {panel[key]}")
    return found + _people(session, panel)


def _people(session: Gold, panel: Mapping[str, Any]) -> list[str]:
    found = []
    left = list(panel["people"])
    for wanted_person in session["people"]:
        person = next((person for person in left if _is(wanted_person, person)), None)
        if person is not None:
            left.remove(person)
        if wanted_person.get("optional"):
            continue
        if person is None:
            found.append(f"person missing in {session['title']}: {wanted_person['name']}")
        elif not _agrees(wanted_person, person):
            found.append(f"person wrong in {session['title']}: {person['name']}, {person['billing']}, {person['role']}")
    return found + [f"person invented in {session['title']}: {person['name']}" for person in left]


def _is(wanted: Gold, person: Mapping[str, Any]) -> bool:
    names = {
        plain(name) for name in (wanted["name"], wanted.get("name_plain"), *wanted.get("accept_split", ())) if name
    }
    return bool(names & {plain(person["name"]), plain(f"{person['honorific'] or ''} {person['name']}")})


def _agrees(wanted: Gold, person: Mapping[str, Any]) -> bool:
    roles = {wanted["part"], *wanted.get("part_accept", ())}
    return plain(person["billing"]) == plain(wanted["role_text"]) and person["role"] in roles
