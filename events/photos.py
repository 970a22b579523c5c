"""Photos of speakers: whatever camera or scanner they come from, they leave as small square JPEGs and nothing else.

A photo is decoded and written anew, so that nothing rides along: no place and no device (EXIF), no second format.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import IO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_OCTETS = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a page scanned at 600 dpi has 35 million
SMALLEST = 160  # pixels a side of what is cut out
SIDE = 800  # pixels a side of what is kept, at most
WHITE = (255, 255, 255)


class PhotoError(ValueError):
    """It is no photo that can be used; the message says why, and what to do."""


def square(file: IO[bytes], left: float = 50, top: float = 50, size: float = 100) -> bytes:
    """A square cut out of the photo, as JPEG in sRGB.

    `size`: per cent of the shorter side. `left` and `top`: where it lies, from 0 (at the edge) to 100 (at the other).
    Raises PhotoError.
    """
    whole = _upright(_opened(file))
    side = round(min(whole.size) * min(max(size, 1), 100) / 100)
    if side < SMALLEST:
        raise PhotoError(f"Only {side} by {side} pixels are cut out; take {SMALLEST} at least, or a larger photo.")
    x, y = (round((length - side) * min(max(at, 0), 100) / 100) for length, at in zip(whole.size, (left, top)))
    cut = whole.crop((x, y, x + side, y + side))
    if side > SIDE:
        cut = cut.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    kept, out = Image.new("RGB", cut.size), BytesIO()
    kept.paste(cut)  # the pixels, and nothing that the file said beside them
    kept.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    return out.getvalue()


def _opened(file: IO[bytes]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below
            found = Image.open(file, formats=FORMATS)
        if found.width * found.height > MOST_PIXELS:
            raise PhotoError(f"{found.width} by {found.height} pixels are too many. Make it smaller first.")
        found.load()
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PhotoError("This is no photo that can be read. Take a JPEG, PNG or WebP file.") from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, PhotoError):
            raise
        raise PhotoError("The file is damaged. Save the photo again, and take that file.") from error
    return found


def _upright(found: Image.Image) -> Image.Image:
    """As it is looked at: turned as the camera was held, on white where it is transparent, in the web's colours."""
    turned = ImageOps.exif_transpose(found)
    if turned.has_transparency_data:
        layer = turned.convert("RGBA")
        turned = Image.new("RGBA", layer.size, (*WHITE, 255))
        turned.alpha_composite(layer)
        return turned.convert("RGB")
    return _in_srgb(turned)


def _in_srgb(found: Image.Image) -> Image.Image:
    profile = found.info.get("icc_profile")
    if profile and found.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(found, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            changed = None  # a damaged profile: the colours as the numbers say
        if changed is not None:
            return changed
    return found.convert("RGB")
