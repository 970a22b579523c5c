"""The programme on paper: booklet, Word, Markdown, and the pictures that links are shown with."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from functools import cache

import docx
import pdfplumber
import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from events.site import booklet, cards, colours, icons, typesetting
from programme.model import Appearance, Link, Programme, Release, Room, Speaker, When
from programme.reading import read
from tests.builders import make_event, make_panel, make_programme, make_release
from tests.programme.test_house_style import planned
from tests.published import Published
from tests.site.forum import ARABIC, FIRST, make_forum
from tests.site.mesf import mesf

TRAPS = '#panic() $x$ \\ [a] @b *c* _d_ `e` //f /*g*/ <h> #eval("1") "i" ~j --- 1. - + = '


@cache
def text_of(release: Release) -> list[str]:
    """Page by page, as it is read from the PDF, each with its white space as one space."""
    with pdfplumber.open(io.BytesIO(typesetting.pdf(release))) as pdf:
        return [" ".join(page.extract_text(x_tolerance=1.5).split()) for page in pdf.pages]


def squeezed(texts: Iterable[str]) -> str:
    """Letters and digits only: lines are broken anywhere, and words at their syllables."""
    return re.sub(r"[\W_]", "", "".join(texts))


def columns_of(release: Release) -> str:
    """What is set in columns, word by word in the order in which it was written."""
    with pdfplumber.open(io.BytesIO(typesetting.pdf(release))) as pdf:
        return squeezed(char["text"] for page in pdf.pages for char in page.chars)


def test_the_booklet_holds_every_title_speaker_and_billing() -> None:
    release = mesf()
    written, programme = columns_of(release), release.programme
    wanted = [panel.title for panel in programme.panels] + [speaker.full_name for speaker in programme.speakers]
    wanted += [part.billing for panel in programme.panels for part in panel.people]
    wanted += [programme.event.title, programme.event.organiser, *(day.title for day in programme.days)]
    assert len(wanted) > 80
    assert [said for said in wanted if squeezed([said]) not in written] == []


def test_the_index_names_the_pages_where_somebody_appears() -> None:
    release = make_release(40)
    pages = text_of(release)
    index = " ".join(pages[next(n for n, page in enumerate(pages) if page.startswith("Speakers")) :])
    for speaker in release.programme.speakers:
        titles = [panel.title for panel, _ in release.appearances[speaker.uid]]
        first = next(n for n, page in enumerate(pages) if page.startswith("Wednesday"))
        found = {
            n
            for n, page in enumerate(pages, 1)
            if n > first and any(re.search(rf"{re.escape(title)}(?! ?\d)", page) for title in titles)
        }
        said = re.search(rf"{re.escape(speaker.full_name)}(?!\d) ((?:\d+, )*\d+)", index)
        assert said, speaker.full_name
        assert {int(number) for number in said[1].split(", ")} == found, speaker.full_name


def test_each_page_but_the_cover_says_of_which_release_it_is() -> None:
    pages = text_of(make_forum())
    assert "Release 3, published 16 May 2021." in pages[0]
    assert [page.endswith(f"Gulf Forum 2021 · Release 3 {number}") for number, page in enumerate(pages[1:], 2)] == [
        True
    ] * (len(pages) - 1)


def test_what_is_cancelled_says_so_and_names_in_other_scripts_survive() -> None:
    written = " ".join(text_of(make_forum()))
    assert "PANEL 2 · CANCELLED" in written
    missing = [word for word in ARABIC.split() if word[::-1] not in written]  # a PDF has them as they are seen
    assert missing == []


def test_an_address_is_the_same_however_long_its_words_are() -> None:
    url = f"https://a.example/{'b' * 60}"
    made = booklet.booklet(make_release(programme=make_programme(items=(make_panel(links=(Link(url, "Text"),)),))))
    (link,) = made["days"][0]["items"][0]["links"]
    assert (link["url"], link["shown"].replace("\u200b", "")) == (url, url.removeprefix("https://"))
    assert "\u200b" in link["shown"]


def test_nothing_that_is_typed_is_run() -> None:
    panel = make_panel(title=TRAPS, abstract=f"{TRAPS}\n\n- {TRAPS}\n\n    {TRAPS}", number=TRAPS)
    speaker = Speaker("speaker-1", TRAPS, slug="trap", bio=TRAPS)
    programme = make_programme(
        items=(panel,), speakers=(speaker, Speaker("speaker-2", "Bo", slug="bo")), event=make_event(title=TRAPS)
    )
    release = make_release(programme=programme)
    written = columns_of(release)
    assert written.count(squeezed([TRAPS])) >= 5
    assert '#panic() $x$ \\ [a] @b *c* _d_ `e` //f /*g*/ <h> #eval("1")' in " ".join(text_of(release))
    for picture in (typesetting.card(release), typesetting.panel_card(panel.slug)(release)):
        assert picture.startswith(b"\x89PNG")


def test_equal_releases_are_equal_bytes_made_when_they_were_published() -> None:
    first, second = typesetting.pdf(make_forum()), typesetting.pdf(make_forum())
    assert first == second
    assert typesetting.card(make_forum()) == typesetting.card(make_forum())
    about = PdfReader(io.BytesIO(first)).metadata
    assert about is not None
    assert about["/CreationDate"] == "D:20210517020000Z"


def test_the_booklet_is_tagged_and_says_its_title_and_its_language_and_has_bookmarks() -> None:
    found = PdfReader(io.BytesIO(typesetting.pdf(mesf())))
    root = found.trailer["/Root"]
    assert found.metadata is not None
    assert (found.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (
        "Middle East Strategy Forum 2021",
        "en",
        True,
    )
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    marks = [mark["/Title"] for mark in found.outline if not isinstance(mark, list)]
    assert marks == ["At a glance", "Wednesday 19 May", "Thursday 20 May", "Speakers"]
    assert {round(float(side) / 72 * 25.4) for side in found.pages[0].mediabox[2:]} == {148, 210}


@pytest.mark.parametrize("name", ["山田太郎", "김철수", "สมชาย", "🎉", "\x0b\x00", "\ud7ff\uffff"])
def test_what_no_font_shows_stops_no_booklet(name: str) -> None:
    programme = make_programme(1)
    speakers = tuple(replace(speaker, name=name) for speaker in programme.speakers)
    assert typesetting.pdf(make_release(programme=replace(programme, speakers=speakers))).startswith(b"%PDF")


@pytest.mark.parametrize(
    "programme",
    [
        Programme(make_event(organiser="", venue="", languages=(), colour="")),
        make_programme(items=(make_panel(when=When(), people=()),), speakers=(), event=make_event(languages=("x<>",))),
        make_programme(items=(make_panel(abstract="> " * 40 + "deep\n\n" + "- " * 40 + "deeper"),)),
        make_programme(items=(make_panel(abstract=f"[a](https://a.example/{'b' * 9000}) [c](mailto:d) [e](f) [g]()"),)),
        make_programme(items=(make_panel(links=(Link(f"https://a.example/{'b' * 9000}"),)),)),
        make_programme(items=(make_panel(title="Long " * 400, abstract="Word " * 4000),)),
    ],
)
def test_whatever_a_programme_lacks_or_has_too_much_of_it_is_set(programme: Programme) -> None:
    assert typesetting.pdf(make_release(programme=programme)).startswith(b"%PDF")
    assert typesetting.card(make_release(programme=programme)).startswith(b"\x89PNG")


@pytest.mark.parametrize("path", ["card.png", "panels/security/card.png", "panels/trade/card.png"])
def test_cards_are_pictures_of_the_size_that_their_pages_say(client: Client, forum: Published, path: str) -> None:
    answer = client.get(f"/gulf-2021/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (1200, 630)
    assert len(picture.convert("RGB").getcolors(2**20) or ()) > 20
    assert picture.convert("RGB").getpixel((10, 300)) == tuple(bytes.fromhex(icons.colour(make_forum())[1:]))
    assert colours.contrast(icons.colour(make_forum()), icons.LIGHT) >= colours.READABLE


def test_cards_say_what_and_when_and_who_and_that_it_is_cancelled() -> None:
    release = make_forum()
    panels = {panel.slug: cards.of_panel(release, panel) for panel in release.programme.panels}
    assert (panels["security"]["title"], panels["security"]["above"]) == (
        "A New Security Architecture", "Gulf Forum 2021 · Panel 1"
    )  # fmt: skip
    assert panels["security"]["when"] == "Wednesday 19 May 2021, 10:30–11:45 am · Great Hall"
    assert panels["security"]["people"].replace("\u00a0", " ") == "Dr. Sanam Vakil · Ferry de Kerckhove"
    assert [slug for slug, card in panels.items() if card["cancelled"]] == ["trade"]
    assert cards.of_event(release)["when"] == "19–20 May 2021 · Kempinski Hotel"


def test_many_names_are_counted_and_long_titles_end_in_time() -> None:
    names = cards.named([f"Ann Number {n}" for n in range(20)]).replace("\u00a0", " ")
    assert names.startswith("Ann Number 0 · Ann Number 1 · ")
    assert names.endswith(" · and 12 others")
    assert len(cards.shortened("word " * 200, cards.MOST_LETTERS)) <= cards.MOST_LETTERS


def test_a_panel_that_is_not_there_has_no_card(client: Client, forum: Published) -> None:
    assert client.get("/gulf-2021/panels/supper/card.png").status_code == 404


TYPES = {
    "programme.pdf": ("application/pdf", 'inline; filename="gulf-2021.pdf"'),
    "programme.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        'attachment; filename="gulf-2021.docx"',
    ),
    "programme.md": ("text/markdown; charset=utf-8", 'attachment; filename="gulf-2021.md"'),
}


@pytest.mark.parametrize("name", TYPES)
def test_each_paper_has_its_type_and_is_told_unchanged_until_a_release(
    client: Client, forum: Published, name: str
) -> None:
    answer = client.get(f"/gulf-2021/{name}")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Disposition"]) == (200, *TYPES[name])
    again = client.get(f"/gulf-2021/{name}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert f'href="/gulf-2021/{name}"' in client.get("/gulf-2021/subscribe/").content.decode()


@pytest.mark.parametrize("name", ["programme.docx", "programme.md"])
def test_what_is_written_for_editing_plans_nothing_when_it_is_read_again(
    client: Client, published: Published, name: str
) -> None:
    release = mesf()
    published.show(release)
    answer = client.get(f"/mesf-2021/{name}").content
    assert planned(release.programme, read(answer), release.programme) == []


def test_the_word_document_names_every_panel(client: Client, forum: Published) -> None:
    document = docx.Document(io.BytesIO(client.get("/gulf-2021/programme.docx").content))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [panel.title for panel in make_forum().programme.panels if panel.title not in written] == []
    assert str(FIRST.year) in written


def test_the_booklet_is_in_the_language_of_its_address(client: Client, forum: Published) -> None:
    answer = client.get("/fr/gulf-2021/programme.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pdfplumber.open(io.BytesIO(answer.content)) as pdf:
        assert "mercredi" in (pdf.pages[2].extract_text() or "").casefold()


@pytest.mark.parametrize("title", ["31. Chaos Communication Congress", "Bundesverfassungsgerichtspräsidentenwahl 2026"])
def test_no_word_of_the_title_leaves_the_cover(title: str) -> None:
    release = make_release(programme=replace(make_programme(items=(make_panel(1),)), event=make_event(title=title)))
    with pdfplumber.open(io.BytesIO(typesetting.pdf(release))) as pdf:
        cover = pdf.pages[0]
        assert max(char["x1"] for char in cover.chars) < cover.width - 30  # points


def test_words_longer_than_a_line_stay_on_the_page() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 2
    people = (Appearance("s", billing=f"Chair of {long}"),)
    rooms = tuple(Room(f"r{n}", f"Hall {n}", slug=f"r{n}") for n in range(5))
    panels = tuple(
        make_panel(
            n, title=f"{long} {n}", abstract=long, room=room.uid, when=When(FIRST, time(9), time(10)), people=people
        )
        for n, room in enumerate(rooms)
    )
    programme = make_programme(
        items=panels, rooms=rooms, speakers=(Speaker("s", f"Ada {long[:30]}", slug="s"),), days=()
    )
    with pdfplumber.open(io.BytesIO(typesetting.pdf(make_release(programme=programme)))) as pdf:
        pages = [page for page in pdf.pages[1:] if page.chars]
        assert all(char["x1"] <= page.width - 30 for page in pages for char in page.chars)
