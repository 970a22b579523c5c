"""Two organisers have one page open: of what they enter in its rows, nothing is lost and nothing overwritten unsaid."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from events.models import Appearance, Membership, Panel, Room, Translation
from speakers.models import Speaker
from tests.desk.conftest import Cast
from tests.desk.forms import filled

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
KEEP = "Yours stands here: save once more to keep it, or enter theirs."


class Two:
    """`anna` and `bert` have the page open; each saves what they enter, and gets the page that answers."""

    def __init__(self, url: str, anna: Client, bert: Client) -> None:
        self.url = url
        self.clients = {"anna": anna, "bert": bert}
        self.open = {name: filled(client, url) for name, client in self.clients.items()}

    def save(self, name: str, /, **entered: str) -> str:
        """Empty where it was saved, else what the page says; its form is what they have open then."""
        client = self.clients[name]
        answer = client.post(self.url, {**self.open[name], **entered})
        if answer.status_code == 302:
            return ""
        self.open[name] = filled(client, self.url, answer)
        return unescape(answer.content.decode())


@pytest.fixture
def panel(cast: Cast) -> Panel:
    """With Ada in row 0 and Jon in row 1."""
    panel: Panel = cast.event.panels.earliest("pk")
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.create(name="Jon"), billing="Mayor", order=1)
    return panel


@pytest.fixture
def two(cast: Cast, panel: Panel, sign_in: SignIn) -> Two:
    return Two(f"/admin/events/panel/{panel.pk}/change/", sign_in(cast.owner), sign_in(cast.editor))


def billings(panel: Panel) -> list[tuple[str, str]]:
    return [(part.speaker.name[:3], part.billing) for part in panel.appearances.select_related("speaker")]


def test_different_rows(two: Two, panel: Panel) -> None:
    assert two.save("anna", **{"appearances-0-billing": "Director"}) == ""
    assert two.save("bert", **{"appearances-1-billing": "Lord Mayor"}) == ""
    assert billings(panel) == [("Ada", "Director"), ("Jon", "Lord Mayor")]


def test_different_fields_of_one_row(two: Two, panel: Panel) -> None:
    two.save("anna", **{"appearances-0-billing": "Director", "appearances-0-order": "5"})
    assert two.save("bert", **{"appearances-0-role": "chair"}) == ""
    assert billings(panel) == [("Jon", "Mayor"), ("Ada", "Director")]
    assert panel.appearances.get(order=5).role == "chair"


def test_one_field_of_one_row_is_asked_there_and_nothing_else_is_lost_by_the_answer(two: Two, panel: Panel) -> None:
    two.save("anna", title="Lakes", **{"appearances-0-billing": "Director", "appearances-1-billing": "Lord Mayor"})
    said = two.save("bert", **{"appearances-0-billing": "Queen"})
    assert said.count(KEEP) == 1
    assert "owner changed this at" in said
    assert f"to “Director”. {KEEP}" in said
    assert billings(panel) == [("Ada", "Director"), ("Jon", "Lord Mayor")]
    assert two.save("bert") == ""
    assert billings(panel) == [("Ada", "Queen"), ("Jon", "Lord Mayor")]
    panel.refresh_from_db()
    assert panel.title == "Lakes"


def test_what_changes_again_while_one_is_asked_is_asked_again(two: Two, panel: Panel) -> None:
    two.save("anna", **{"appearances-0-billing": "Director"})
    two.save("bert", **{"appearances-0-billing": "Queen"})
    two.open["anna"] = filled(two.clients["anna"], two.url)
    two.save("anna", **{"appearances-0-billing": "Chair"})
    assert f"to “Chair”. {KEEP}" in two.save("bert")
    assert two.save("bert", **{"appearances-0-billing": "Chair"}) == ""
    assert billings(panel)[0] == ("Ada", "Chair")


def test_a_row_that_another_deleted_stays_so_where_nothing_was_entered_in_it(two: Two, panel: Panel) -> None:
    two.save("anna", **{"appearances-0-DELETE": "on"})
    assert two.save("bert", **{"appearances-1-billing": "Lord Mayor"}) == ""
    assert billings(panel) == [("Jon", "Lord Mayor")]


def test_a_row_that_another_deleted_is_asked_for_where_something_was_entered_in_it(two: Two, panel: Panel) -> None:
    two.save("anna", **{"appearances-0-DELETE": "on", "appearances-1-billing": "Lord Mayor"})
    said = two.save("bert", **{"appearances-0-billing": "Queen"})
    assert "owner deleted this at" in said
    assert "save once more to add it anew" in said
    assert billings(panel) == [("Jon", "Lord Mayor")]
    assert two.save("bert") == ""
    assert sorted(billings(panel)) == [("Ada", "Queen"), ("Jon", "Lord Mayor")]


def test_what_another_changed_is_not_deleted_unseen(two: Two, panel: Panel) -> None:
    two.save("anna", **{"appearances-0-billing": "Director"})
    said = two.save("bert", **{"appearances-0-DELETE": "on"})
    assert "to “Director”. Save once more to delete it all the same." in said
    assert billings(panel) == [("Ada", "Director"), ("Jon", "Mayor")]
    assert two.save("bert") == ""
    assert billings(panel) == [("Jon", "Mayor")]


def test_rows_that_both_add_stay(two: Two, panel: Panel) -> None:
    for name in two.clients:
        speaker = Speaker.objects.create(name=name)
        Appearance.objects.create(panel=panel.event.panels.latest("pk"), speaker=speaker)  # known in the event
        row = {
            "speaker": str(speaker.pk),
            "role": "speaker",
            "order": "0",
            "state": "confirmed",
            "billing": "",
            "id": "",
        }
        new = {f"appearances-2-{field}": value for field, value in row.items()}
        assert two.save(name, **{"appearances-TOTAL_FORMS": "3"}, **new) == ""
    assert sorted(name for name, _ in billings(panel)) == ["Ada", "Jon", "ann", "ber"]


def test_translations(cast: Cast, sign_in: SignIn) -> None:
    room: Room = cast.event.rooms.earliest("pk")
    for code in ("fr", "de"):
        Translation.objects.create(event=cast.event, room=room, language=code, field="name", text=f"in {code}")
    two = Two(f"/admin/events/room/{room.pk}/change/", sign_in(cast.owner), sign_in(cast.editor))
    two.save("anna", **{"translations-0-text": "Grande salle"})
    assert f"to “Grande salle”. {KEEP}" in two.save("bert", **{"translations-0-text": "Salle", "order": "3"})
    two.open["anna"] = filled(two.clients["anna"], two.url)
    two.save("anna", **{"translations-1-text": "Halle"})
    assert two.save("bert") == ""
    assert list(room.translations.values_list("text", flat=True)) == ["Salle", "Halle"]


def test_rows_of_an_event(cast: Cast, sign_in: SignIn) -> None:
    two = Two(f"/admin/events/event/{cast.event.pk}/change/", sign_in(cast.owner), sign_in(cast.superuser))
    viewer = next(n for n in range(3) if two.open["anna"][f"memberships-{n}-user"] == "viewer")
    two.save("anna", **{f"memberships-{viewer}-role": "editor", "rooms-0-capacity": "80", "days-0-theme": "Ebb"})
    assert two.save("bert", **{"rooms-0-name": "Great Hall", "days-0-date": "2021-05-20"}) == ""
    room = cast.event.rooms.earliest("pk")
    assert (room.name, room.capacity) == ("Great Hall", 80)
    assert [(f"{day.date}", day.theme) for day in cast.event.days.all()] == [("2021-05-20", "Ebb")]
    assert Membership.objects.get(user=cast.viewer, event=cast.event).role == "editor"


def deleted(client: Client, url: str) -> None:
    assert client.post(url.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 302


def test_a_panel_that_another_deleted_is_asked_for_with_all_that_was_entered(
    two: Two, panel: Panel, cast: Cast
) -> None:
    deleted(two.clients["anna"], two.url)
    said = two.save("bert", title="Lakes", **{"appearances-1-billing": "Lord Mayor"})
    assert "owner deleted this at" in said
    assert said.count("save once more to add it anew, or leave it") == 1
    assert "save once more to add it anew, or remove it" not in said
    assert not cast.event.panels.filter(title="Lakes").exists()
    assert two.save("bert") == ""
    anew = cast.event.panels.get(title="Lakes")
    assert (anew.slot, anew.room) == (panel.slot, panel.room)
    assert [billing for _, billing in billings(anew)] == ["Editor, The Quayside Letter", "Lord Mayor"]
    assert two.clients["bert"].get(two.url).status_code == 410  # the address of the one that is gone


@pytest.mark.parametrize(("kind", "field"), [("room", "name"), ("track", "name"), ("day", "theme")])
def test_what_else_another_deleted_is_asked_for_too(cast: Cast, sign_in: SignIn, kind: str, field: str) -> None:
    cast.event.panels.all().delete()
    rows = {"room": cast.event.rooms, "track": cast.event.tracks, "day": cast.event.days}[kind]
    url = f"/admin/events/{kind}/{rows.earliest('pk').pk}/change/"
    two = Two(url, sign_in(cast.owner), sign_in(cast.editor))
    deleted(two.clients["anna"], url)
    assert "owner deleted this at" in two.save("bert", **{field: "The Long Pier"})
    assert two.save("bert") == ""
    assert rows.filter(**{field: "The Long Pier"}).count() == 1


def test_somebody_whom_another_deleted_is_asked_for_too(cast: Cast, sign_in: SignIn) -> None:
    jon = Speaker.objects.create(name="Jon", created_by=cast.editor)
    url = f"/admin/speakers/speaker/{jon.pk}/change/"
    two = Two(url, sign_in(cast.superuser), sign_in(cast.editor))
    deleted(two.clients["anna"], url)
    assert "root deleted this at" in two.save("bert", bio="Mayor of Bergen since 2019.")
    assert two.save("bert") == ""
    assert Speaker.objects.get(name="Jon").bio == "Mayor of Bergen since 2019."
    assert "root deleted this on " in two.clients["bert"].get(url).content.decode()
    assert sign_in(cast.stranger).get(url).status_code == 404


def test_what_is_gone_says_at_the_desk_by_whom_to_those_who_could_see_it(two: Two, cast: Cast, sign_in: SignIn) -> None:
    deleted(two.clients["anna"], two.url)
    page = sign_in(cast.viewer).get(two.url)
    said = page.content.decode()
    assert page.status_code == 410
    assert "owner deleted this on " in said
    assert f"/admin/events/event/{cast.event.pk}/history/" in said
    assert sign_in(cast.stranger).get(two.url).status_code == 404
    assert sign_in(cast.editor).get("/admin/events/panel/99999/change/").status_code == 404


def test_who_may_not_add_it_anew_copies_what_they_entered(two: Two, panel: Panel, cast: Cast, sign_in: SignIn) -> None:
    member = Membership.objects.get(user=cast.editor)
    member.role = "part"
    member.save()
    member.panels.add(panel)
    two.open["bert"] = filled(two.clients["bert"], two.url)
    deleted(two.clients["anna"], two.url)
    answer = two.clients["bert"].post(two.url, {**two.open["bert"], "abstract": "Why harbours matter."})
    assert answer.status_code == 410
    assert ("abstract", "Why harbours matter.") in answer.context["entered"]
    assert "readonly>Why harbours matter.</textarea>" in answer.content.decode()


def test_a_room_and_somebody_that_another_deleted_are_chosen_no_more(two: Two, cast: Cast) -> None:
    room = cast.event.rooms.create(name="Pier")
    jon = Speaker.objects.create(name="Jon", created_by=cast.editor)
    entered = {"room": str(room.pk), "appearances-0-speaker": str(jon.pk)}
    room.delete()
    jon.delete()
    said = two.save("bert", **entered)
    assert "That room was deleted meanwhile. Choose another." in said
    assert "They were deleted meanwhile. Choose somebody else." in said
    assert "is not one of the available choices" not in said


def test_a_members_role_that_another_changed_is_told_with_who_and_when(cast: Cast, sign_in: SignIn) -> None:
    two = Two(f"/admin/events/event/{cast.event.pk}/change/", sign_in(cast.owner), sign_in(cast.superuser))
    viewer = next(n for n in range(3) if two.open["anna"][f"memberships-{n}-user"] == "viewer")
    two.save("anna", **{f"memberships-{viewer}-role": "editor"})
    said = two.save("bert", **{f"memberships-{viewer}-role": "owner"})
    at = LogEntry.objects.get(user=cast.owner).action_time.astimezone(cast.event.zone)
    assert f"owner changed this at {at:%H:%M} to “editor: the programme, imports, releases”. {KEEP}" in said
