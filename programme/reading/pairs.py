"""People on two lines: a name, and below it what they do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from programme.reading.people import Habit
from programme.reading.splitting import TWO_LINES, names_post
from programme.reading.views import View, has_honorific

_LONGEST_JOINT = 3  # letters; of the words in small letters in a house's name
_LONGEST_BILLING = 160  # characters


def find_pairs(views: Sequence[View], habit: Habit) -> dict[int, int]:
    """Names with their roles on the line below: the place of each line with a role, with that of the name."""
    if not any(view.bare for view in views):
        return {}
    spread = (len(views) > 2 or habit.spaced) and all(
        view.line.gap for view in views
    )  # a blank line between all of them says nothing
    forms = Counter(
        view.split.separator
        for number, view in enumerate(views)
        if view.split and view.whole and not (number and views[number - 1].bare)
    )
    usual = frozenset(separator for separator, count in habit.items() if count >= 2)
    pairs: list[tuple[int, int]] = []
    number = 0
    while number + 1 < len(views):
        in_turn = len(pairs) > 1 or len(views) > number + 3
        known = frozenset(forms) | (usual if views[number].labelled else frozenset())
        if _is_pair(views, number, spread, known, in_turn and pairs[-1:] == [(number - 2, number - 1)]):
            pairs.append((number, number + 1))
            number += 1
        number += 1
    sure = [pair for pair in pairs if _is_sure(views, pair)]
    paired = {number for pair in pairs for number in pair}
    others = sum(view.whole and number not in paired for number, view in enumerate(views))
    if not sure or len(sure) * 2 < len(pairs) or len(pairs) < others:
        return {}
    if len(pairs) < 2 and habit[TWO_LINES] < 2 and not _is_marked(views, pairs[0]):
        return {}
    longer = {role for _, role in pairs if _goes_on(views, role)} if len(pairs) > 1 else set()
    if len(longer) < len(pairs) and not all(_begins(views, name) for name, _ in pairs):
        longer = set()  # without gaps between people only what all agree on tells where one of them ends
    return {
        views[number].place: views[name].place
        for name, role in pairs
        for number in ((role, role + 1) if role in longer else (role,))
    }


def _is_pair(views: Sequence[View], number: int, spread: bool, forms: frozenset[str], in_turn: bool) -> bool:
    """Whether a name stands at a place in the block, and below it what may be its role.

    `in_turn`: the lines right above are a name and a role.
    """
    name, role = views[number], views[number + 1]
    if not name.bare or role.place != name.place + 1 or (role.line.gap and not spread):
        return False
    if len(role.line.flat) > _LONGEST_BILLING or (role.line.bullet and not name.line.bullet):
        return False
    if role.line.bullet and role.line.indent <= name.line.indent:
        return False
    if role.whole and role.split and role.split.separator in forms:
        return False
    if role.loose and not role.whole:
        return True
    ends = (
        number + 2 == len(views) or views[number + 2].line.gap or views[number + 2].bare or not views[number + 2].loose
    )
    if role.loose:
        return ends
    after = number + 2 == len(views) or views[number + 2].bare
    if not role.bare or role.labelled or spread or has_honorific(role):
        return False
    titled = has_honorific(name) and number > 1
    return role.line.indent > name.line.indent or titled or (after and (name.line.gap or in_turn))


def _is_sure(views: Sequence[View], pair: tuple[int, int]) -> bool:
    """Whether what stands below a name reads as what somebody does or where, or what stands above is an honorific."""
    name, role = views[pair[0]], views[pair[1]]
    if has_honorific(name) or (role.line.indent > name.line.indent and not role.line.bullet):
        return True
    if not role.loose:
        return False
    if name.labelled and _may_be_house(role.line.flat):
        return True
    return names_post(role.line.flat) or ("," in role.line.flat and not role.whole)


def _may_be_house(flat: str) -> bool:
    """Whether a line has the form of a house's name, and not that of a title that goes on in small letters."""
    return ":" not in flat and not any(word.islower() and len(word) > _LONGEST_JOINT for word in flat.split())


def _is_marked(views: Sequence[View], pair: tuple[int, int]) -> bool:
    """Whether one pair alone is enough: below a label, or with words that only people have."""
    name, role = views[pair[0]], views[pair[1]]
    above = pair[0] > 0 and views[pair[0] - 1].label_only
    return name.labelled or above or names_post(role.line.flat) or has_honorific(name)


def _begins(views: Sequence[View], number: int) -> bool:
    """Whether a gap or a label sets a line off from what stands above."""
    return views[number].line.gap or number == 0 or views[number - 1].label_only


def _goes_on(views: Sequence[View], number: int) -> bool:
    """Whether a role has a second line, before the next person or a gap."""
    below = number + 1
    if below >= len(views) or views[below].whole or views[below].line.gap:
        return False
    after = views[below + 1] if below + 1 < len(views) else None
    if views[below].bare and not views[below].labelled:
        return _begins(views, number - 1) and (after is None or after.line.gap)
    if not views[below].loose:
        return False
    return after is None or after.line.gap or after.bare or after.label_only
