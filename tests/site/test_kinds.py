"""What a page says of the kind of an item, where its title does not."""

from __future__ import annotations

import pytest
from django.utils import translation

from events.site import shown
from programme.model import KINDS, Kind, Panel
from tests.builders import make_panel


def item(kind: Kind, title: str, number: str = "") -> Panel:
    return make_panel(1, kind=kind, title=title, number=number, people=())


@pytest.mark.parametrize(
    ("kind", "title", "label"),
    [
        ("opening", "Ice, people, power", "Opening"),
        ("closing", "What we take home", "Closing"),
        ("opening", "Opening plenary: ice, people, power", ""),
        ("opening", "Words of welcome", ""),
        ("closing", "Concluding remarks", ""),
        ("keynote", "Who owns the quay?", "Keynote"),
        ("workshop", "Workshop on nets", ""),
        ("panel", "Who owns the quay?", ""),
        ("break", "Tea", ""),
        ("other", "Group photo", ""),
    ],
)
def test_the_kind_is_said_once(kind: Kind, title: str, label: str) -> None:
    assert shown.label(item(kind, title)) == label


@pytest.mark.parametrize(
    ("kind", "title", "label"),
    [
        ("opening", "Glace, peuples, pouvoir", "Ouverture"),
        ("opening", "Séance d'ouverture", ""),
        ("opening", "Mot de bienvenue", ""),
        ("closing", "Plénière de clôture\xa0: et après\xa0?", ""),
    ],
)
def test_the_kind_is_said_once_in_french(kind: Kind, title: str, label: str) -> None:
    with translation.override("fr"):
        assert shown.label(item(kind, title)) == label


def test_only_what_nobody_comes_for_is_grey() -> None:
    quiet = {kind for kind in KINDS if shown.is_quiet(item(kind, "X"))}
    assert quiet == {"break", "registration", "social"}
