"""An event once more, for next year."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events.desk import access
from events.desk.beginning import free_slug
from events.desk.pages import render_page, signed_in
from events.duplicating import Taken, duplicate
from events.models import Event


class DuplicateForm(forms.Form):
    title = forms.CharField(max_length=200, label="What is the new event called?")
    panels = forms.BooleanField(
        required=False, label="Its panels, as drafts without a time", help_text="Cancelled ones stay behind."
    )
    people = forms.BooleanField(
        required=False,
        label="The people in them, to be invited anew",
        help_text="Nobody is shown before they have confirmed; whoever declined stays behind.",
    )
    members = forms.BooleanField(
        required=False, initial=True, label="Its members: whoever may work on it may work on the new one"
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("people") and not said.get("panels"):
            self.add_error("people", "People come in their panels: take the panels too.")
        return said


def copy(request: HttpRequest, event: int) -> HttpResponse:
    """For owners, of archived events too: last year's is archived when next year's begins."""
    found = access.event_or_404(request.user, event)
    if not access.may_own(request.user, found.pk):
        raise PermissionDenied(f"Only owners make another event like {found}.")
    form = DuplicateForm(request.POST if request.method == "POST" else None, initial={"title": next_title(found.title)})
    if request.method == "POST" and form.is_valid():
        new = _copy(found, form.cleaned_data, request)
        messages.success(
            request,
            f"“{new}” is there, made like “{found}”. Nothing of it is public or has a time yet.",
        )
        return HttpResponseRedirect(reverse("admin:event_overview", args=[new.pk]))
    return render_page(request, found, "duplicate", "Make another like it", form=form, section="settings")


def _copy(event: Event, said: dict[str, Any], request: HttpRequest) -> Event:
    taken = Taken(said["panels"], said["people"], said["members"])
    new = duplicate(event, said["title"], free_slug(said["title"]), taken, signed_in(request))
    access.make_owner(request.user, new)
    return new


def next_title(title: str) -> str:
    """Forum 2021 becomes Forum 2022; a title without a year says that it is another one."""
    years = list(re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", title))
    if not years:
        return f"{title[:190]} (next)"
    last = years[-1]
    return f"{title[: last.start()]}{int(last[0]) + 1}{title[last.end() :]}"
