"""Who works on an event: its members, and links that make somebody one."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from events.desk import access
from events.desk.pages import render_page, signed_in
from events.models import Event, Invitation, Membership
from events.models.tokens import hashed

DAYS = 7  # that a link works
Role = Membership.Role
NO_LONGER = "This link was used, was taken back, or is older than a week. Ask whoever sent it for a new one."


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Invitation
        fields = ["whom", "role", "tracks", "panels"]
        widgets = {"tracks": forms.CheckboxSelectMultiple, "panels": forms.SelectMultiple({"size": 8})}

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracks"].queryset = event.tracks.all()  # type: ignore[attr-defined]
        self.fields["panels"].queryset = event.panels.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = cleaned.get("tracks") or cleaned.get("panels")
        if cleaned.get("role") == Role.PART and not named:
            self.add_error("role", "Name the tracks or the panels that a part editor changes.")
        if cleaned.get("role") != Role.PART and named:
            self.add_error("role", "Only a part editor has tracks and panels. Choose that role, or name none.")
        return cleaned


class AccountForm(UserCreationForm):  # type: ignore[type-arg]  # Django's own is no generic when it runs
    class Meta(UserCreationForm.Meta):
        help_texts = {"username": "What you sign in with: letters, digits and @ . + - _, without spaces."}
        model = User
        fields = ("username", "email")


def members(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if not access.may_own(request.user, found.pk):
        raise PermissionDenied(f"Only owners choose who works on {found}.")
    form = InvitationForm(found, request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        link = _invite(found, form, request)
        form = InvitationForm(found)
    waiting = found.invitations.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())
    rows = found.memberships.select_related("user").prefetch_related("tracks", "panels").order_by("pk")
    return render_page(
        request, found, "members", "Members", form=form, link=link, rows=rows, days=DAYS,
        has_tracks=found.tracks.exists(), waiting=waiting.prefetch_related("tracks", "panels"),
    )  # fmt: skip


def revoke(request: HttpRequest, event: int, invitation: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    if not access.may_own(request.user, found.pk) or request.method != "POST":
        raise PermissionDenied(f"Only owners choose who works on {found}.")
    row = get_object_or_404(found.invitations, pk=invitation, used_at=None)
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    messages.success(request, f"The link for {row.whom} works no more.")
    return HttpResponseRedirect(reverse("admin:event_members", args=[found.pk]))


@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """For who has the link, with an account or without one."""
    row = Invitation.objects.select_related("event").filter(digest=hashed(token)).first()
    if row is None:
        raise Http404("There is no such invitation.")
    works = row.used_at is None and row.revoked_at is None and row.expires_at > timezone.now()
    known = request.user.is_authenticated
    form = None if known or not works else AccountForm(request.POST or None)
    if request.method == "POST" and works and (form is None or form.is_valid()):
        return _join(request, row, form)
    context = {
        **admin.site.each_context(request), "title": f"Work on {row.event}", "invitation": row, "works": works,
        "form": form, "no_longer": NO_LONGER, "sign_in": f"{reverse('admin:login')}?next={request.path}",
    }  # fmt: skip
    return TemplateResponse(request, "desk/invitation.html", context, status=200 if works else 410)


def _invite(event: Event, form: InvitationForm, request: HttpRequest) -> str:
    token = secrets.token_urlsafe(24)
    row = form.save(commit=False)
    row.event, row.created_by, row.digest = event, signed_in(request), hashed(token)
    row.expires_at = timezone.now() + timedelta(days=DAYS)
    row.save()
    form.save_m2m()
    return f"{settings.SITE_URL}{reverse('admin:invitation', args=[token])}"


def _join(request: HttpRequest, row: Invitation, form: AccountForm | None) -> HttpResponse:
    with transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).select_related("event").get(pk=row.pk)
        if row.used_at is not None:
            raise Http404(NO_LONGER)
        user = form.save() if form else signed_in(request)
        member, new = Membership.objects.get_or_create(user=user, event=row.event, defaults={"role": row.role})
        if new:
            member.tracks.set(row.tracks.all())
            member.panels.set(row.panels.all())
        row.used_at, row.used_by = timezone.now(), user
        row.save(update_fields=["used_at", "used_by"])
    if form:
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    are = f"You are {member.role_word} of {row.event}"
    said = f"{are} now." if new else f"{are} already. Nothing changed."
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:event_overview", args=[row.event_id]))
