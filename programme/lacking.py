"""What a programme lacks: times, people, who moderates, what they are, what it is about, where it can be watched.

What no panel has is the programme's way and is said once, not of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from programme.findings import Finding, Rules, Thing, say_day, say_names, standing, starts
from programme.model import Appearance, Panel, Programme

TALKED = ("panel", "keynote", "talk", "workshop")  # kinds that somebody is heard in, and that are about something
LEADING = ("moderator", "chair", "facilitator", "host")
FEW = 2  # of so few it is no habit that they all lack the same


def find_lacking(programme: Programme, rules: Rules, today: date | None) -> Iterator[Finding]:
    panels = standing(programme)
    yield from _without_slot(programme, panels)
    yield from _people(programme, panels, rules)
    yield from _without_billing(programme, panels)
    talked = [panel for panel in panels if panel.kind in TALKED]
    lacking = [panel for panel in talked if not panel.abstract.strip()]
    yield from _each_or_all(programme, "no-abstract", talked, lacking, ("has no abstract", "No panel has an abstract"))
    if today:
        yield from _without_stream(programme, panels, today)


def expected(panel: Panel) -> tuple[Appearance, ...]:
    return tuple(part for part in panel.people if part.state != "declined")


def _each_or_all(
    programme: Programme,
    code: str,
    asked: Sequence[Panel],
    lacking: Sequence[Panel],
    said: tuple[str, str],
    facts: Callable[[Panel], tuple[str, ...]] = lambda panel: (),
) -> Iterator[Finding]:
    """One finding for each panel that lacks something; one in all where none of those asked has it.

    `said`: what stands behind the title of one, and the sentence for all.
    """
    if len(lacking) == len(asked) > FEW:
        yield Finding(code, f"{said[1]}.", (Thing.of(programme.event),))
        return
    for panel in lacking:
        message = f"{say_names([panel.title])} {said[0]}."
        yield Finding(code, message, (Thing.of(panel),), facts(panel), starts(panel.when))


def _without_slot(programme: Programme, panels: Sequence[Panel]) -> Iterator[Finding]:
    lacking = [panel for panel in panels if panel.when.start is None]
    if len(lacking) == len(panels) > FEW:
        yield Finding("no-slot", "No panel has a time yet.", (Thing.of(programme.event),))
        return
    for panel in lacking:
        day = f" It is announced for {say_day(panel.when)}." if panel.when.date else ""
        message = f"{say_names([panel.title])} has no time yet.{day}"
        yield Finding("no-slot", message, (Thing.of(panel),), (str(panel.when.date or ""),), starts(panel.when))


def _people(programme: Programme, panels: Sequence[Panel], rules: Rules) -> Iterator[Finding]:
    """Nobody at all; and of panels: nobody who leads them, too few or too many people beside who does."""
    talked = [panel for panel in panels if panel.kind in TALKED]
    nobody = [panel for panel in talked if not expected(panel)]
    said = ("has nobody in it", "Nobody stands in any panel yet")
    yield from _each_or_all(programme, "no-people", talked, nobody, said)
    discussed = [panel for panel in talked if panel.kind == "panel" and expected(panel)]
    led = {panel.uid for panel in discussed if any(part.role in LEADING for part in expected(panel))}
    lacking = [panel for panel in discussed if panel.uid not in led and len(_speaking(panel)) >= rules.fewest]
    asked = [panel for panel in discussed if panel.uid in led or len(_speaking(panel)) >= rules.fewest]
    said = ("has no moderator or chair", "No panel has a moderator or chair")
    yield from _each_or_all(programme, "no-moderator", asked, lacking, said, _names)
    sized = [finding for panel in discussed for finding in _size(panel, rules)]
    small = [finding for finding in sized if finding.code == "too-small"]
    if len(small) > FEW and len(small) * 2 > len(discussed):
        message = "Most panels have no more than one person in them. If they are talks, their kind can say so."
        sized = [finding for finding in sized if finding.code != "too-small"]
        sized.append(Finding("too-small", message, (Thing.of(programme.event),)))
    yield from sized


def _size(panel: Panel, rules: Rules) -> Iterator[Finding]:
    number, leads = len(_speaking(panel)), any(part.role in LEADING for part in expected(panel))
    beside = ", beside who moderates" if leads else ""
    if number < rules.fewest:
        said = "only one person" if number else "nobody"
        message = f"{say_names([panel.title])} is a panel with {said} in it{beside}."
        yield Finding("too-small", message, (Thing.of(panel),), _names(panel), starts(panel.when))
    elif number > rules.most:
        message = f"{say_names([panel.title])} has {number} people in it{beside}: more than {rules.most}."
        yield Finding("too-large", message, (Thing.of(panel),), _names(panel), starts(panel.when))


def _speaking(panel: Panel) -> set[str]:
    """Who is heard in a panel, beside those who lead it and who interpret."""
    return {part.speaker for part in expected(panel) if part.role not in (*LEADING, "interpreter")}


def _names(panel: Panel) -> tuple[str, ...]:
    return tuple(sorted(f"{part.speaker} {part.role}" for part in expected(panel)))


def _without_billing(programme: Programme, panels: Sequence[Panel]) -> Iterator[Finding]:
    """One finding for a person, in however many panels they lack it; one in all where nobody has one."""
    lacking: dict[str, list[Panel]] = defaultdict(list)
    everybody: set[str] = set()
    billed = False
    for panel in panels:
        for part in expected(panel):
            if part.role != "interpreter":
                everybody.add(part.speaker)
                billed = billed or bool(part.billing.strip())
                if not part.billing.strip():
                    lacking[part.speaker].append(panel)
    if not billed and len(everybody) > FEW:
        yield Finding("no-billing", "Nobody’s billing is given: who they are.", (Thing.of(programme.event),))
        return
    for uid, theirs in lacking.items():
        speaker = programme.speaker[uid]
        message = f"{speaker.full_name} has no billing in {say_names(panel.title for panel in theirs)}."
        about = (Thing.of(speaker), *map(Thing.of, theirs))
        yield Finding("no-billing", message, about, (), speaker.name)


def _without_stream(programme: Programme, panels: Sequence[Panel], today: date) -> Iterator[Finding]:
    """From the day before: panels that can be watched nowhere, of a kind of which others in their room can."""
    streamed = {(panel.room, panel.kind) for panel in panels if _own_stream(panel)}
    for panel in panels:
        room, day = programme.room.get(panel.room), panel.when.date
        if day is None or not timedelta(0) <= day - today <= timedelta(days=1):
            continue
        if _own_stream(panel) or (room and room.stream) or (panel.room, panel.kind) not in streamed:
            continue
        when = "today" if day == today else "tomorrow"
        message = f"{say_names([panel.title])} is {when} and has no link to its stream, which others like it have."
        yield Finding("no-stream", message, (Thing.of(panel),), (), starts(panel.when))


def _own_stream(panel: Panel) -> bool:
    return any(link.rel == "stream" for link in panel.links)
