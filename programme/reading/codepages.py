"""Which single-byte encoding a text has that is not in UTF-8: told by the letters that it makes of the bytes."""

from __future__ import annotations

from collections import Counter
from functools import cache

USUAL = "cp1252"
NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250 (Central European)",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1254": "Windows-1254 (Turkish)",
}
# The letters beyond ASCII of one language each.
_WESTERN = (
    "àâæçéèêëîïôœùûüÿ",
    "äöüßé",
    "áéíóúñüºª",
    "àáâãçéêíóôõúüºª",
    "àèéìíîòóùú",
    "åäöéæøü",
    "áðéíóúýþæö",
    "áéíóúàèìòù",
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţșț")
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдежзийклмнопрстуфхцчшщъьюя")
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1254": ("çğıöşüİâîû",),
}
_ASCII = bytes(range(0x80))
_FEWEST = 3  # bytes that are not ASCII
_MOST, _MARGIN = 0.9, 0.15  # of these bytes: letters of one language; more of them than in the usual encoding
_MIXED = 0.8  # how much letters of several languages count, beside those of one


def codepage_of(content: bytes) -> str:
    """The encoding, by Python's name; the usual one unless another makes clearly more of the bytes letters."""
    counted = Counter(content.translate(None, _ASCII))
    usual = max(_share(counted, USUAL), _MIXED * _share(counted, USUAL, mixed=True))
    pages = [page for page in _ALPHABETS if page != USUAL and (page != "cp1251" or _is_mostly_beyond_ascii(content))]
    shares = {page: _share(counted, page) for page in pages}
    best = max(shares, key=lambda page: shares[page])
    clear = sum(counted.values()) >= _FEWEST and shares[best] >= _MOST and shares[best] - usual >= _MARGIN
    return best if clear else USUAL


def _is_mostly_beyond_ascii(content: bytes) -> bool:
    """Whether there are more letters of another alphabet than of the Latin one."""
    latin = sum(content.count(letter) for letter in map(bytes, zip(b"etaoinsrhld")))
    return len(content.translate(None, _ASCII)) > latin


def _share(counted: Counter[int], page: str, mixed: bool = False) -> float:
    """How many of the bytes that are no punctuation are letters of the one language that has most of them.

    `mixed`: of any of the languages.
    """
    letters = {byte: count for byte, count in counted.items() if not _is_punctuation(byte, page)}
    total = sum(letters.values())
    return (
        max(sum(letters[byte] for byte in letters if byte in known) for known in _bytes(page)) / total if total else 0
    )


@cache
def _bytes(page: str) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset((letters + letters.upper().replace("SS", "ẞ")).encode(page, errors="ignore"))
        for letters in _ALPHABETS[page]
    )


@cache
def _is_punctuation(byte: int, page: str) -> bool:
    """Whether the byte is a mark of which no letter can be made: a quotation mark, a dash, a space."""
    return bytes([byte]).decode(page, errors="replace") in "“”„‚‘’‹›«»–—…•·\u00a0§°€©®™†‡‰¡¿\xad"
