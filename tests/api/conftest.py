from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from events.models import Event
from tests.api.client import Program, make_token
from tests.desk.conftest import Cast, cast, sign_in  # noqa: F401 - fixtures
from tests.published import Published


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    return Published(monkeypatch)


@pytest.fixture
def program(cast: Cast) -> Callable[..., Program]:  # noqa: F811
    """A program with a token that may do everything its person may; say more to take some of that away."""

    def program(user: User, scope: str = "publish", event: Event | None = None) -> Program:
        return Program(make_token(user, scope, event))

    return program


@pytest.fixture
def editor(cast: Cast, program: Callable[..., Program]) -> Program:  # noqa: F811
    return program(cast.editor)
