"""The list of speakers, their answers in bulk, what they propose, and their photos."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from events import edits, invitations, photos, proposals, releases
from events.models import Appearance, Edit, Event, Membership, Panel, Proposal
from speakers.models import Speaker
from tests.desk.builders import make_event, make_member, make_panel, make_programme
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "/admin/speakers/speaker/"


@pytest.fixture
def event() -> Event:
    return make_event()


@pytest.fixture
def client(event: Event, sign_in: SignIn) -> Client:
    return sign_in(make_member(event, "editor", "editor"))


def add(panel: Panel, name: str, state: str = "confirmed", billing: str = "Pilot", **facts: Any) -> Speaker:
    speaker = Speaker.objects.create(name=name, **facts)
    Appearance.objects.create(panel=panel, speaker=speaker, state=state, billing=billing)
    return speaker


def listed(client: Client, event: Event, **query: str) -> list[str]:
    answer = client.get(LIST, {"event": event.pk, **query})
    return [row.name for row in answer.context["cl"].result_list]


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def act(client: Client, event: Event, action: str, *speakers: Speaker) -> Any:
    return client.post(
        f"{LIST}?event={event.pk}", {"action": action, "_selected_action": [speaker.pk for speaker in speakers]}
    )


def test_the_list_says_what_is_missing_and_who_has_answered(client: Client, event: Event) -> None:
    panel = make_panel(event)
    whole = add(panel, "Whole Person", bio="By the sea.", photo="speakers/a.jpg", email="w@example.org")
    add(panel, "Bare Person", "invited", billing="")
    add(panel, "Gone Person", "declined", billing="", bio="Once.")
    answer = client.get(LIST, {"event": event.pk})
    page = answer.content.decode()
    assert '<td class="field-missing"></td>' in page
    assert '<td class="field-missing">billing, photo, biography, e-mail</td>' in page
    assert '<td class="field-missing">photo, e-mail</td>' in page
    assert '<span class="chip draft">not answered</span>' in page
    assert listed(client, event, missing="nothing") == [whole.name]
    assert listed(client, event, missing="billing") == ["Bare Person"]
    assert listed(client, event, missing="bio") == ["Ada harbour-2021 1", "Bare Person"]
    assert listed(client, event, answer="declined") == ["Gone Person"]
    assert listed(client, event, answer="invited", missing="photo") == ["Bare Person"]


def test_who_is_added_for_an_event_joins_a_panel_and_stands_in_its_list(client: Client, event: Event) -> None:
    panel, other = make_panel(event), make_panel(make_event("other"))
    url = f"{reverse('admin:speakers_speaker_add')}?event={event.pk}"
    form = client.get(url).context["adminform"].form
    assert panel in form.fields["panel"].queryset
    assert other not in form.fields["panel"].queryset
    answer = client.post(url, {"name": "Ann Lee", "panel": panel.pk, "role": "moderator"})
    assert answer["Location"] == f"{LIST}?event={event.pk}"
    part = Appearance.objects.get(speaker__name="Ann Lee")
    assert (part.panel, part.role) == (panel, "moderator")
    assert part.order > min(panel.appearances.values_list("order", flat=True))
    assert "Ann Lee" in listed(client, event)
    made = edits.next_undo(event)
    assert made
    edits.undo(made, None)
    assert not Speaker.objects.filter(name="Ann Lee").exists()
    assert client.post(url, {"name": "Bo Ek", "panel": other.pk, "role": "speaker"}).status_code == 200
    assert not Speaker.objects.filter(name="Bo Ek").exists()


def test_who_is_added_and_in_no_panel_yet_is_found_in_the_events_list(client: Client, event: Event) -> None:
    panel = make_panel(event)
    url = f"{reverse('admin:speakers_speaker_add')}?event={event.pk}"
    answer = client.post(url, {"name": "Ann Lee", "role": "speaker"})
    panels = f"{reverse('admin:events_panel_changelist')}?event__id__exact={event.pk}"
    assert f'Ann Lee is not in a panel of this event yet: <a href="{panels}">put them in one</a>.' in said(answer)
    assert "Ann Lee" in listed(client, event)
    assert "in no panel" in client.get(LIST, {"event": event.pk, "q": "Ann"}).content.decode()
    other = make_event("other")
    make_member(other, "editor", "editor")
    assert "Ann Lee" not in listed(client, other)
    Appearance.objects.create(panel=panel, speaker=Speaker.objects.get(name="Ann Lee"))
    assert listed(client, event).count("Ann Lee") == 1


def test_nobody_adds_people_to_an_event_that_they_only_read(cast: Cast, sign_in: SignIn) -> None:
    Membership.objects.create(user=cast.editor, event=cast.other, role="viewer")
    panel = cast.other.panels.all()[0]
    url = f"{reverse('admin:speakers_speaker_add')}?event={cast.other.pk}"
    client = sign_in(cast.editor)
    assert "panel" not in client.get(url).context["adminform"].form.fields
    client.post(url, {"name": "Ann Lee", "panel": panel.pk, "role": "speaker"})
    assert not Appearance.objects.filter(speaker__name="Ann Lee").exists()


@pytest.mark.parametrize("panels", [1, 300])
def test_the_list_asks_as_often_for_one_as_for_many(
    client: Client, event: Event, panels: int, django_assert_num_queries: Any
) -> None:
    make_programme(event, panels)
    with django_assert_num_queries(11):
        assert client.get(LIST, {"event": event.pk}).status_code == 200


def test_answers_in_bulk_are_one_edit_and_of_this_event_alone(client: Client, event: Event) -> None:
    panel, elsewhere = make_panel(event), make_panel(make_event("other"), 2)
    ada, jon = add(panel, "Ada Larsen", "invited"), add(panel, "Jon Berg", "invited")
    Appearance.objects.create(panel=elsewhere, speaker=ada, state="invited")
    answer = act(client, event, "mark_confirmed", ada, jon)
    assert said(answer) == ["Jon Berg, Ada Larsen: confirmed. Publish to show it."]
    states = Appearance.objects.filter(speaker__in=[ada, jon]).values_list("panel", "state")
    assert sorted(states) == sorted([(panel.pk, "confirmed"), (panel.pk, "confirmed"), (elsewhere.pk, "invited")])
    edit = Edit.objects.get()
    assert edit.summary == "Confirmed Jon Berg, Ada Larsen"
    edits.undo(edit, None)
    assert set(Appearance.objects.filter(speaker__in=[ada, jon]).values_list("state", flat=True)) == {"invited"}


def test_who_declined_is_not_confirmed_over_their_head(client: Client, event: Event) -> None:
    panel = make_panel(event)
    gone = add(panel, "Gone Person", "declined")
    assert said(act(client, event, "mark_confirmed", gone)) == [
        "Gone Person declined, and stays so. To ask again, mark as not answered."
    ]
    act(client, event, "mark_invited", gone)
    act(client, event, "mark_confirmed", gone)
    assert gone.appearances.get().state == "confirmed"


def test_without_an_event_nobody_is_marked(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    answer = client.post(LIST, {"action": "mark_declined", "_selected_action": [speaker.pk]})
    assert said(answer) == ["Open the speakers of one event first: the answer is for its panels."]
    assert speaker.appearances.get().state == "confirmed"


def test_one_persons_answers_and_link_stand_on_their_page(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    url = reverse("admin:speaker_entry", args=[event.pk, speaker.pk])
    assert "/entry/" not in client.get(url).content.decode()
    client.post(reverse("admin:speaker_link", args=[event.pk, speaker.pk]))
    first = invitations.address(invitations.link_of(event, speaker), event.slug)
    assert first in client.get(url).content.decode()
    client.post(reverse("admin:speaker_link", args=[event.pk, speaker.pk]))
    page = client.get(url).content.decode()
    assert first not in page
    part = speaker.appearances.get()
    client.post(url, {f"answer-{part.pk}": "declined"})
    part.refresh_from_db()
    assert part.state == "declined"


def pages(event: Event, speaker: Speaker) -> dict[str, str]:
    return {
        "entry": reverse("admin:speaker_entry", args=[event.pk, speaker.pk]),
        "link": reverse("admin:speaker_link", args=[event.pk, speaker.pk]),
        "proposals": reverse("admin:speaker_proposals", args=[event.pk]),
        "mails": reverse("admin:speaker_mails", args=[event.pk]),
        "mail": reverse("admin:speaker_mail", args=[event.pk, "invitation"]),
        "photo": reverse("admin:speaker_photo", args=[speaker.pk]),
    }


EXPECTED = {  # GET, POST
    "stranger": dict.fromkeys(("entry", "proposals", "mails", "mail", "photo"), (404, 404)) | {"link": (405, 404)},
    "viewer": {
        "entry": (200, 403), "link": (405, 403), "proposals": (200, 403), "mails": (200, 200), "mail": (403, 403),
        "photo": (403, 403),
    },
    "editor": {
        "entry": (200, 302), "link": (405, 302), "proposals": (200, 302), "mails": (200, 200), "mail": (200, 200),
        "photo": (200, 200),
    },
}  # fmt: skip


@pytest.mark.parametrize("who", EXPECTED)
def test_who_comes_to_which_page(cast: Cast, sign_in: SignIn, who: str) -> None:
    speaker = cast.event.panels.get(title="Tides, Part 1").appearances.get().speaker
    client = sign_in(getattr(cast, who))
    urls = pages(cast.event, speaker)
    found = {name: (client.get(url).status_code, client.post(url).status_code) for name, url in urls.items()}
    assert found == EXPECTED[who]
    if who == "viewer":
        invitations.link_of(cast.event, speaker)
        assert "/entry/" not in client.get(urls["entry"]).content.decode()


def test_a_speaker_of_another_event_has_no_page_in_this_one(client: Client, event: Event) -> None:
    speaker = make_panel(make_event("other")).appearances.get().speaker
    assert client.get(reverse("admin:speaker_entry", args=[event.pk, speaker.pk])).status_code == 404


def propose(event: Event, speaker: Speaker, **wanted: str) -> dict[str, int]:
    parts = invitations.parts_of(event, speaker)
    said = {(None, name): text for name, text in wanted.items() if name != "billing"}
    if "billing" in wanted:
        said[parts[0].pk, "billing"] = wanted["billing"]  # type: ignore[index]
    proposals.propose(event, speaker, parts, said)  # type: ignore[arg-type]
    return {row.field: row.pk for row in Proposal.objects.filter(speaker=speaker.uid)}


def seen(client: Client, event: Event) -> dict[str, str]:
    """What the page of proposals carries of what it shows."""
    page = client.get(reverse("admin:speaker_proposals", args=[event.pk])).content.decode()
    return dict(re.findall(r'name="(seen-\d+)" value="([^"]*)"', page))


def test_an_organiser_accepts_and_refuses_field_by_field(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    rows = propose(event, speaker, name="Ada Larsen", bio="By the sea.", billing="Director")
    url = reverse("admin:speaker_proposals", args=[event.pk])
    assert "What they propose (3)" in client.get(LIST, {"event": event.pk}).content.decode()
    page = client.get(url).content.decode()
    assert "Editor, The Quayside Letter" in page
    assert "By the sea." in page
    answer = client.post(
        url,
        {
            **seen(client, event),
            f"proposal-{rows['name']}": "accept",
            f"proposal-{rows['billing']}": "accept",
            f"proposal-{rows['bio']}": "",
        },
    )
    assert said(answer) == ["Accepted: 2. It stands in the programme; publish to show it."]
    part = Appearance.objects.get(speaker=speaker)
    assert (part.speaker.name, part.billing, part.speaker.bio) == ("Ada Larsen", "Director", "")
    assert Edit.objects.get().summary == "Accepted what Ada harbour-2021 1 proposed"
    client.post(url, {**seen(client, event), f"proposal-{rows['bio']}": "refuse"})
    assert Edit.objects.count() == 1
    assert "refused" in client.get(url).content.decode()
    release = releases.publish(event)
    assert release
    assert [person.bio for person in release.programme.speakers] == [""]


def test_of_somebody_in_anothers_event_only_the_billing_is_accepted(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    Appearance.objects.create(panel=make_panel(make_event("other"), 2), speaker=speaker)
    rows = propose(event, speaker, name="Ada Larsen", billing="Director")
    url = reverse("admin:speaker_proposals", args=[event.pk])
    assert f'name="proposal-{rows["name"]}"' not in client.get(url).content.decode()
    Appearance.objects.filter(panel__event__slug="other").delete()
    shown = seen(client, event)
    Appearance.objects.create(panel=Panel.objects.get(event__slug="other"), speaker=speaker)
    answer = client.post(url, {**shown, **{f"proposal-{pk}": "accept" for pk in rows.values()}})
    assert len(said(answer)) == 2
    speaker.refresh_from_db()
    assert speaker.name == "Ada harbour-2021 1"
    assert speaker.appearances.get(panel__event=event).billing == "Director"
    assert Proposal.objects.get(pk=rows["name"]).state == "open"


def test_a_proposal_that_cannot_be_written_stays_open(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    pk = propose(event, speaker, name="Ada Larsen")["name"]
    Proposal.objects.filter(pk=pk).update(theirs="")
    url = reverse("admin:speaker_proposals", args=[event.pk])
    answer = client.post(url, {**seen(client, event), f"proposal-{pk}": "accept"})
    assert "name: This field cannot be blank." in said(answer)[0]
    assert Edit.objects.count() == 0
    assert Proposal.objects.get().state == "open"


def decide(client: Client, event: Event, shown: dict[str, str], **words: str) -> list[str]:
    """Of each field what somebody chose who saw this page; what they are told."""
    chosen = {f"proposal-{row.pk}": words[row.field] for row in Proposal.objects.filter(field__in=words)}
    return said(client.post(reverse("admin:speaker_proposals", args=[event.pk]), {**shown, **chosen}))


def test_what_another_wrote_meanwhile_is_not_overwritten_but_shown(cast: Cast, sign_in: SignIn) -> None:
    client, speaker = sign_in(cast.owner), Speaker.objects.get(name="Ada harbour-2021 1")
    propose(cast.event, speaker, bio="By the sea.", billing="Director")
    shown = seen(client, cast.event)
    with edits.recording(cast.event, cast.editor):
        Speaker.objects.filter(pk=speaker.pk).update(bio="Inland.")
    told = decide(client, cast.event, shown, bio="accept", billing="accept")
    assert told[0] == "Accepted: 1. It stands in the programme; publish to show it."
    changed = r"Ada harbour-2021 1, biography: editor changed this at \d\d:\d\d to “Inland.”. Nothing was done about it"
    assert re.match(changed, told[1])
    speaker.refresh_from_db()
    assert speaker.bio == "Inland."
    assert decide(client, cast.event, seen(client, cast.event), bio="accept")[0].startswith("Accepted: 1.")
    speaker.refresh_from_db()
    assert speaker.bio == "By the sea."


def test_what_is_proposed_anew_is_not_accepted_unseen(client: Client, event: Event) -> None:
    speaker = make_panel(event).appearances.get().speaker
    propose(event, speaker, bio="By the sea.")
    shown = seen(client, event)
    propose(event, speaker, bio="By the lake.")
    assert "biography: Ada harbour-2021 1 proposes something else now." in decide(client, event, shown, bio="accept")[0]
    assert Proposal.objects.get().state == "open"


def test_what_another_decided_meanwhile_is_said(cast: Cast, sign_in: SignIn) -> None:
    anna, bert = sign_in(cast.owner), sign_in(cast.editor)
    speaker = Speaker.objects.get(name="Ada harbour-2021 1")
    propose(cast.event, speaker, bio="By the sea.")
    shown = seen(bert, cast.event)
    decide(anna, cast.event, shown, bio="accept")
    told = decide(bert, cast.event, shown, bio="refuse")
    assert len(told) == 1
    before = r"Ada harbour-2021 1, biography: owner accepted this before you, \d+ \w+, \d\d:\d\d\. Your choice changed"
    assert re.match(before, told[0])
    assert Proposal.objects.get().state == "accepted"


def picture(width: int = 900, height: int = 600, kind: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    out = BytesIO()
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def kept(data: bytes, *crop: float) -> Image.Image:
    return Image.open(BytesIO(photos.square(BytesIO(data), *crop)))


def colour(image: Image.Image, x: float, y: float) -> str:
    red, _, blue = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))  # type: ignore[misc]
    return "red" if red > blue else "blue"


def test_a_square_is_cut_where_it_is_asked_for() -> None:
    assert (kept(picture()).format, kept(picture()).size) == ("JPEG", (600, 600))
    assert [colour(kept(picture(), 0, 0, 50), x, 0.5) for x in (0.1, 0.9)] == ["red", "red"]
    assert [colour(kept(picture(), 100, 0, 50), x, 0.5) for x in (0.1, 0.9)] == ["blue", "blue"]
    assert kept(picture(4000, 3000)).size == (photos.SIDE, photos.SIDE)


def test_nothing_rides_along_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Camera 9", 6  # the model; a quarter turn clockwise
    found = kept(picture(600, 600, exif=exif, comment=b"taken at home"))
    assert dict(found.getexif()) == {}
    assert not {"exif", "comment", "icc_profile", "xmp"} & found.info.keys()
    assert [colour(found, 0.5, y) for y in (0.1, 0.9)] == ["red", "blue"]


def test_what_is_transparent_is_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(out, "PNG")
    assert kept(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no photo that can be read"),
        (b"", "no photo that can be read"),
        (picture(kind="GIF", mode="P"), "no photo that can be read"),
        (picture()[:2000], "damaged"),
        (picture(100, 100), "Only 100 by 100"),
    ],
)
def test_what_is_no_photo_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(photos.PhotoError, match=why):
        photos.square(BytesIO(data))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(photos.PhotoError, match="too many"):
        photos.square(BytesIO(out.getvalue()))


def test_a_photo_is_put_in_and_taken_back(client: Client, event: Event, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    speaker = make_panel(event).appearances.get().speaker
    url = reverse("admin:speaker_photo", args=[speaker.pk]) + f"?event={event.pk}"
    file = SimpleUploadedFile("../../evil.php.jpg", picture(), "image/jpeg")
    answer = client.post(url, {"photo": file, "size": "100", "left": "50", "top": "50"})
    assert answer["Location"] == reverse("admin:speaker_entry", args=[event.pk, speaker.pk])
    speaker.refresh_from_db()
    assert speaker.photo.name.startswith("speakers/")
    assert "evil" not in speaker.photo.name
    with Image.open(tmp_path / speaker.photo.name) as image:
        assert image.size == (600, 600)
    edits.undo(Edit.objects.get(), None)
    speaker.refresh_from_db()
    assert not speaker.photo
    bad = client.post(url, {"photo": SimpleUploadedFile("a.jpg", b"no"), "size": "100", "left": "0", "top": "0"})
    assert "no photo that can be read" in bad.content.decode()


def test_pages_about_a_person_keep_the_event_that_one_came_from(client: Client, event: Event, sign_in: SignIn) -> None:
    speaker = make_panel(event).appearances.get().speaker
    names = ("speakers_speaker_change", "speaker_photo", "speakers_speaker_history")
    pages = [reverse(f"admin:{name}", args=[speaker.pk]) for name in names]
    head, way = 'aria-label="Event"', f'<a href="{LIST}?event={event.pk}">Speakers</a> ›'
    for page in pages:
        shown = client.get(page).text
        assert (page, head in shown, way in " ".join(shown.split())) == (page, True, True)
    other = make_event(slug="another", title="Another")
    make_panel(other).appearances.update(speaker=speaker)
    both = sign_in(make_member(other, "editor", "editor"))
    assert head not in both.get(pages[0]).text  # of which of the two?
    assert f'href="{LIST}?event={other.pk}"' in both.get(f"{pages[1]}?event={other.pk}").text
    assert f'href="{LIST}?event={other.pk}"' in both.get(f"{pages[0]}?_changelist_filters=event%3D{other.pk}").text
