"""ETag, If-Match and Idempotency-Key: nobody's change is lost, and nothing is done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from events.models import Edit, FirstAnswer, Panel
from tests.api.client import DESK, Program
from tests.desk.builders import make_panel
from tests.desk.conftest import Cast

pytestmark = pytest.mark.django_db
EVENT = "events/harbour-2021/"


def test_who_changes_what_somebody_changed_meanwhile_is_shown_it(editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    url = f"{EVENT}panels/{panel.uid}/"
    seen = editor.etag(url)
    Panel.objects.filter(pk=panel.pk).update(title="Ebb")
    said = editor.read("patch", url, 412, {"number": "7"}, If_Match=seen)
    assert said["current"] == editor.get(url)
    assert said["current"]["title"] == "Ebb"
    assert editor.send("patch", url, {"number": "7"}, If_Match=seen)["ETag"] == editor.etag(url)
    assert editor.read("delete", url, 412, None, If_Match=seen)["type"] == "urn:convenor:problem:stale"
    assert Panel.objects.get(pk=panel.pk).number == ""
    changed = editor.send("patch", url, {"number": "7"}, If_Match=editor.etag(url))
    assert changed["ETag"] == editor.etag(url)
    assert changed.json()["title"] == "Ebb"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_without_if_match_nothing_is_changed(editor: Program, cast: Cast, method: str) -> None:
    url = f"{EVENT}rooms/{cast.event.rooms.get(name='Hall 0').uid}/"
    said = editor.read(method, url, 428, None if method == "delete" else {"name": "Cellar"})
    assert "If-Match" in said["detail"]
    assert cast.event.rooms.filter(name="Hall 0").exists()


def test_whoever_appears_in_a_panel_makes_it_another_one(editor: Program, cast: Cast) -> None:
    panel = cast.event.panels.get(title="Tides, Part 1")
    seen = editor.etag(f"{EVENT}panels/{panel.uid}/")
    panel.appearances.update(billing="Mayor")
    assert editor.etag(f"{EVENT}panels/{panel.uid}/") != seen


def test_a_star_means_whatever_it_is_and_a_weak_etag_counts(editor: Program, cast: Cast) -> None:
    url = f"{EVENT}rooms/{cast.event.rooms.get(name='Hall 0').uid}/"
    editor.read("patch", url, 200, {"capacity": 5}, If_Match="*")
    etag = editor.etag(url)
    editor.read("patch", url, 200, {"capacity": 6}, If_Match=f'"other", W/{etag}')
    editor.read("patch", url, 412, {"capacity": 7}, If_Match=f"W/{etag}")


@pytest.mark.parametrize("path", ["", "events/", EVENT, f"{EVENT}panels/", f"{EVENT}publication/", "speakers/"])
def test_who_reads_again_gets_304_until_something_changes(editor: Program, cast: Cast, path: str) -> None:
    etag = editor.etag(path)
    assert editor.send("get", path, If_None_Match=etag).status_code == 304
    if path:
        make_panel(cast.event, 4)
        cast.event.title = "Renamed"
        cast.event.save()
        assert editor.send("get", path, If_None_Match=etag).status_code == 200


def test_the_same_post_under_one_key_is_done_once(editor: Program, cast: Cast) -> None:
    first = editor.send("post", f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")
    again = editor.send("post", f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")
    assert (first.status_code, first.content, first["ETag"], first["Location"]) == (
        again.status_code, again.content, again["ETag"], again["Location"]
    )  # fmt: skip
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert cast.event.rooms.filter(name="Attic").count() == 1
    assert Edit.objects.filter(source="api").count() == 1


def test_another_request_under_the_same_key_is_refused(editor: Program, cast: Cast) -> None:
    editor.post(f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")
    assert "new key" in editor.post(f"{EVENT}rooms/", {"name": "Cellar"}, 422, Idempotency_Key="k1")["detail"]
    editor.post(f"{EVENT}tracks/", {"name": "Attic"}, 422, Idempotency_Key="k1")
    assert not cast.event.tracks.filter(name="Attic").exists()


def test_a_refused_request_may_be_mended_under_its_key(editor: Program) -> None:
    editor.post(f"{EVENT}rooms/", {"name": ""}, 400, Idempotency_Key="k1")
    assert not FirstAnswer.objects.exists()
    editor.post(f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")


def test_a_file_sent_again_is_the_same_request(editor: Program, cast: Cast) -> None:
    def send() -> object:
        document = SimpleUploadedFile("agenda.txt", b"10:00 - 11:00 Nets")
        headers = {"Idempotency-Key": "k1"}
        return editor.client.post(
            f"{DESK}{EVENT}imports/", {"document": document, "timezone": "Europe/Oslo"}, headers=headers
        ).json()["id"]

    assert send() == send()
    assert cast.event.imports.count() == 1


def test_who_lost_their_rights_is_not_answered_again(editor: Program, cast: Cast) -> None:
    editor.post(f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")
    cast.event.memberships.filter(user=cast.editor).delete()
    editor.post(f"{EVENT}rooms/", {"name": "Attic"}, 404, Idempotency_Key="k1")


@pytest.mark.django_db(transaction=True)
def test_the_same_request_from_several_at_once_is_done_once_and_answered_alike(editor: Program, cast: Cast) -> None:
    together = Barrier(4)

    def post(_: int) -> tuple[int, bytes, str, bool]:
        one = Program(editor.secret)
        together.wait()
        try:
            said = one.send("post", f"{EVENT}rooms/", {"name": "Attic"}, Idempotency_Key="k1")
        finally:
            connection.close()
        return said.status_code, said.content, said["ETag"], "Idempotent-Replayed" in said

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, range(4)))
    assert cast.event.rooms.filter(name="Attic").count() == 1
    assert {answer[:3] for answer in answers} == {answers[0][:3]}
    assert answers[0][0] == 201
    assert sorted(replayed for *_, replayed in answers) == [False, True, True, True]
    assert Edit.objects.filter(event=cast.event).count() == FirstAnswer.objects.count() == 1
