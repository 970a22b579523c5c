"""The journal: what was done is told, taken back and done again, and nothing else is touched by that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from events import drafts, edits
from events.models import Appearance, Edit, Event, Panel, Room, TimeSlot, Translation
from programme import form
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    event = make_event()
    make_programme(event)
    return event


def as_text(event: Event) -> str:
    return form.dumps(drafts.load(event))


def slot(event: Event, hour: int) -> TimeSlot:
    start = datetime(2021, 5, 19, hour, tzinfo=UTC)
    return TimeSlot.objects.get_or_create(event=event, start=start, end=start + timedelta(hours=1))[0]


def change(event: Event, random: Random) -> None:
    """One of the things that people do."""
    panels = list(event.panels.order_by("pk"))
    panel = random.choice(panels) if panels else None
    what = random.randrange(8)
    if panel is None or what == 0:
        Panel.objects.create(event=event, title=f"New {random.random()}", slot=slot(event, random.randrange(8, 20)))
    elif what == 1:
        panel.delete()
    elif what == 2:
        panel.slot, panel.day = slot(event, random.randrange(8, 20)), None
        panel.save()
        event.slots.filter(panels=None).delete()
    elif what == 3:
        panel.room = Room.objects.get_or_create(event=event, name=f"Hall {random.randrange(4)}")[0]
        panel.save()
    elif what == 4:
        panel.title, panel.abstract = f"Other {random.random()}", "Of *rivers*."
        panel.save()
    elif what == 5:
        speaker = Speaker.objects.create(name=f"Somebody {random.random()}")
        Appearance.objects.create(panel=panel, speaker=speaker, billing="Mayor", order=9)
    elif what == 6 and (part := panel.appearances.first()):
        part.billing, part.role = f"{random.random()}", "chair"
        part.save()
    else:
        event.days.update(theme=f"Theme {random.random()}")
        event.venue = f"Venue {random.random()}"
        event.save()


def test_two_hundred_edits_are_taken_back_one_by_one_and_done_again(event: Event) -> None:
    random, before = Random(5), as_text(event)  # noqa: S311 (not for secrets)
    made, texts = list[Edit](), [before]
    for _ in range(200):
        with edits.recording(event, None) as recorded:
            change(event, random)
        if recorded.edit:
            made.append(recorded.edit)
            texts.append(as_text(event))
    for edit, text in zip(reversed(made), reversed(texts[:-1])):
        assert edits.next_undo(event) == edit
        edits.undo(edit, None)
        assert as_text(event) == text
    assert edits.next_undo(event) is None
    for edit, text in zip(made, texts[1:]):
        assert edits.next_redo(event) == edit
        edits.redo(edit, None)
        assert as_text(event) == text


def test_an_edit_says_what_it_did_and_who(event: Event) -> None:
    ada = make_member(event, "ada", "editor")
    panel = event.panels.earliest("pk")
    with edits.recording(event, ada) as made:
        panel.title = "Lakes"
        panel.slot, panel.day = slot(event, 9), None
        panel.save()
    assert made.edit is not None
    assert made.edit.summary == "Changed panel “Lakes”: title, time"
    assert made.edit.made_by == ada
    assert list(edits.of_row(panel)) == [made.edit]
    assert made.edit in edits.of(event)


def test_nothing_is_recorded_where_nothing_changed(event: Event) -> None:
    with edits.recording(event, None) as made:
        event.panels.earliest("pk").save()
    assert made.edit is None


def test_one_change_is_taken_back_from_under_others(event: Event) -> None:
    panel = event.panels.earliest("pk")
    title = panel.title
    with edits.recording(event, None) as first:
        event.panels.filter(pk=panel.pk).update(title="Lakes")
    with edits.recording(event, None):
        event.panels.filter(pk=panel.pk).update(number="9")
    assert first.edit is not None
    edits.undo(first.edit, None)
    panel.refresh_from_db()
    assert (panel.title, panel.number) == (title, "9")


def test_what_was_changed_again_since_is_not_taken_back(event: Event) -> None:
    ada = make_member(event, "ada", "editor")
    panel = event.panels.earliest("pk")
    with edits.recording(event, None) as first:
        event.panels.filter(pk=panel.pk).update(title="Lakes")
    with edits.recording(event, ada):
        event.panels.filter(pk=panel.pk).update(title="Ponds")
    assert first.edit is not None
    with pytest.raises(edits.RefusedError, match=r"Panel “Lakes” was changed \(title\) since: ada, .*Undo that first"):
        edits.undo(first.edit, None)
    panel.refresh_from_db()
    assert panel.title == "Ponds"


def test_what_others_were_added_to_stays(event: Event) -> None:
    with edits.recording(event, None) as made:
        panel = Panel.objects.create(event=event, title="New")
    with edits.recording(event, None):
        Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Ada Lovelace"))
    assert made.edit is not None
    with pytest.raises(edits.RefusedError):
        edits.undo(made.edit, None)
    assert Panel.objects.filter(pk=panel.pk).exists()


def test_words_in_another_language_come_back_with_their_panel(event: Event) -> None:
    panel = event.panels.earliest("pk")
    part = panel.appearances.get()
    Translation.objects.create(event=event, panel=panel, language="fr", field="title", text="Les marées")
    Translation.objects.create(event=event, panel=panel, appearance=part, language="fr", field="billing", text="Maire")
    with edits.recording(event, None) as made:
        panel.delete()
    assert made.edit is not None
    assert not Translation.objects.exists()
    edits.undo(made.edit, None)
    assert list(Translation.objects.values_list("text", "appearance")) == [("Les marées", None), ("Maire", part.pk)]


def test_what_was_undone_last_is_done_again_and_nothing_older_than_a_new_edit(event: Event) -> None:
    made = list[Edit]()
    for title in ("Lakes", "Ponds"):
        with edits.recording(event, None) as recorded:
            event.panels.filter(pk=event.panels.earliest("pk").pk).update(title=title)
        assert recorded.edit is not None
        edits.undo(recorded.edit, None)
        made.append(recorded.edit)
    assert edits.next_redo(event) == made[1]
    edits.redo(made[1], None)
    assert edits.next_redo(event) is None
