"""How the people below one heading are laid out: on one line each or on two, with or without the titles of talks.

Looks at a block as a whole: what two of its lines agree on tells what the others are.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from programme.reading import people_words, words
from programme.reading.lines import Mark, Text
from programme.reading.naming import is_one_name, split_honorific
from programme.reading.papers import paper_alone
from programme.reading.people import agreed
from programme.reading.roles import is_placeholder, label_of
from programme.reading.splitting import (
    AFTER_TITLE,
    BARE,
    TWO_LINES,
    Split,
    is_sentence,
    names_post,
    one_name_cut,
    split_line,
    title_first,
)
from programme.reading.text import LONGEST_HEADING, Source

_LONGEST_BILLING = 160  # characters
_LONGEST_TITLE = 200


@dataclass(slots=True)
class Layout:
    """What is known of single lines from the block they stand in; all places are those of lines."""

    separators: frozenset[str]
    billings: dict[int, int] = field(default_factory=dict)  # a line with somebody's role: the line with the name
    named: set[int] = field(default_factory=set)  # a name alone, the role being below
    papers: dict[int, int] = field(default_factory=dict)  # the title of a talk: the line of who gives it
    titled: dict[int, tuple[str, str]] = field(default_factory=dict)  # a talk's title and its speaker on one line
    topics: set[int] = field(default_factory=set)  # items of a list that names no people
    single: set[int] = field(default_factory=set)  # who is called by one name, between people of the same form


@dataclass(frozen=True, slots=True)
class _View:
    """A line looked at alone."""

    place: int
    line: Source
    split: Split | None
    labelled: bool
    label_only: bool
    prose: bool
    open: bool
    paper: str

    @property
    def bare(self) -> bool:
        return self.split is not None and self.split.separator == BARE

    @property
    def whole(self) -> bool:
        """Whether it is a person with words after the name."""
        return self.split is not None and self.split.separator != BARE

    @property
    def loose(self) -> bool:
        """Whether it may be somebody's role or a title: none of the other things."""
        return not (self.prose or self.labelled or self.label_only or self.open or self.bare or self.paper)


def lay_out(places: Sequence[int], lines: Sequence[Source], marks: Sequence[Mark], habit: Counter[str]) -> Layout:
    """`habit`: how the document sets names off."""
    views = [_view(place, lines[place]) for place in places if isinstance(marks[place], Text)]
    layout = Layout(agreed([lines[place] for place in places], habit))
    _find_pairs(views, layout, habit)
    _find_single(views, layout)
    _find_papers([view for view in views if view.place not in layout.single], layout)
    _find_lists(views, layout)
    return layout


def _view(place: int, line: Source) -> _View:
    if len(line.flat) > LONGEST_HEADING:
        return _View(place, line, None, False, False, True, False, "")
    label = label_of(line.text, line.flat)
    start = label.start if label else 0
    rest, flat = line.text[start:].strip(), line.flat[start:].strip()
    return _View(
        place,
        line,
        split_line(rest, flat, single=label is not None) if rest else None,
        labelled=label is not None and bool(rest),
        label_only=label is not None and not rest,
        prose=is_sentence(line),
        open=is_placeholder(line.text),
        paper=paper_alone(line.text),
    )


def _find_pairs(views: Sequence[_View], layout: Layout, habit: Counter[str]) -> None:
    """Names with their roles on the line below."""
    spread = all(view.line.gap for view in views[1:])  # a blank line between all of them says nothing
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
        return
    if len(pairs) < 2 and habit[TWO_LINES] < 2 and not _is_marked(views, pairs[0]):
        return
    longer = len(pairs) > 1 and all(_goes_on(views, last) for _, last in pairs)
    for name, role in pairs:
        layout.named.add(views[name].place)
        for number in (role, role + 1) if longer else (role,):
            layout.billings[views[number].place] = views[name].place


def _is_pair(views: Sequence[_View], number: int, spread: bool, forms: frozenset[str], in_turn: bool) -> bool:
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
    if not role.bare or role.labelled or spread or _has_honorific(role):
        return False
    titled = _has_honorific(name) and number > 1
    return role.line.indent > name.line.indent or titled or (after and (name.line.gap or in_turn))


def _is_sure(views: Sequence[_View], pair: tuple[int, int]) -> bool:
    """Whether what stands below a name reads as what somebody does or where, or what stands above is an honorific."""
    name, role = views[pair[0]], views[pair[1]]
    if _has_honorific(name) or (role.line.indent > name.line.indent and not role.line.bullet):
        return True
    if not role.loose:
        return False
    if name.labelled:
        return True
    return names_post(role.line.flat) or ("," in role.line.flat and not role.whole)


def _is_marked(views: Sequence[_View], pair: tuple[int, int]) -> bool:
    """Whether one pair alone is enough: below a label, or with words that only people have."""
    name, role = views[pair[0]], views[pair[1]]
    above = pair[0] > 0 and views[pair[0] - 1].label_only
    return name.labelled or above or names_post(role.line.flat) or _has_honorific(name)


def _has_honorific(view: _View) -> bool:
    return view.split is not None and bool(split_honorific(view.split.name)[0])


def _goes_on(views: Sequence[_View], number: int) -> bool:
    """Whether a role has a second line, before the next person or a gap."""
    below = number + 1
    if below >= len(views) or views[below].whole or views[below].line.gap:
        return False
    after = views[below + 1] if below + 1 < len(views) else None
    if views[below].bare and not views[below].labelled:
        return views[number - 1].line.gap and (after is None or after.line.gap)
    if not views[below].loose:
        return False
    return after is None or after.line.gap or after.bare or after.label_only


def _find_papers(views: Sequence[_View], layout: Layout) -> None:
    """The titles of talks on lines of their own: in quotes beside a person, or above each of several people."""
    people = {view.place for view in views if (view.whole or view.bare) and not view.prose and not view.label_only}
    ends = people | layout.single | set(layout.billings)
    quoted = [view for view in views if view.paper and view.place not in layout.billings]
    below = [view for view in quoted if view.place - 1 in ends and not view.line.gap]
    by_place = {view.place: view for view in views}
    above = [
        view
        for view in quoted
        if (after := by_place.get(view.place + 1)) and after.place in people and not after.line.gap
    ]
    if len(below) >= len(above) and not (above and above[0].place < min(view.place for view in below or above)):
        for view in below:
            layout.papers[view.place] = layout.billings.get(view.place - 1, view.place - 1)
        layout.named |= {place for place in layout.papers.values() if place in by_place and by_place[place].bare}
    else:
        layout.papers |= {view.place: view.place + 1 for view in above}
        layout.named |= {view.place + 1 for view in above if by_place[view.place + 1].bare}
    if not quoted and not layout.billings:
        _find_titles(views, layout)
    titled = {
        view.place: found for view in views if view.loose and not view.split and (found := title_first(view.line.text))
    }
    if len(titled) >= 2:
        layout.titled = titled


def _find_titles(views: Sequence[_View], layout: Layout) -> None:
    """Titles without quotes, each right above the one who gives the talk, and nobody without one."""
    pairs = [
        (title, person)
        for title, person in itertools.pairwise(views)
        if person.whole and not person.labelled and _may_be_title(title, person)
    ]
    people = sum(view.whole and not view.labelled and not view.prose for view in views)
    if len(pairs) >= 2 and len(pairs) == people:
        layout.papers |= {title.place: person.place for title, person in pairs}


def _may_be_title(title: _View, person: _View) -> bool:
    close = person.place == title.place + 1 and not person.line.gap
    asks = title.prose and title.line.text.endswith("?") and title.split is None
    return close and (title.loose or asks) and not title.whole and len(title.line.flat) <= _LONGEST_TITLE


def _find_single(views: Sequence[_View], layout: Layout) -> None:
    """Who is called by one name: in the form of two people of the block, right between or beside them."""
    strict = Counter(view.split.separator for view in views if view.split and view.whole and not view.prose)
    forms = {form for form in layout.separators if strict[form] >= 2 and form != AFTER_TITLE}
    if not forms:
        return
    sure = {
        number for number, view in enumerate(views) if view.split and view.split.separator in forms and not view.prose
    }
    spread = any(views[number].line.gap for number in sure if number - 1 in sure)
    for order in (range(len(views)), reversed(range(len(views)))):
        for number in order:
            if number in sure or not _is_beside(views, number, sure, spread):
                continue
            if any(_is_single(views[number], form) for form in forms):
                sure.add(number)
                layout.single.add(views[number].place)


def _is_beside(views: Sequence[_View], number: int, sure: set[int], spread: bool) -> bool:
    """Whether a line stands right after or before a person, with no gap that the others do not have."""
    after = number - 1 in sure and (spread or not views[number].line.gap)
    before = number + 1 in sure and (spread or not views[number + 1].line.gap)
    return after or before


def _is_single(view: _View, form: str) -> bool:
    if view.labelled or view.label_only or view.open:
        return False
    cut = one_name_cut(view.line.text, form)
    if cut is None:
        return False
    if view.split and view.split.separator == form:
        return view.line.text.endswith(("!", "?"))
    name, billing = cut
    first = name.casefold()
    if first in words.ROOM_WORDS or first in words.FOOTER or first in people_words.PAPER_LABELS:
        return False
    listed = form != "," or view.line.bullet or names_post(billing)
    return listed and not view.line.text.endswith((".", "…")) and is_one_name(name)


def _find_lists(views: Sequence[_View], layout: Layout) -> None:
    """Lists with bullets that are not of people: few of their items have the same form, or a colon announces others."""
    for bullets, group in itertools.groupby(views, key=lambda view: view.line.bullet and not view.labelled):
        run = list(group)
        if not bullets:
            continue
        above = next((view for view in reversed(views) if view.place < run[0].place), None)
        if above and above.label_only:
            continue
        forms = Counter(view.split.separator for view in run if view.split and not view.bare)
        fitting = forms.most_common(1)[0][1] if forms else 0
        fitting += sum(view.bare or view.open or view.place in layout.single for view in run)
        if all(view.whole for view in run) and any(_has_honorific(view) or names_post(view.line.flat) for view in run):
            continue
        announced = above is not None and not above.labelled and above.line.text.endswith(":")
        if announced or (len(run) > 1 and fitting * 4 < len(run) * 3):
            layout.topics |= {view.place for view in run if not (view.whole and _has_honorific(view))}
