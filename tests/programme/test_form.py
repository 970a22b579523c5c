from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import form
from programme.model import Panel, Programme, Release, When
from tests.builders import make_event, make_programme, make_release

TEXT = st.text(max_size=40)
WHEN = st.builds(
    When,
    date=st.none() | st.dates(),
    start=st.none() | st.times().map(lambda t: t.replace(microsecond=0)),
    end=st.none() | st.times().map(lambda t: t.replace(microsecond=0, fold=1)),
    end_date=st.none() | st.dates(),
)
PROGRAMMES = st.lists(st.builds(Panel, uid=TEXT, title=TEXT, abstract=TEXT, number=TEXT, when=WHEN), max_size=4).map(
    lambda panels: Programme(make_event(), panels=tuple(panels))
)


@given(PROGRAMMES)
def test_a_programme_comes_back_from_its_json_form_as_it_was(programme: Programme) -> None:
    assert form.loads(Programme, form.dumps(programme)) == programme


def test_a_release_comes_back_from_its_json_form_as_it_was() -> None:
    release = make_release(12, tombstones=make_programme(2).panels)
    assert form.loads(Release, form.dumps(release)) == release


def test_equal_programmes_have_equal_text() -> None:
    assert form.dumps(make_programme(5)) == form.dumps(make_programme(5))


def test_the_form_has_a_version_and_leaves_out_what_is_ordinary() -> None:
    programme = Programme(panels=(Panel("p1", "Tides", when=When(date(2021, 5, 19), time(9, 30))),))
    assert form.to_json(programme) == {
        "version": 1,
        "panels": [{"uid": "p1", "title": "Tides", "when": {"date": "2021-05-19", "start": "09:30"}}],
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "this is not a JSON object"),
        ("{", "this is not JSON"),
        ('{"version": 2}', "version is 2; this program reads version 1"),
        ('{"version": 1, "panel": []}', "no field is called panel"),
        ('{"version": 1, "panels": [{"uid": "p1"}]}', "panels[0]: title is missing"),
        ('{"version": 1, "panels": {}}', "panels: a list is wanted"),
        ('{"version": 1, "panels": [{"uid": "p1", "title": 7}]}', "panels[0].title: 7 is not str"),
        (
            '{"version": 1, "panels": [{"uid": "p", "title": "T", "kind": "party"}]}',
            "panels[0].kind: 'party' is none of",
        ),
        (
            '{"version": 1, "panels": [{"uid": "p", "title": "T", "when": {"start": "25:00"}}]}',
            "panels[0].when.start: '25:00' is not a time",
        ),
    ],
)
def test_an_error_names_the_place(text: str, message: str) -> None:
    with pytest.raises(form.FormError) as caught:
        form.loads(Programme, text)
    assert message in str(caught.value)


def test_the_second_of_two_equal_hours_is_another_instant() -> None:
    programme = make_programme()
    first, second = time(1, 30), time(1, 30, fold=1)
    one, other = (When(date(2021, 11, 7), start).span(programme.zone) for start in (first, second))
    assert one is not None
    assert other is not None
    assert (other[0] - one[0]).total_seconds() == 3600
    assert When.of_span(*other, programme.zone).start == second
