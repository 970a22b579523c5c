from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from config.statics import Storage, uncommented

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_names_the_icon_that_browsers_are_given_unasked() -> None:
    client = Client()
    icon = client.get("/favicon.ico").headers["Location"]
    assert icon.startswith("/static/site/icon")
    assert f'<link rel="icon" type="image/svg+xml" href="{icon}">' in client.get("/admin/login/").text


def test_styles_are_served_whole_but_for_comments_under_a_name_of_their_content(tmp_path: Path) -> None:
    storage = Storage(location=tmp_path, base_url="/static/")
    storage.save("desk.css", ContentFile(b"/* why */\nh1 { color: red; }\n"))
    assert all(result[2] is True for result in storage.post_process({"desk.css": (storage, "desk.css")}))
    served = storage.stored_name("desk.css")
    assert served != "desk.css"
    assert (tmp_path / served).read_text() == "\nh1 { color: red; }\n"


def test_what_is_no_comment_stays() -> None:
    kept = b"""a::after { content: "/* \\" */"; } .a/**/.b { margin: 1px/**/2px; background: url(/*.svg); }"""
    assert uncommented(kept) == kept
    assert uncommented(b"/* one */a { top: 0; /* it's two */ }\n/* three */") == b"a { top: 0;  }\n"
