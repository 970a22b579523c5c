"""How e-mail leaves the site, from EMAIL_URL and MAIL_FROM; see docs/deploying.md."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BACKENDS = "django.core.mail.backends."
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
SECONDS = 20  # that a mail server may take to answer
HOW = "Set it as in smtps://user:password@mail.example.org, with % and two digits for what is no letter or digit."


def email_settings(url: str, sender: str, host: str) -> dict[str, Any]:
    """Django's settings; the console's backend where no EMAIL_URL is set. Raises ImproperlyConfigured."""
    url, sender = url.strip(), sender.strip()
    found: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender or f"convenor@{host}", "EMAIL_TIMEOUT": SECONDS}
    if sender:
        _check_sender(sender)
    if not url:
        return found | {"EMAIL_BACKEND": f"{BACKENDS}console.EmailBackend"}
    if not sender:
        raise ImproperlyConfigured("EMAIL_URL is set and MAIL_FROM is not. Set it to the address that mails come from.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL is no address of a mail server. {HOW}") from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(f"EMAIL_URL is no address of a mail server. {HOW}")
    return found | {
        "EMAIL_BACKEND": f"{BACKENDS}smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def _check_sender(sender: str) -> None:
    try:
        validate_email(parseaddr(sender)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"MAIL_FROM is {sender!r}. Set it as in Tidal Forum <programme@example.org>"
        ) from error
