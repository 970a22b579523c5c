"""What our own exports leave out, or write as it was written, is no change where they are read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programme.model import Appearance, Panel, Programme, Release
from programme.planning import Plan, plan
from programme.reading import Options, read
from programme.withheld import HeldBack
from programme.writing.frab import schedule_xml
from programme.writing.schedule_json import schedule_json
from programme.writing.text import write_text
from tests.builders import make_programme
from tests.programme.released import SITE, released


def imported(document: bytes, drafts: Programme, held_back: HeldBack = frozenset()) -> Plan:
    reading = read(document, Options(timezone=drafts.event.timezone)).programme
    return plan(reading, drafts, drafts, lambda key: f"new {key}", {}, held_back=held_back)


def without(programme: Programme, panel: Panel, part: Appearance) -> Programme:
    people = tuple(other for other in panel.people if other != part)
    panels = tuple(replace(one, people=people) if one is panel else one for one in programme.panels)
    speakers = tuple(one for one in programme.speakers if one.uid != part.speaker)
    return replace(programme, panels=panels, speakers=speakers)


def test_who_is_held_back_is_not_taken_out_by_a_public_download() -> None:
    drafts = make_programme(2)
    panel = drafts.panels[0]
    part = panel.people[0]
    download = write_text(without(drafts, panel, part)).encode()
    made = imported(download, drafts, frozenset({(panel.uid, part.speaker, part.role)}))
    assert [change for change in made.changes if change.subject in ("panel", "speaker")] == []
    assert {change.code for change in imported(download, drafts).changes} >= {"person-removed"}


def test_a_panel_that_is_held_back_is_not_cancelled_by_a_public_download() -> None:
    drafts = make_programme(3)
    download = write_text(replace(drafts, panels=drafts.panels[1:])).encode()
    held_back = frozenset({(drafts.panels[0].uid, "", "")})
    assert not [change for change in imported(download, drafts, held_back).changes if change.subject == "panel"]


def test_an_export_of_the_drafts_takes_out_whom_it_no_longer_names() -> None:
    drafts = make_programme(2)
    gone, named = drafts.panels[0], drafts.panels[1]
    download = write_text(without(drafts, gone, gone.people[0])).encode()
    parts = ((panel.uid, panel.people[0]) for panel in (gone, named))
    held_back = frozenset((uid, part.speaker, part.role) for uid, part in parts)
    assert "person-removed" in {change.code for change in imported(download, drafts, held_back).changes}


def test_who_is_held_back_in_one_of_two_roles_is_not_taken_out_of_it() -> None:
    drafts = make_programme(2)
    panel, part = drafts.panels[0], drafts.panels[0].people[0]
    also = replace(part, role="chair", billing="", paper="")
    drafts = replace(drafts, panels=(replace(panel, people=(*panel.people, also)), *drafts.panels[1:]))
    download = write_text(replace(drafts, panels=(panel, *drafts.panels[1:]))).encode()
    held_back = frozenset({(panel.uid, also.speaker, also.role)})
    assert not [change for change in imported(download, drafts, held_back).changes if change.subject == "panel"]


@pytest.mark.parametrize("write", [schedule_xml, schedule_json])
def test_a_tag_that_somebody_wrote_stays_one(write: object) -> None:
    drafts = make_programme(2)
    told = replace(drafts.panels[0], abstract="Prices, cheese, and <b>wool</b> &amp; milk: who earns what?")
    release: Release = released(replace(drafts, panels=(told, *drafts.panels[1:])))
    document: bytes = write(release, SITE)  # type: ignore[operator]
    again = read(document, Options()).programme
    assert told.abstract in {panel.abstract for panel in again.panels}
