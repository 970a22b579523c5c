"""The settings read the environment once, at start: each case here is a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRET = "random-text" * 5
LIVE = {"SITE_URL": "https://schedule.example.org", "SECRET_KEY": SECRET}
TELL = """
import json, sys
from config import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(*command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(data), "PYTHONWARNINGS": "ignore", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def values(*names: str, data: Path, **environment: str) -> dict[str, Any]:
    done = run("-c", TELL, *names, data=data, **environment)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def refusal(data: Path, **environment: str) -> str:
    """What `manage.py check` says on its one line, and nothing but that line."""
    done = run("manage.py", "check", data=data, **environment)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    start = "Convenor can't start: "
    assert line.startswith(start)
    return line.removeprefix(start)


def test_with_nothing_set_it_is_a_site_of_this_machine_on_sqlite(tmp_path: Path) -> None:
    told = values(
        "ALLOWED_HOSTS", "DATABASES", "DEBUG", "PRODUCTION", "SESSION_COOKIE_SECURE", "SITE_URL", data=tmp_path
    )
    assert told["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert told["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert told["DATABASES"]["default"]["NAME"] == str(tmp_path / "convenor.sqlite3")
    assert told["SITE_URL"] == "http://127.0.0.1:8000"
    assert (told["DEBUG"], told["PRODUCTION"], told["SESSION_COOKIE_SECURE"]) == (False, False, False)


def test_the_secret_of_this_machine_is_random_private_and_kept(tmp_path: Path) -> None:
    first, other = tmp_path / "one", tmp_path / "two"
    with ThreadPoolExecutor() as pool:  # workers that start together agree
        keys = set(pool.map(lambda _: values("SECRET_KEY", data=first)["SECRET_KEY"], range(6)))
    assert keys == {(first / "secret_key").read_text()}
    assert len(keys.pop()) >= 50
    assert (first / "secret_key").stat().st_mode & 0o777 == 0o600
    assert values("SECRET_KEY", data=other)["SECRET_KEY"] != (first / "secret_key").read_text()


def test_a_secret_that_is_set_is_taken_and_none_is_written(tmp_path: Path) -> None:
    assert values("SECRET_KEY", data=tmp_path, **LIVE)["SECRET_KEY"] == SECRET
    assert list(tmp_path.iterdir()) == []


NO_SECRET = (
    "SECRET_KEY is {}, and https://schedule.example.org is not this machine. Set it to a random text of at least 50 "
    "characters, the same on every node: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
)
DEBUGGING = (
    "DEBUG=1 shows the site's insides to every visitor of https://schedule.example.org. Set DEBUG=0, or leave it out."
)
ANY_HOST = "ALLOWED_HOSTS is *, which lets others pass their name for yours. Name your hosts."
NOT_ENCRYPTED = (
    "SITE_URL is http://schedule.example.org, which is not encrypted: passwords could be read on the way. "
    "Set it to https://…, or ALLOW_HTTP=1 if you mean it."
)
OTHER_DATABASE = "DATABASE_URL names neither PostgreSQL nor SQLite. Set it as in postgres://host/name"
NO_DATABASE = "DATABASE_URL names a server but no database on it. Set it as in postgres://host/name"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({**LIVE, "SECRET_KEY": ""}, NO_SECRET.format("not set")),
        ({**LIVE, "SECRET_KEY": "k" * 49}, NO_SECRET.format("too easily guessed")),
        ({**LIVE, "SECRET_KEY": "k" * 60}, NO_SECRET.format("too easily guessed")),
        ({**LIVE, "DEBUG": "1"}, DEBUGGING),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'. Set it to 1 or 0."),
        ({**LIVE, "ALLOWED_HOSTS": "a.example.org, *"}, ANY_HOST),
        ({**LIVE, "ALLOWED_HOSTS": ".org"}, "ALLOWED_HOSTS has '.org'. Name a host, as in schedule.example.org"),
        ({**LIVE, "SITE_URL": "http://schedule.example.org"}, NOT_ENCRYPTED),
        ({"DATABASE_URL": "mysql://me:hidden@host/name"}, OTHER_DATABASE),
        ({"DATABASE_URL": "postgres://me:hidden@host"}, NO_DATABASE),
        ({"REDIS_URL": "host:6379"}, "REDIS_URL is no address of a Redis. Set it as in redis://host:6379/0"),
    ],
)
def test_what_would_be_unsafe_or_cannot_work_is_refused_in_one_sentence(
    tmp_path: Path, environment: dict[str, str], sentence: str
) -> None:
    assert refusal(tmp_path, **environment) == sentence


@pytest.mark.parametrize("url", ["nonsense", "postgres://me:hidden/word@host:x/name", "oh://me:hidden@host/name"])
def test_a_database_url_that_is_none_is_refused_without_showing_its_password(tmp_path: Path, url: str) -> None:
    assert refusal(tmp_path, DATABASE_URL=url) == (
        "DATABASE_URL is no address of a database. Set it as in postgres://user:password@host/name, "
        "with % and two digits for what is no letter or digit in the password."
    )


@pytest.mark.parametrize(
    "url",
    [
        "schedule.example.org",
        "ftp://schedule.example.org",
        "https:",
        "https://schedule.example.org/conferences",
        "https://schedule.example.org?x=1",
        "https://schedule.example.org:port",
        "https://me@schedule.example.org",
        "https://[::1",
    ],
)
def test_a_site_url_that_is_no_address_of_a_site_is_refused(tmp_path: Path, url: str) -> None:
    assert refusal(tmp_path, SITE_URL=url) == (
        f"SITE_URL is '{url}'. Set it to the address that people use, as in https://schedule.example.org"
    )


def test_a_data_dir_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert refusal(file / "data") == (
        f"Nothing can be written to {file}/data (Not a directory). "
        "Set DATA_DIR to a folder that belongs to the user this runs as."
    )


def test_a_server_that_cannot_start_says_the_same_sentence(tmp_path: Path) -> None:
    done = run(
        "-m", "granian", "--interface", "wsgi", "--port", "0", "config.wsgi:application", data=tmp_path, DEBUG="?"
    )
    assert done.returncode != 0
    assert "DEBUG is '?'. Set it to 1 or 0." in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_postgresql_is_taken_from_its_url(tmp_path: Path) -> None:
    database = values(
        "DATABASES", data=tmp_path, DATABASE_URL="postgres://me:p%40ss@db.internal:5433/convenor?sslmode=require"
    )
    assert database["DATABASES"]["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.internal",
        "PORT": 5433,
        "NAME": "convenor",
        "OPTIONS": {"sslmode": "require"},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


def test_redis_is_the_cache_where_its_url_is_set(tmp_path: Path) -> None:
    assert values("CACHES", data=tmp_path, REDIS_URL="redis://cache.internal:6379/1")["CACHES"]["default"] == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://cache.internal:6379/1",
    }


def test_in_production_cookies_and_visitors_go_over_https_only(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    told = values(*names, "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS", data=tmp_path, **LIVE, ALLOWED_HOSTS=" 10.0.0.5 ,")
    assert [told[name] for name in names] == [True, True, True, 31_536_000]
    assert told["CSRF_TRUSTED_ORIGINS"] == ["https://schedule.example.org"]
    assert told["ALLOWED_HOSTS"] == ["schedule.example.org", "10.0.0.5", "localhost", "127.0.0.1", "[::1]"]


def test_without_encryption_on_purpose_cookies_still_work(tmp_path: Path) -> None:
    environment = {**LIVE, "SITE_URL": "http://schedule.example.org", "ALLOW_HTTP": "1"}
    told = values("PRODUCTION", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", data=tmp_path, **environment)
    assert told == {"PRODUCTION": True, "SESSION_COOKIE_SECURE": False, "SECURE_SSL_REDIRECT": None}


def test_a_proxy_that_redirects_by_itself_can_have_it_so(tmp_path: Path) -> None:
    assert values("SECURE_SSL_REDIRECT", data=tmp_path, **LIVE, NO_HTTPS_REDIRECT="1") == {"SECURE_SSL_REDIRECT": False}


def test_an_ipv6_address_is_a_host_that_is_allowed(tmp_path: Path) -> None:
    told = values("ALLOWED_HOSTS", data=tmp_path, SECRET_KEY=SECRET, SITE_URL="https://[2001:DB8::7]/")
    assert told["ALLOWED_HOSTS"][0] == "[2001:db8::7]"


def test_everything_that_can_be_set_is_in_the_manual() -> None:
    source = (ROOT / "config" / "settings.py").read_text()
    names = set(re.findall(r'(?:environ\.get|flag|megabytes)\("([A-Z_]+)"', source))
    manual = (ROOT / "docs" / "deploying.md").read_text()
    assert names == set(re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE))


def test_django_has_nothing_to_say_against_production(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **LIVE)
    assert (done.returncode, "WARNINGS" in done.stderr) == (0, False)  # which fonts there are is only told
