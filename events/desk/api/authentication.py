"""Who asks: `Authorization: Bearer cnv_…`, and nothing else. A browser's session counts for nothing here (no CSRF)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from events.models import Token
from events.models.tokens import hashed

NOTED_EVERY = timedelta(minutes=1)  # when it was last used is written down no more often
REQUESTS_A_MINUTE = 600
MINUTE = 60


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        now = timezone.now()
        token = Token.objects.select_related("user").filter(hashed=hashed(secret.strip())).first()
        if kind.lower() != "bearer" or token is None or not token.user.is_active:
            raise AuthenticationFailed("This is no token. Send the header: Authorization: Bearer cnv_…")
        if not token.works(now):
            what = "was revoked" if token.revoked_at else "has expired"
            raise AuthenticationFailed(
                f"The token “{token.name}” {what}. Make a new one at the desk, under API tokens."
            )
        if token.last_used_at is None or now - token.last_used_at > NOTED_EVERY:
            Token.objects.filter(pk=token.pk).update(last_used_at=now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="desk"'


def token_of(request: Request) -> Token:
    """The token that a request came with; `Desk.initial` has seen to it that there is one."""
    if not isinstance(request.auth, Token):
        raise NotAuthenticated
    return request.auth


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the library's
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Made at the desk, under API tokens."}


class PerToken(BaseThrottle):
    """So many requests in each minute of the clock. It keeps a program that went wild from taking the whole site."""

    left = MINUTE

    def allow_request(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, Token):
            return True
        now = int(timezone.now().timestamp())
        self.left = MINUTE - now % MINUTE
        key = f"api-token:{request.auth.pk}:{now // MINUTE}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            return cache.incr(key) <= REQUESTS_A_MINUTE
        except ValueError:  # the cache dropped it meanwhile
            return True

    def wait(self) -> float:
        return self.left
