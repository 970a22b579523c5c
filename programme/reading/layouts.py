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
from programme.reading.naming import is_one_name
from programme.reading.pairs import find_pairs
from programme.reading.people import Habit, agreed
from programme.reading.splitting import (
    AFTER_TITLE,
    names_post,
    one_name_cut,
    title_first,
)
from programme.reading.text import Source
from programme.reading.views import View, has_honorific, view_of

_LONGEST_TITLE = 200  # characters


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


def lay_out(
    places: Sequence[int], lines: Sequence[Source], marks: Sequence[Mark], habit: Habit, block: Habit
) -> Layout:
    """`habit`: how the document sets names off; `block`: how these lines do."""
    views = [view_of(place, lines[place]) for place in places if isinstance(marks[place], Text)]
    layout = Layout(agreed([lines[place] for place in places], block, habit))
    layout.billings = find_pairs(views, habit)
    layout.named = set(layout.billings.values())
    _find_single(views, layout)
    _find_papers([view for view in views if view.place not in layout.single], layout)
    _find_lists(views, layout)
    return layout


def _find_papers(views: Sequence[View], layout: Layout) -> None:
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


def _find_titles(views: Sequence[View], layout: Layout) -> None:
    """Titles without quotes, each right above the one who gives the talk, and nobody without one."""
    pairs = [
        (title, person)
        for title, person in itertools.pairwise(views)
        if person.whole and not person.labelled and _may_be_title(title, person)
    ]
    people = sum(view.whole and not view.labelled and not view.prose for view in views)
    if len(pairs) >= 2 and len(pairs) == people:
        layout.papers |= {title.place: person.place for title, person in pairs}


def _may_be_title(title: View, person: View) -> bool:
    close = person.place == title.place + 1 and not person.line.gap
    asks = title.prose and title.line.text.endswith("?") and title.split is None
    return close and (title.loose or asks) and not title.whole and len(title.line.flat) <= _LONGEST_TITLE


def _find_single(views: Sequence[View], layout: Layout) -> None:
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


def _is_beside(views: Sequence[View], number: int, sure: set[int], spread: bool) -> bool:
    """Whether a line stands right after or before a person, with no gap that the others do not have."""
    after = number - 1 in sure and (spread or not views[number].line.gap)
    before = number + 1 in sure and (spread or not views[number + 1].line.gap)
    return after or before


def _is_single(view: View, form: str) -> bool:
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


def _find_lists(views: Sequence[View], layout: Layout) -> None:
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
        fitting += sum(view.bare or view.open or view.couple or view.place in layout.single for view in run)
        if all(view.whole for view in run) and any(has_honorific(view) or names_post(view.line.flat) for view in run):
            continue
        announced = above is not None and not above.labelled and above.line.text.endswith(":")
        if announced or (len(run) > 1 and fitting * 4 < len(run) * 3):
            layout.topics |= {view.place for view in run if not (view.whole and has_honorific(view))}
