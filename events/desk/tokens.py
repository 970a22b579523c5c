"""A person's own tokens for the API: make one, see when it was last used, revoke it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from events.desk import access
from events.desk.pages import signed_in
from events.models import Event, Token

SCOPES = [
    ("read", "read"),
    ("write", "read and write the drafts"),
    ("publish", "read, write and publish"),
]
NEVER = "never"
DAYS = [("30", "in 30 days"), ("90", "in 90 days"), ("365", "in a year"), (NEVER, "never")]


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80, label="What it is for", help_text="As in: the website of the institute.")
    event = forms.ModelChoiceField(
        Event.objects.none(),
        required=False,
        label="Event",
        empty_label="all of my events",
        help_text="One event is safer: whoever finds the token reaches no other.",
    )
    scope = forms.ChoiceField(choices=SCOPES, label="It may", help_text="Never more than you may yourself.")
    expires = forms.ChoiceField(choices=DAYS, initial="90", label="It ends")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.fields["event"]
        assert isinstance(event, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        event.queryset = access.seen_events(user)

    def token(self, user: Any) -> tuple[Token, str]:
        """A new token, kept, and its secret."""
        said = self.cleaned_data
        ends = None if said["expires"] == NEVER else timezone.now() + timedelta(days=int(said["expires"]))
        made = Token(
            user=user,
            event=said["event"],
            name=said["name"].strip(),
            may_write=said["scope"] in ("write", "publish"),
            may_publish=said["scope"] == "publish",
            expires_at=ends,
        )
        secret = made.new_secret()
        made.save()
        return made, secret


def tokens(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = TokenForm(request.POST or None, user=user)
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        made, secret = form.token(user)
        form = TokenForm(user=user)
    context = {
        **admin.site.each_context(request),
        "title": "API tokens",
        "form": form,
        "made": made,
        "secret": secret,  # in this answer and never again
        "tokens": [(token, token.works(timezone.now())) for token in user.api_tokens.select_related("event")],
        "docs": settings.SITE_URL + reverse("desk-api:docs"),
        "root": settings.SITE_URL + reverse("desk-api:root"),
    }
    response = TemplateResponse(request, "desk/tokens.html", context)
    add_never_cache_headers(response)
    return response


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    found = get_object_or_404(Token, pk=token, user=signed_in(request))
    found.revoke()
    messages.success(request, f"“{found.name}” works no more.")
    return HttpResponseRedirect(reverse("admin:api_tokens"))
