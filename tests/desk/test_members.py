"""Members come by a link; a part editor changes the words of their part and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from events import releases
from events.models import Event, Invitation, Membership, Panel
from tests.desk.builders import make_panel, make_user
from tests.desk.conftest import Cast
from tests.desk.forms import filled

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OFFERS = (">Import<", ">Publish<", "Import a programme")
ACCOUNT = {"username": "jon", "email": "", "password1": "quay-side-42", "password2": "quay-side-42"}


def invite(client: Client, event: int, **form: object) -> str:
    """The path of the link."""
    said = client.post(f"/admin/events/event/{event}/members/", {"whom": "Jon Berg", "role": "editor", **form})
    found = re.search(r'value="[^"]*(/admin/invitations/[^"]+)"', said.content.decode())
    return found[1] if found else ""


def test_somebody_without_an_account_joins_by_a_link_once(cast: Cast, sign_in: SignIn) -> None:
    link = invite(sign_in(cast.owner), cast.event.pk)
    guest = Client()
    assert "Harbour Forum 2021" in guest.get(link).content.decode()
    said = guest.post(link, ACCOUNT, follow=True)
    assert "You are editor of Harbour Forum 2021 now." in said.content.decode()
    assert Membership.objects.get(user__username="jon").role == "editor"
    again = Client().get(link)
    assert (again.status_code, "works" in again.content.decode()) == (410, False)
    assert link.rsplit("/", 2)[1] not in str(Invitation.objects.values_list().get())


def test_somebody_with_an_account_joins_and_keeps_their_role(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.owner)
    sign_in(cast.nobody).post(invite(owner, cast.event.pk, role="viewer"))
    sign_in(cast.editor).post(invite(owner, cast.event.pk, role="viewer"))
    roles = dict(cast.event.memberships.values_list("user__username", "role"))
    assert (roles["nobody"], roles["editor"]) == ("viewer", "editor")


def test_a_link_that_is_old_or_taken_back_works_no_more(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.owner)
    old, taken = invite(owner, cast.event.pk), invite(owner, cast.event.pk)
    last, first = Invitation.objects.all()
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    owner.post(f"/admin/events/event/{cast.event.pk}/members/{last.pk}/revoke/")
    assert [Client().post(link, ACCOUNT).status_code for link in (old, taken)] == [410, 410]
    assert not User.objects.filter(username="jon").exists()
    assert Client().get("/admin/invitations/nothing/").status_code == 404


def test_only_owners_invite(cast: Cast, sign_in: SignIn) -> None:
    url = f"/admin/events/event/{cast.event.pk}/members/"
    codes = {user.username: sign_in(user).get(url).status_code for user in (cast.editor, cast.viewer, cast.stranger)}
    assert codes == {"editor": 403, "viewer": 403, "stranger": 404}
    assert f"Only owners choose who works on {cast.event}." in sign_in(cast.viewer).get(url).content.decode()


def test_a_part_needs_its_panels(cast: Cast, sign_in: SignIn) -> None:
    owner = sign_in(cast.owner)
    assert invite(owner, cast.event.pk, role="part") == ""
    assert invite(owner, cast.event.pk, role="editor", tracks=[cast.event.tracks.get().pk]) == ""
    assert invite(owner, cast.event.pk, role="part", tracks=[cast.other.tracks.get().pk]) == ""
    assert not Invitation.objects.exists()


@pytest.fixture
def part(cast: Cast, sign_in: SignIn) -> Client:
    """Somebody who changes the panels of the track Policy."""
    guest = sign_in(make_user("guest"))
    guest.post(invite(sign_in(cast.owner), cast.event.pk, role="part", tracks=[cast.event.tracks.get().pk]))
    return guest


def change(panel: Panel) -> str:
    return f"/admin/events/panel/{panel.pk}/change/"


def test_a_part_editor_changes_words_and_people_of_their_panels(cast: Cast, part: Client) -> None:
    mine = Panel.objects.get(event=cast.event, track__isnull=False)
    room, form = mine.room, filled(part, change(mine))
    assert "room" not in form
    sent = {**form, "title": "Lakes", "appearances-0-billing": "Mayor", "room": "", "state": "cancelled"}
    said = part.post(change(mine), sent, follow=True)
    mine.refresh_from_db()
    assert (mine.title, mine.room, mine.state) == ("Lakes", room, "confirmed"), unescape(said.content.decode())
    assert mine.appearances.get().billing == "Mayor"


def overview(client: Client, event: Event) -> str:
    return " ".join(client.get(f"/admin/events/event/{event.pk}/overview/").content.decode().split())


def test_a_part_editor_is_told_what_is_theirs_and_offered_nothing_else(cast: Cast, part: Client) -> None:
    Membership.objects.get(user__username="guest").panels.add(cast.event.panels.get(title="Some time that day"))
    page = overview(part, cast.event)
    said = re.search(r"You change the words and people of: (.*?)\.</p>", page)
    assert said
    assert re.sub("<[^>]*>", "", said[1]) == "“Some time that day”, the track Policy"
    one, theirs = (part.get(unescape(url)) for url in re.findall('href="([^"]*)"', said[1]))
    assert (one.status_code, list(theirs.context["cl"].queryset.values_list("title"))) == (200, [("Tides, Part 1",)])
    assert "as a viewer" not in page
    assert 'guest <span class="quiet">part editor of Policy, “Some time that day”</span>' in page
    assert '<span class="quiet">part editor</span>' in part.get("/admin/").content.decode()
    assert not [words for words in OFFERS if words in page]


def test_only_who_may_is_offered_to_import_and_publish(cast: Cast, sign_in: SignIn) -> None:
    seen = {user.username: overview(sign_in(user), cast.event) for user in (cast.owner, cast.editor, cast.viewer)}
    offered = {name: [words in page for words in OFFERS] for name, page in seen.items()}
    assert offered == {"owner": [True] * 3, "editor": [True] * 3, "viewer": [False] * 3}
    assert "You look on here as a viewer." in seen["viewer"]


def test_one_change_is_looked_over_as_one(cast: Cast, sign_in: SignIn) -> None:
    releases.publish(cast.event)
    cast.event.panels.filter(title="Tides, Part 1").update(title="High Tides")
    page = overview(sign_in(cast.editor), cast.event)
    assert "1 change is not public yet." in page
    assert ">Look it over and publish<" in page


def test_the_members_tab_stands_on_every_page_of_an_owner(cast: Cast, sign_in: SignIn) -> None:
    event, speaker = cast.event, cast.event.panels.get(title="Tides, Part 1").speakers.get()
    urls = [f"/admin/events/event/{event.pk}/change/", f"/admin/speakers/{speaker.pk}/photo/?event={event.pk}"]
    urls += [f"/admin/events/panel/?event__id__exact={event.pk}", f"/admin/speakers/speaker/?event={event.pk}"]
    tab = f'<a href="/admin/events/event/{event.pk}/members/"'
    for url in urls:
        shown = {user.username: tab in sign_in(user).get(url).content.decode() for user in (cast.owner, cast.editor)}
        assert shown == {"owner": True, "editor": False}, url


def test_a_part_editor_changes_nothing_else(cast: Cast, part: Client) -> None:
    other = make_panel(cast.event, 5)
    assert part.post(change(other), {"title": "Lakes"}).status_code == 403
    for name in ("import/", "publish/", "members/", "change/"):
        assert part.post(f"/admin/events/event/{cast.event.pk}/{name}", {"title": "Lakes"}).status_code == 403, name
    mine = Panel.objects.get(event=cast.event, track__isnull=False)
    assert part.post(f"/admin/events/panel/{mine.pk}/delete/", {"post": "yes"}).status_code == 403
    assert part.post("/admin/events/panel/add/", {"title": "Lakes"}).status_code == 403
    assert part.get(change(cast.other.panels.earliest("pk"))).status_code == 404
