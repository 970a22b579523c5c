from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from redis.exceptions import ConnectionError as RedisAway

NOT_MIGRATED = b"The database is older than this version. Run: python manage.py migrate\n"


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*args: object, **options: object) -> None:
        raise error

    return fail


def test_healthz_answers_without_a_database(client: Client) -> None:
    # No django_db mark: a query would be refused.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_ok_where_the_database_answers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # is there a table of migrations, and what is in it
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_names_what_is_missing_before_migrate_was_run(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, NOT_MIGRATED)


def test_readyz_is_503_without_a_database_and_keeps_its_address_to_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    error = OperationalError("connection to server at db.internal failed: password of user convenor")
    monkeypatch.setattr("config.health.MigrationExecutor", raising(error))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The database does not answer.\n")
    assert "db.internal" in caplog.text  # the operator does get to see it


@pytest.mark.django_db
@pytest.mark.parametrize("error", [RedisAway("redis.internal:6379"), OSError("read-only file system")])
def test_readyz_is_503_without_the_cache(client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(cache, "get", raising(error))
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"The cache does not answer.\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_asking_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_a_monitor_without_tls_is_answered_where_visitors_are_sent_to_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    assert client.get("/healthz").status_code == 200
    assert client.get("/somewhere/").headers["Location"] == "https://testserver/somewhere/"


def test_every_answer_says_what_the_browser_may_load(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert set(headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "img-src 'self' data: https:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
