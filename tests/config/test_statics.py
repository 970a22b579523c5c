from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_names_the_icon_that_browsers_are_given_unasked() -> None:
    client = Client()
    icon = client.get("/favicon.ico").headers["Location"]
    assert icon.startswith("/static/site/icon")
    assert f'<link rel="icon" type="image/svg+xml" href="{icon}">' in client.get("/admin/login/").text
