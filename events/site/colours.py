"""The event's colour as an accent that can be read: at least 4.5 to 1 (WCAG 2.2, 1.4.3) on whatever it stands on."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

READABLE = 4.5
LIGHT_GROUNDS = ("#fdfcf9", "#f4f1ea")  # --paper and --wash of static/site/site.css
DARK_GROUNDS = ("#161513", "#1f1d1a")

_STEP = 0.005


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour itself, or the nearest of its hue that can be read on all `grounds`: darker on light ones."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = -_STEP if luminance(grounds[0]) > 0.18 else _STEP
    found = colour.lower()
    while min(contrast(found, ground) for ground in grounds) < READABLE and 0 < lightness + step < 1:
        lightness += step
        found = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return found


def is_colour(text: str) -> bool:
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def stylesheet(colour: str) -> str:
    light, dark = readable(colour, LIGHT_GROUNDS), readable(colour, DARK_GROUNDS)
    return (
        f":root {{ --accent: {light}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
        f"@media print {{ :root {{ --accent: {light}; }} }}\n.screen {{ --accent: {dark}; }}\n"
    )


def of_tracks(colours: Mapping[str, str]) -> str:
    """The colour of each track, by its slug, for what stands in it."""
    light, dark = (
        "".join(
            f'[data-track="{slug}"] {{ --track: {readable(colour, grounds)}; }}\n' for slug, colour in colours.items()
        )
        for grounds in (LIGHT_GROUNDS, DARK_GROUNDS)
    )
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n" if colours else ""


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
