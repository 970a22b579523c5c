"""All settings, from the environment only. With none set: SQLite in var/, on loopback, safely.

The site is in production where SITE_URL names a host that is not this machine; what it then needs is asked for at
start. docs/deploying.md has the table of what can be set.
"""

import fcntl
import os
import re
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.mailing import email_settings

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()  # what the site itself writes
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "0", "false", "no"):
        return False
    if value in ("1", "true", "yes"):
        return True
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def megabytes(name: str, default: int) -> int:
    """A size in octets, given in megabytes."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or not 0 < int(value) <= 1000:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a number of megabytes, as in {default}.")
    return int(value) * 1024 * 1024


def local_secret() -> str:
    """A random key for this machine, made on first use and kept beside the data.

    The lock is for workers that start together: all of them have to end up with the same key.
    """
    kept = DATA_DIR / "secret_key"
    try:
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_RDWR, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            key = file.read()
            if not key:
                key = secrets.token_urlsafe(50)
                file.write(key)
            return key
    except PermissionError as error:
        raise ImproperlyConfigured(
            f"{kept} belongs to another user, as it does after running this once as root. "
            f"Give that user's files in {DATA_DIR} to the user this runs as, or set SECRET_KEY."
        ) from error


try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    if not os.access(DATA_DIR, os.W_OK | os.X_OK):
        raise PermissionError("Permission denied")
except OSError as error:
    raise ImproperlyConfigured(
        f"Nothing can be written to {DATA_DIR} ({error.strerror or error}). "
        "Set DATA_DIR to a folder that belongs to the user this runs as."
    ) from error

SITE_URL = (os.environ.get("SITE_URL") or "http://127.0.0.1:8000").rstrip("/").lower()
try:
    site = urlsplit(SITE_URL)
    understood = site.scheme in ("http", "https") and f"{site.scheme}://{site.netloc}" == SITE_URL and site.port != 0
except ValueError:  # what urlsplit says of a port that is no number
    understood = False
if not understood or not site.hostname or not re.fullmatch(r"[a-z0-9.:-]+", site.hostname) or "@" in site.netloc:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}. Set it to the address that people use, as in https://schedule.example.org"
    )
PRODUCTION = site.hostname not in ("localhost", "127.0.0.1", "::1")

DEBUG = flag("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if PRODUCTION:
    if site.scheme != "https" and not flag("ALLOW_HTTP"):
        raise ImproperlyConfigured(
            f"SITE_URL is {SITE_URL}, which is not encrypted: passwords could be read on the way. "
            "Set it to https://…, or ALLOW_HTTP=1 if you mean it."
        )
    if DEBUG:
        raise ImproperlyConfigured(
            f"DEBUG=1 shows the site's insides to every visitor of {SITE_URL}. Set DEBUG=0, or leave it out."
        )
    # As Django's own check --deploy has it, but at start.
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"SECRET_KEY is {'too easily guessed' if SECRET_KEY else 'not set'}, and {SITE_URL} is not this machine. "
            "Set it to a random text of at least 50 characters, the same on every node: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
SECRET_KEY = SECRET_KEY or local_secret()

ALLOWED_HOSTS = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is *, which lets others pass their name for yours. Name your hosts.")
for host in ALLOWED_HOSTS:
    if not re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\]", host.lower()) or re.fullmatch(r"\.[^.]+", host):
        raise ImproperlyConfigured(f"ALLOWED_HOSTS has {host!r}. Name a host, as in schedule.example.org")
site_host = f"[{site.hostname}]" if ":" in site.hostname else site.hostname  # an IPv6 address
ALLOWED_HOSTS = list(dict.fromkeys([site_host, *ALLOWED_HOSTS, *LOOPBACK]))
CSRF_TRUSTED_ORIGINS = [SITE_URL]

try:
    DATABASES = {
        "default": dj_database_url.parse(
            os.environ.get("DATABASE_URL") or f"sqlite:///{quote(str(DATA_DIR / 'convenor.sqlite3'))}",
            conn_max_age=600,
            conn_health_checks=True,
        )
    }
except ValueError as error:
    # Not the library's own words: they list every database that Django could use.
    raise ImproperlyConfigured(
        "DATABASE_URL is no address of a database. Set it as in postgres://user:password@host/name, "
        "with % and two digits for what is no letter or digit in the password."
    ) from error
if DATABASES["default"]["ENGINE"] not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
    raise ImproperlyConfigured("DATABASE_URL names neither PostgreSQL nor SQLite. Set it as in postgres://host/name")
if not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured("DATABASE_URL names a server but no database on it. Set it as in postgres://host/name")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers wait for each other from their first statement on, so that none fails half-way; readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# What is rendered once a release is kept here; every process of a node, or with Redis every node, shares it.
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL is no address of a Redis. Set it as in redis://host:6379/0")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

INSTALLED_APPS = [
    "config.apps.DeskConfig",  # Django's admin, as the organisers' desk
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "speakers",
    "events",
    "django.forms",
]
# The widgets of forms are drawn by the site's own templates where there is one of that name.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# Codes of an authenticator app at the desk: for who switches it on, or for everybody.
TWO_FACTOR_FOR_ALL = flag("TWO_FACTOR_FOR_ALL")
OTP_TOTP_ISSUER = f"Convenor {site.hostname}"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "en"  # the desk's; of a public page its address says it (events/site/languages.py)
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.statics.Storage"},
}
# Whether browsers keep copies of pages, to be read without a network. Without, they take away what they have.
OFFLINE = not flag("NO_OFFLINE")
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"

MAX_DOCUMENT_SIZE = megabytes("MAX_DOCUMENT_MB", 20)  # octets of a programme document
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * MAX_DOCUMENT_SIZE  # pasted text is longer on its way; the form says what is too long
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a panel may have hundreds of people, each a row of ten fields

# Whether webhooks may lead to this machine and its own network, and there without encryption.
WEBHOOKS_INSIDE = flag("WEBHOOKS_INSIDE")

# EMAIL_…: to speakers, only when an organiser says so
globals().update(email_settings(os.environ.get("EMAIL_URL", ""), os.environ.get("MAIL_FROM", ""), site.hostname))

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Convenor",
    "DESCRIPTION": "The published programme of every event, read-only.",
    "VERSION": "1",
    "SERVERS": [{"url": SITE_URL}],
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["events.api.describing.without_the_desk"],  # the desk's API has a schema of its own
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "https:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
    "EXCLUDE_URL_PREFIXES": ("/static/", "/site.", "/my."),  # styles and scripts: it says what a page may load
}

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = site.scheme == "https"
if PRODUCTION and site.scheme == "https":
    SECURE_HSTS_SECONDS = 31_536_000
    # Who ends TLS in front of us says so in X-Forwarded-Proto, and has to replace what a visitor sends under that name.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = not flag("NO_HTTPS_REDIRECT")
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked for from inside, without TLS
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]  # subdomains, redirects: the operator's

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},  # a traceback for every scanner that comes by
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
