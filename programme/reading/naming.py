"""What looks like a person's name, and what stands before and after one."""

from __future__ import annotations

import re
import unicodedata

from programme.reading import people_words as words
from programme.reading.keeping import kept
from programme.reading.post_words import POST_ENDINGS, POSTS
from programme.reading.text import flat
from programme.reading.topic_words import is_topic

LONGEST_NAME = 80  # characters
_BRACKET = re.compile(r"\s*[(\[“\"«][^()\[\]]{1,40}[)\]”\"»]")
_POST_NOMINAL = re.compile(r"\s*,\s*([^\s,:;|()]+\.?)(?=\s*(?:$|[,:;|(\t]|-\s|\s))")
_SERVED = re.compile(r"\s*,\s*[A-Z]{2,5}\s\([Rr]et(?:d|'d)?\.?\)")  # “, IAS (Retd.)”
_DIGIT = re.compile(r"\d")
_LAST_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_ECLIPSED = re.compile(r"(?:[dgbmhnt]|bh|[hnt]-)[A-ZÁÉÍÓÚ][a-zà-ÿ]")  # Irish: “Mac an tSaoir”
_NO_CAPITALS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_SHORTEST_SURNAME = 2
_NAME_WITH_NUMBER = re.compile(r"[^\W\d_]+(?:-?\d{1,3})")
_FIRST_OF_PHRASES = frozenset(phrase[0] for phrase in words.HONORIFIC_PHRASES)
_FIRST = _FIRST_OF_PHRASES | words.HONORIFICS | {"the"}
_SHORTEST_JOB = 5  # letters
_SHORTEST_COMPOUND = 9  # letters
AND_WORD = re.compile(rf"(?<=\s)(?:{'|'.join(re.escape(word) for word in words.AND)})(?=\s)", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]\.")


def split_honorific(name: str) -> tuple[str, str]:
    """(honorific, name), as written. The last word is always the name's."""
    first = flat(name[:LONGEST_NAME]).partition(" ")[0].rstrip(",")
    if first.casefold() not in _FIRST and first not in words.CAPITAL_HONORIFICS and name[:1].strip():
        return "", name
    parts = name.split()
    count = _honorifics(parts)
    if not count:
        return "", name
    place = 0
    for part in parts[:count]:
        place = name.index(part, place) + len(part)
    return name[:place].rstrip(","), name[place:].strip()


def _honorifics(parts: list[str]) -> int:
    """How many words at the beginning are honorifics."""
    count = 1 if len(parts) > 2 and parts[0].casefold() == "the" else 0
    first = count
    while count < len(parts) - 1:
        joint = int(count > first and parts[count] in ("the", "/") and count + 2 < len(parts))
        width = _honorific(parts, count + joint)
        if not width:
            break
        count += joint + width
    return count if count > first else 0


def _honorific(parts: list[str], place: int) -> int:
    """How many words from a place on are one honorific."""
    smooth = flat(parts[place]).rstrip(",")
    low = smooth.casefold()
    for phrase in words.HONORIFIC_PHRASES if low in _FIRST_OF_PHRASES else ():
        end = place + len(phrase)
        if (
            phrase[0] == low
            and end < len(parts)
            and all(
                flat(part).casefold().rstrip(",") == word for part, word in zip(parts[place:end], phrase, strict=True)
            )
        ):
            return len(phrase)
    if _INITIAL.fullmatch(low) and _INITIAL.fullmatch(parts[place + 1]):
        return 0  # “D. E. Knuth”
    if low == "d." and place + 2 == len(parts):
        return 0  # “D. Elm”, though “D. Juan Elm” has one
    if parts[place][0].islower() and len(low) > _SHORTEST_JOB and "." not in low:
        return 0  # “ministre de l'Eau” is a job, “dr Ann Lee” somebody
    return int(low in words.HONORIFICS or smooth in words.CAPITAL_HONORIFICS)


def without_post_nominals(text: str) -> str:
    """The text up to the letters after a name: “Hilary Munt” of “Hilary Munt, OBE”, and of “Hilary Munt (ret.)”."""
    head, comma, tail = text.partition(",")
    if comma and _SERVED.fullmatch(text, len(head)):
        return head.rstrip()
    if comma and all(part.strip().casefold() in words.POST_NOMINALS for part in tail.split(",")):
        text = head.rstrip()
    bracket = _LAST_BRACKET.search(text)
    if bracket and flat(bracket[1]).casefold() in words.POST_NOMINALS:
        text = text[: bracket.start()]
    return text


def post_nominals_end(text: str, place: int) -> int:
    """Where the letters after a name end, the name ending at the comma at `place`; `place` where there are none."""
    served = _SERVED.match(text, place)
    end = served.end() if served else place
    while (found := _POST_NOMINAL.match(text, end)) and found[1].casefold() in words.POST_NOMINALS:
        rest = text[found.end() :].lstrip()
        alone = not rest or not (rest[0] in ",:;|(-" or text[found.end() : found.end() + 1] == "\t")
        if alone and (rest or found[1].casefold() in words.OFFICES):
            break  # “MP for Wharfside”, or “MP” and nothing more, is what somebody does
        end = found.end()
    return end


def has_own_bracket(text: str) -> bool:
    """Whether the bracket at the end is a part of the name: letters after it, or the name in another script."""
    if without_post_nominals(text) != text:
        return True
    bracket = _LAST_BRACKET.search(text)
    if bracket is None:
        return False
    before, inner = text[: bracket.start()], bracket[1]
    return _is_latin(before) != _is_latin(inner) and is_name(inner) and is_name(before)


def _is_latin(text: str) -> bool:
    return any(unicodedata.name(char, "").startswith("LATIN") for char in text)


@kept
def is_name(text: str, single: bool = False) -> bool:
    """Whether the text can be a person's name. `single`: whether one word is enough."""
    if not text or len(text) > LONGEST_NAME or _DIGIT.search(text):
        return False
    honorific, name = split_honorific(_BRACKET.sub("", without_post_nominals(text)).strip())
    parts = _joined(flat(name).split())
    least = 1 if single or honorific or _is_whole(name) else 2
    if not least <= len(parts) <= 7 or not is_capital(parts[-1]):
        return False
    titled = "of" in parts and any(word.casefold() in words.TITLED for word in f"{honorific} {name}".split())
    return all(
        _is_name_word(part) or (0 < number < len(parts) - 1 and ((titled and part == "of") or _is_numeral(part)))
        for number, part in enumerate(parts)
    )


def _is_numeral(part: str) -> bool:
    return part.istitle() and part.lower() in words.NUMERALS


def _joined(parts: list[str]) -> list[str]:
    """The words without particles that are bound to the one before them: “Mac an”, “Ó na”."""
    return [
        part
        for number, part in enumerate(parts)
        if not (
            number
            and part in words.BOUND_PARTICLES
            and parts[number - 1].casefold() in words.BOUND_PARTICLES[part]
            and number < len(parts) - 1
        )
    ]


def _is_whole(name: str) -> bool:
    """Whether one word is a whole name, in a script that sets no space between surname and given name."""
    return 2 <= len(name) <= 5 and all(unicodedata.name(char, "").startswith(_NO_CAPITALS) for char in name)


def is_post(word: str) -> bool:
    """Whether a word, in small letters, is what a post or a house is called by; German ones are made of several."""
    if word in POSTS:
        return True
    return len(word) > _SHORTEST_COMPOUND and word.endswith(POST_ENDINGS)


@kept
def _is_name_word(part: str) -> bool:
    low = part.casefold()
    bare = low.strip(".,'")
    if len(bare) == 1 and part[0].isupper():
        return True  # an initial
    if low in words.PARTICLES or bare in words.PARTICLES:
        return True
    if bare in words.NOT_NAMES or is_topic(bare) or is_post(part.lower().strip(".,'")):
        return False
    if not all(char.isalpha() or char in ".'-·" or unicodedata.category(char)[0] == "M" for char in part):
        return False
    return is_capital(part)


def is_capital(part: str) -> bool:
    """Whether a word begins as a name's does; scripts without capitals always do."""
    head, _, rest = part.partition("'")
    first = (rest if len(head) == 1 and head.islower() and rest else part).lstrip("'.-")[:1]
    if first.isalpha() and not first.islower():
        return True
    if _ECLIPSED.match(part):
        return True
    return "-" in part and any(piece[:1].isupper() for piece in part.split("-"))


def is_labelled_name(text: str) -> bool:
    """Whether what stands after “Speaker:” and before a comma is somebody, as odd as it looks: “X Æ A-12 Li”."""
    parts = flat(text).split()
    if not 2 <= len(parts) <= 6 or len(text) > LONGEST_NAME or not is_capital(parts[0]) or not is_capital(parts[-1]):
        return False
    return all(_is_name_word(part) or _is_bound(part) or _NAME_WITH_NUMBER.fullmatch(part) for part in parts)


def is_one_name(text: str) -> bool:
    """Whether one word, or one with particles, may be all that somebody is called: “Bosco”, “Al-Hakim”."""
    parts = flat(_BRACKET.sub("", text)).split()
    if not 1 <= len(parts) <= 4 or not is_capital(parts[0]) or not is_capital(parts[-1]):
        return False
    return all(
        len(part) >= _SHORTEST_SURNAME
        and (_is_name_word(part) or _is_bound(part))
        and part.casefold() not in words.ROLES
        for part in parts
    )


def _is_bound(part: str) -> bool:
    """A short word in small letters that no label has: a particle that isn't known."""
    return part.isalpha() and part.islower() and len(part) <= 3 and part not in words.NOT_NAMES


def split_names(text: str, several: bool = False) -> list[str]:
    """The names in “Jane Doe and John Roe”; the text alone where it isn't sure that it is two whole names.

    `several`: whether it is said that there are, so that “y” stands between people even before “Núñez de Balboa”.
    """
    for found in AND_WORD.finditer(text):
        names = [text[: found.start()].strip(" ,"), text[found.end() :].strip()]
        if found[0] == "y" and not several and _is_surname(names[1]):
            continue
        if all(is_name(name) and len(split_honorific(name)[1].split()) > 1 for name in names):
            return names
    return [text]


def _is_surname(text: str) -> bool:
    """Whether what stands after “y” may well be a second surname: “Núñez de Balboa”."""
    parts = flat(text).split()
    return len(parts) > 2 and parts[1] in words.PARTICLES


def is_couple(text: str) -> bool:
    """“Ann and Bob Miller”: two people whose names share a word, so that they can't be told apart safely."""
    parts = flat(text).split()
    if len(parts) < 3:
        return False
    joints = [index for index, part in enumerate(parts) if part.casefold() in words.AND and 0 < index < len(parts) - 1]
    return bool(joints) and all(_is_name_word(part) for index, part in enumerate(parts) if index not in joints)
