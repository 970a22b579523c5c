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

from events.models import Invitation, Membership, Panel
from tests.desk.builders import make_panel, make_user
from tests.desk.conftest import Cast
from tests.desk.forms import filled

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
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


def test_a_part_editor_changes_nothing_else(cast: Cast, part: Client) -> None:
    other = make_panel(cast.event, 5)
    assert part.post(change(other), {"title": "Lakes"}).status_code == 403
    for name in ("import/", "publish/", "members/", "change/"):
        assert part.post(f"/admin/events/event/{cast.event.pk}/{name}", {"title": "Lakes"}).status_code == 403, name
    mine = Panel.objects.get(event=cast.event, track__isnull=False)
    assert part.post(f"/admin/events/panel/{mine.pk}/delete/", {"post": "yes"}).status_code == 403
    assert part.post("/admin/events/panel/add/", {"title": "Lakes"}).status_code == 403
    assert part.get(change(cast.other.panels.earliest("pk"))).status_code == 404
