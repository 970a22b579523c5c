"""Colours by name: COLOR (RFC 7986, 5.9) takes only names of CSS3."""

from __future__ import annotations

import re

# As many as can be told apart in a list of calendars.
NAMES = {
    "black": 0x000000, "dimgray": 0x696969, "silver": 0xC0C0C0, "maroon": 0x800000, "brown": 0xA52A2A,
    "crimson": 0xDC143C, "red": 0xFF0000, "tomato": 0xFF6347, "salmon": 0xFA8072, "pink": 0xFFC0CB,
    "darkorange": 0xFF8C00, "chocolate": 0xD2691E, "saddlebrown": 0x8B4513, "sienna": 0xA0522D, "tan": 0xD2B48C,
    "gold": 0xFFD700, "goldenrod": 0xDAA520, "olive": 0x808000, "yellowgreen": 0x9ACD32, "limegreen": 0x32CD32,
    "seagreen": 0x2E8B57, "green": 0x008000, "darkgreen": 0x006400, "teal": 0x008080, "turquoise": 0x40E0D0,
    "lightblue": 0xADD8E6, "skyblue": 0x87CEEB, "steelblue": 0x4682B4, "dodgerblue": 0x1E90FF, "royalblue": 0x4169E1,
    "blue": 0x0000FF, "navy": 0x000080, "midnightblue": 0x191970, "slategray": 0x708090, "indigo": 0x4B0082,
    "purple": 0x800080, "darkviolet": 0x9400D3, "orchid": 0xDA70D6, "magenta": 0xFF00FF, "white": 0xFFFFFF,
}  # fmt: skip


def css_name(colour: str) -> str:
    """The name nearest to #rrggbb, empty for anything else."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return ""
    wanted = int(colour[1:], 16)
    return min(NAMES, key=lambda name: _distance(NAMES[name], wanted))


def _distance(one: int, other: int) -> int:
    """Between two colours as 0xRRGGBB; the eye sees green best and blue least."""
    red, green, blue = (((one >> bits) & 255) - ((other >> bits) & 255) for bits in (16, 8, 0))
    return 3 * red * red + 6 * green * green + blue * blue
