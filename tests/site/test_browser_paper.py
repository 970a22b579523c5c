"""The schedule as Chromium prints it."""

from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from playwright.sync_api import Page

from tests.published import Published
from tests.site.conftest import Open
from tests.site.forum import make_forum
from tests.site.mesf import mesf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def printed(page: Page, *, landscape: bool = False) -> list[str]:
    """The text of each page, each line as it is seen."""
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4", landscape=landscape))) as pdf:
        return [found.extract_text() for found in pdf.pages]


def test_each_full_day_begins_a_page_and_the_last_page_says_of_which_release(visit: Open, forum: Published) -> None:
    forum.show(mesf())
    pages = printed(visit("/mesf-2021/"))
    assert pages[0].startswith("Institute for Peace & Diplomacy\nMiddle East Strategy Forum 2021")
    assert [page.split("\n")[0] for page in pages if "Thursday 20 May" in page] == ["Thursday 20 May"]
    assert re.search(r"\nRelease 1, published 30 April 2021 · https?://\S+/mesf-2021/$", pages[-1])
    assert not re.search(r"Subscribe|Français|Search|calendar", "".join(pages))


@pytest.mark.parametrize("landscape", [False, True])
def test_nothing_of_rooms_side_by_side_is_cut_off_on_paper(visit: Open, forum: Published, landscape: bool) -> None:
    written = "".join(printed(visit("/gulf-2021/"), landscape=landscape))
    missing = [panel.title for panel in make_forum().programme.panels if panel.title not in written]
    assert missing == []
    assert written.count("Institute of Harbours") == 1
