"""Events and the programme's rows at the desk: what saving does, and in which clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from events import drafts, edits, releases
from events.desk.fields import WallClockField
from events.models import Event, Membership, Panel, TimeSlot
from tests.desk.builders import make_event, make_panel
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def event_data(event: Event, **facts: Any) -> dict[str, Any]:
    data = {name: getattr(event, name) for name in ("title", "slug", "timezone", "languages", "state")}
    for prefix in ("memberships", "days", "rooms", "tracks", "translations"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    members = list(event.memberships.order_by("pk"))
    data |= {"memberships-TOTAL_FORMS": len(members), "memberships-INITIAL_FORMS": len(members)}
    for n, member in enumerate(members):
        data |= {f"memberships-{n}-id": member.pk, f"memberships-{n}-event": event.pk}
        data |= {f"memberships-{n}-user": member.user.username, f"memberships-{n}-role": member.role}
    return {**data, **facts}


def save(client: Client, event: Event, **facts: Any) -> Any:
    return client.post(reverse("admin:events_event_change", args=[event.pk]), event_data(event, **facts))


def test_saving_at_the_desk_publishes_nothing(cast: Cast, sign_in: SignIn) -> None:
    releases.publish(cast.event)
    response = save(sign_in(cast.owner), cast.event, title="Renamed", colour="#112233")
    assert response["Location"] == reverse("admin:event_overview", args=[cast.event.pk])
    assert cast.event.releases.count() == 1
    unpublished = [(change.field, change.after) for change in releases.unpublished(cast.event)]
    assert unpublished == [("title", "Renamed"), ("colour", "#112233")]


def test_how_times_are_told_is_the_events_own_choice(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.owner)
    save(client, cast.event, clock="24")
    page = client.get(reverse("admin:events_event_change", args=[cast.event.pk])).content.decode()
    assert '<option value="24" selected>14:30</option>' in page
    assert releases.publish(cast.event).programme.event.clock == "24"


@pytest.mark.parametrize(
    ("contact", "kept"),
    [("ask@harbour.example", True), ("https://harbour.example/ask", True), ("ask us", False), ("ftp://x.org", False)],
)
def test_a_contact_is_a_mailbox_or_a_page(cast: Cast, sign_in: SignIn, contact: str, kept: bool) -> None:
    save(sign_in(cast.owner), cast.event, about="Of *harbours*.", contact=contact)
    said = drafts.load(Event.objects.get(pk=cast.event.pk)).event
    assert (said.about, said.contact) == (("Of *harbours*.", contact) if kept else ("", ""))


def test_the_address_stays_once_a_release_exists(cast: Cast, sign_in: SignIn) -> None:
    save(sign_in(cast.owner), cast.event, slug="mended")
    assert Event.objects.get(pk=cast.event.pk).slug == "mended"
    releases.publish(Event.objects.get(pk=cast.event.pk))
    save(sign_in(cast.owner), cast.event, slug="other-again")
    assert Event.objects.get(pk=cast.event.pk).slug == "mended"


def words(field: str, text: str, number: int = 0) -> dict[str, Any]:
    row = f"translations-{number}"
    total = {"translations-TOTAL_FORMS": number + 1}
    return {**total, f"{row}-language": "fr", f"{row}-field": field, f"{row}-text": text}


def test_an_event_and_its_days_are_put_in_another_language_on_their_own_pages(cast: Cast, sign_in: SignIn) -> None:
    client, day = sign_in(cast.editor), cast.event.days.get()
    assert save(client, cast.event, **words("title", "Forum des ports 2021")).status_code == 302
    of_day = {**words("title", "Les marées"), "translations-INITIAL_FORMS": 0}
    url = reverse("admin:events_day_change", args=[day.pk])
    assert client.post(url, {"date": "2021-05-19", "theme": "Tides", **of_day}).status_code == 302
    found = {row.subject: (row.text, row.event) for row in cast.event.translations.all()}
    assert found == {"event": ("Forum des ports 2021", cast.event), "day": ("Les marées", cast.event)}
    assert str(edits.next_undo(cast.event)) == "Added translation “Les marées (fr)”"
    once_more = save(client, cast.event, **words("title", "Le forum"))
    assert once_more.status_code == 200, "it has a title in French"
    both = {**words("venue", "Jetée 4"), **words("venue", "Quai 4", 1)}
    assert "The venue stands here twice in “fr”" in save(client, cast.event, **both).content.decode()
    assert save(client, cast.event, **words("abstract", "Pourquoi")).status_code == 200
    assert cast.event.translations.count() == 2


@pytest.mark.parametrize("name", ["room", "track"])
def test_a_room_and_a_track_have_their_names_in_another_language(cast: Cast, sign_in: SignIn, name: str) -> None:
    row = (cast.event.rooms if name == "room" else cast.event.tracks).create(name="The pier")
    url = reverse(f"admin:events_{name}_change", args=[row.pk])
    data = {"name": "The pier", "order": "7", **words("name", "La jetée"), "translations-INITIAL_FORMS": 0}
    assert sign_in(cast.editor).post(url, data).status_code == 302
    found = [(each.subject, each.text, getattr(each, name)) for each in cast.event.translations.all()]
    assert found == [(name, "La jetée", row)]


@pytest.mark.django_db(transaction=True)
def test_hiding_an_event_is_announced(cast: Cast, sign_in: SignIn) -> None:
    releases.publish(cast.event)
    assert cache.get(releases.CURRENT) == {"harbour-2021": 1}
    save(sign_in(cast.owner), cast.event, state="hidden")
    assert cache.get(releases.CURRENT) == {}


def test_an_editor_does_not_choose_the_state(cast: Cast, sign_in: SignIn) -> None:
    save(sign_in(cast.editor), cast.event, state="hidden", venue="Online")
    event = Event.objects.get(pk=cast.event.pk)
    assert (event.state, event.venue) == ("open", "Online")


def test_a_new_time_zone_keeps_the_time_on_the_clock(cast: Cast, sign_in: SignIn) -> None:
    save(sign_in(cast.owner), cast.event, timezone="America/Toronto")
    event = Event.objects.get(pk=cast.event.pk)
    panel = event.panels.select_related("slot").get(title="Tides, Part 1")
    assert panel.slot
    assert (event.timezone, str(panel.slot)) == ("America/Toronto", "Wed 19 May 2021 10:00–10:50")
    assert panel.slot.start == datetime(2021, 5, 19, 14, tzinfo=UTC)
    assert str(edits.next_undo(event)) == "Changed the time zone of “Harbour Forum 2021” to America/Toronto"


def test_an_event_keeps_an_owner(cast: Cast, sign_in: SignIn) -> None:
    response = save(sign_in(cast.owner), cast.event, **{"memberships-0-role": "viewer"})
    assert "An event keeps at least one owner." in response.content.decode()
    assert Membership.objects.get(user=cast.owner).role == "owner"


def test_members_are_added_by_user_name(cast: Cast, sign_in: SignIn) -> None:
    new = {"memberships-TOTAL_FORMS": 4, "memberships-3-user": "nobody", "memberships-3-role": "viewer"}
    save(sign_in(cast.owner), cast.event, **new)
    assert Membership.objects.get(user=cast.nobody).role == "viewer"
    response = save(sign_in(cast.owner), cast.event, **{**new, "memberships-TOTAL_FORMS": 5,
        "memberships-4-user": "who", "memberships-4-role": "viewer"})  # fmt: skip
    assert "Nobody has this user name." in response.content.decode()


def field(zone: str, shown: datetime | None = None) -> WallClockField:
    made = WallClockField(label="Start")
    made.keep_to(ZoneInfo(zone), shown)
    return made


def test_a_clock_is_the_events_own() -> None:
    start = field("America/Toronto")
    assert start.label == "Start (Toronto time)"
    assert start.clean("2021-05-19T10:30") == datetime(2021, 5, 19, 14, 30, tzinfo=UTC)
    assert start.clean("2021-12-19T10:30") == datetime(2021, 12, 19, 15, 30, tzinfo=UTC)
    assert start.prepare_value(datetime(2021, 5, 19, 14, 30, tzinfo=UTC)) == datetime(2021, 5, 19, 10, 30)  # noqa: DTZ001


def test_an_hour_that_the_clocks_leave_out_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValidationError) as error:
        field("Europe/Paris").clean("2021-03-28T02:30")
    assert error.value.messages == [
        "02:30 does not exist on that day in Europe/Paris: the clocks go forward. The same moment is 03:30."
    ]


def test_the_hour_that_comes_twice_stays_the_one_that_it_was() -> None:
    first, second = (datetime(2021, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert field("Europe/Paris").clean("2021-10-31T02:30") == first
    assert field("Europe/Paris", second).clean("2021-10-31T02:30") == second
    assert not field("Europe/Paris", second).has_changed(second, "2021-10-31T02:30")


def test_a_slot_is_entered_and_shown_in_the_events_zone(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.editor)
    data = {"start": "2021-05-20T09:00", "end": "2021-05-20T09:45"}
    assert client.post(reverse("admin:events_timeslot_add"), data).status_code == 302
    slot = TimeSlot.objects.get(start=datetime(2021, 5, 20, 7, tzinfo=UTC))
    page = client.get(reverse("admin:events_timeslot_change", args=[slot.pk])).content.decode()
    assert 'value="2021-05-20T09:00"' in page
    assert "Start (Oslo time)" in page
    again = client.post(reverse("admin:events_timeslot_add"), data)
    assert (again.status_code, again.context["adminform"].form.is_valid()) == (200, False)


def test_panels_are_found_by_day_title_and_person(cast: Cast, sign_in: SignIn) -> None:
    late = make_panel(cast.event, 15, title="Past midnight")  # 22:00 UTC: midnight in Oslo, the day after
    client, url = sign_in(cast.viewer), reverse("admin:events_panel_changelist")

    def found(**query: Any) -> list[str]:
        return [panel.title for panel in client.get(url, query).context["cl"].result_list]

    day = cast.event.days.get()
    assert found(q="Ada harbour-2021 15") == [late.title]
    assert set(found(day=day.pk)) == {"Tides, Part 1", "Some time that day"}
    assert found(state="draft") == []


def test_an_empty_list_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    Panel.objects.all().delete()
    page = sign_in(cast.viewer).get(reverse("admin:events_panel_changelist")).content.decode()
    assert "Import a programme document, or add the first panel by hand." in page


def test_the_front_page_says_how_to_begin(sign_in: SignIn, django_user_model: Any) -> None:
    newcomer = django_user_model.objects.create_user("new", is_staff=True)
    page = sign_in(newcomer).get(reverse("admin:index")).content.decode()
    assert "Your first event" in page
    make_event()
    assert "Harbour Forum 2021" not in sign_in(newcomer).get(reverse("admin:index")).content.decode()
