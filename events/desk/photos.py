"""A speaker's photo: choose a file and which square of it; by numbers, or with a script by hand."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from events import edits, photos
from events.desk import access
from events.desk.pages import signed_in
from events.desk.speaker_list import event_around, event_of
from speakers.models import Speaker

PER_CENT = {"min": 0, "max": 100, "step": "any", "inputmode": "decimal"}


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label="The file",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG or WebP, up to 12 MB. Where and with what it was taken is removed from it.",
    )
    size = forms.FloatField(
        label="Size, per cent of the shorter side", min_value=1, max_value=100, initial=100,
        widget=forms.NumberInput(attrs=PER_CENT | {"min": 1}),
    )  # fmt: skip
    left = forms.FloatField(
        label="From the left, per cent", min_value=0, max_value=100, initial=50,
        widget=forms.NumberInput(attrs=PER_CENT),
    )  # fmt: skip
    top = forms.FloatField(
        label="From the top, per cent", min_value=0, max_value=100, initial=30,
        widget=forms.NumberInput(attrs=PER_CENT),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("photo")
        if file is None or self.errors:
            return said
        if file.size > photos.MOST_OCTETS:
            self.add_error("photo", "The file is larger than 12 MB. Make it smaller first.")
            return said
        try:
            said["square"] = photos.square(file, said["left"], said["top"], said["size"])
        except photos.PhotoError as error:
            self.add_error("photo", str(error))
        return said


def photo(request: HttpRequest, speaker: int) -> HttpResponse:
    person = get_object_or_404(access.seen_speakers(request.user), pk=speaker)
    if not access.may_change_speaker(request.user, person):
        raise PermissionDenied("This speaker also appears in an event that you do not edit.")
    form = PhotoForm(request.POST or None, request.FILES or None) if request.method == "POST" else PhotoForm()
    if request.method == "POST":
        if "remove" in request.POST:
            return _keep(request, person, "")
        if form.is_valid():
            name = f"speakers/{uuid4().hex}.jpg"
            return _keep(request, person, person.photo.storage.save(name, ContentFile(form.cleaned_data["square"])))
    context = {
        **admin.site.each_context(request),
        "title": f"Photo of {person}",
        "event": event_around(request, person),
        "section": "speakers",
        "speaker": person,
        "form": form,
        "numbers": [form[name] for name in ("size", "left", "top")],
        "back": _back(request, person),
    }
    return TemplateResponse(request, "desk/photo.html", context)


def _keep(request: HttpRequest, person: Speaker, name: str) -> HttpResponse:
    """The file before it stays: releases show it until the next one, and the edit can be taken back."""
    said = f"{'Photo of' if name else 'No photo of'} {person.name}"
    with edits.recording(event_of(request), signed_in(request), said, source="photo", speakers=[person.pk]):
        found = Speaker.objects.select_for_update().get(pk=person.pk)
        found.photo = name
        found.save(update_fields=["photo"])
    done = f"{person} has a photo now." if name else f"The photo of {person} is taken away."
    messages.success(request, f"{done} Publish to show it.")
    return HttpResponseRedirect(_back(request, person))


def _back(request: HttpRequest, person: Speaker) -> str:
    event = event_of(request)
    if event and person.panels.filter(event=event).exists():
        return reverse("admin:speaker_entry", args=[event.pk, person.pk])
    return reverse("admin:speakers_speaker_change", args=[person.pk])


def urls(view: Any) -> list[URLPattern]:
    return [path("speakers/<int:speaker>/photo/", view(photo), name="speaker_photo")]
