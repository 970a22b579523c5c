from __future__ import annotations

import pytest
from django.conf import settings

from events.site import colours

GROUNDS = (colours.LIGHT_GROUNDS, colours.DARK_GROUNDS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#777777", 4.48),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert round(colours.contrast(one, other), 2) == ratio


@pytest.mark.parametrize("grounds", GROUNDS)
@pytest.mark.parametrize("red", range(0, 256, 51))
@pytest.mark.parametrize("green", range(0, 256, 51))
def test_every_colour_becomes_one_that_can_be_read(grounds: tuple[str, ...], red: int, green: int) -> None:
    for blue in range(0, 256, 51):
        found = colours.readable(f"#{red:02x}{green:02x}{blue:02x}", grounds)
        assert min(colours.contrast(found, ground) for ground in grounds) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert colours.readable("#8A1F2B", colours.LIGHT_GROUNDS) == "#8a1f2b"


def test_each_track_has_its_own_colour_that_can_be_read_in_light_and_dark() -> None:
    dark = colours.readable("#1b6a5a", colours.DARK_GROUNDS)
    assert colours.of_tracks({"trade": "#1b6a5a"}) == (
        '[data-track="trade"] { --track: #1b6a5a; }\n'
        f'@media screen and (prefers-color-scheme: dark) {{\n[data-track="trade"] {{ --track: {dark}; }}\n}}\n'
    )
    assert colours.of_tracks({}) == ""


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    css = (settings.BASE_DIR / "static/site/site.css").read_text()
    for paper, wash in GROUNDS:
        assert f"--paper: {paper};" in css
        assert f"--wash: {wash};" in css
