"""Letters that no font has are said, before anybody prints boxes."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.core.management import call_command

from events import drafts, storing
from events.models import Event
from events.site import letters, typesetting
from tests.builders import make_event, make_panel, make_programme
from tests.events.test_drafts import with_uuids

NEVER = "\U00014400\U00014401"  # hieroglyphs of Anatolia; those of no machine that runs tests have them


def test_scripts_of_typsts_own_fonts_are_not_even_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "run", None)
    event = make_event(title="Ἀθῆναι, Żółć, Мир, שלום")
    assert letters.lacking(make_programme(event=event)) == []


def test_arabic_is_in_a_font_and_what_is_not_names_a_package() -> None:
    panels = (make_panel(1, title="السلام والمياه"), make_panel(2, title=f"Peace {NEVER}"))
    (said,) = letters.lacking(make_programme(items=panels))
    assert said.startswith(f"No font on this machine has the letters of “Peace {NEVER}”")
    assert said.endswith("apt-get install fonts-noto-core")
    assert letters.lacking(make_programme(items=panels[:1])) == []


@pytest.mark.parametrize(
    ("letter", "package"),
    [("水", "fonts-noto-cjk"), ("カ", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("ก", "fonts-noto-core")],
)
def test_each_script_is_in_a_package(monkeypatch: pytest.MonkeyPatch, letter: str, package: str) -> None:
    monkeypatch.setattr(typesetting, "run", lambda *asked, **more: b"[true]")
    (said,) = letters.lacking(make_programme(event=make_event(title=letter)))
    assert said.endswith(package)


def test_the_check_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "run", lambda *asked, **more: b"[true, false]")
    assert [(found.id, found.level, found.hint) for found in letters.check_fonts()] == [
        ("convenor.fonts-noto-cjk", 20, letters.ADVICE % "fonts-noto-cjk")
    ]


@pytest.mark.django_db
def test_publishing_says_it() -> None:
    event = Event.objects.create(title="Harbour Forum 2021", slug="harbour-2021", timezone="America/Toronto")
    programme = with_uuids(make_programme(1))
    panels = (replace(programme.panels[0], title=NEVER),)
    storing.store(event, drafts.load(event), replace(programme, panels=panels))
    said, warned = io.StringIO(), io.StringIO()
    call_command("publish", "harbour-2021", stdout=said, stderr=warned)
    assert "Published release 1" in said.getvalue()
    assert f"the letters of “{NEVER}”" in warned.getvalue()
