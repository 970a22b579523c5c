"""A new event from what an organiser has at hand: its title, zone and first day, and a document if there is one."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from anyascii import anyascii
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify

from events import edits
from events.desk import access
from events.desk.fields import DateInput
from events.desk.forms import DocumentForm
from events.desk.pages import signed_in
from events.desk.zones import ZoneField
from events.models import Day, Event, ImportRun
from events.models.event import RESERVED_SLUGS
from events.plans import importing
from programme.model import Clock
from programme.reading.hours import clock_of
from programme.reading.values import Options

KEPT = 1024 * 1024  # octets of a file that goes back with a form


class BeginForm(DocumentForm):
    title = forms.CharField(
        required=False,
        max_length=200,
        label="What is the event called?",
        widget=forms.TextInput({"placeholder": "Middle East Strategy Forum 2021"}),
    )
    timezone = ZoneField(
        required=False,
        label="In which time zone are its times?",
        help_text="The zone of the place where it is held, or the one that the programme is written in.",
    )
    proposed = forms.CharField(required=False, widget=forms.HiddenInput())  # the zone, while nobody touches it
    first_day = forms.DateField(
        required=False, label="First day", widget=DateInput(), help_text="Empty where it is not settled yet."
    )
    slug = forms.SlugField(
        required=False,
        max_length=80,
        label="Public address",
        help_text="What its public page’s address ends with. Empty: made of the title. It can be changed until the "
        "first release, and stays for good from then on.",
    )
    kept = forms.CharField(required=False, strip=False, widget=forms.HiddenInput())  # a file that was given before
    kept_name = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput())
    field_order = ["title", "timezone", "first_day", "file", "text", "slug"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.document: tuple[bytes, str] | None = None
        self.clock: Clock = ""
        self.untouched = False  # whether the zone is the browser’s, for neither a person nor the document said one
        self.fields["file"].label = "Its programme, if there is one"
        self.fields["text"].label = "Or paste it here"
        self.fields["text"].widget.attrs["rows"] = 6

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug and not _is_free(slug):
            raise ValidationError(f"/{slug}/ is taken. Choose another, or leave it empty.")
        return slug

    def clean(self) -> dict[str, Any]:
        """What is not said here, the document may say."""
        said = super().clean()
        if self.errors:
            return said
        proposed = said["timezone"] if said["timezone"] == said["proposed"] else ""
        if proposed:
            said["timezone"] = ""  # nobody’s answer: what the document says goes before it
        if said.get("file") or said["text"].strip() or said["kept"]:
            document = self.said_document()
            reading = importing.read_within_limits(document[0], self.options)
            if problems := [note.message for note in reading.notes if note.level == "error"]:
                self.add_error("text" if said["text"].strip() else "file", problems)  # nothing to begin an event with
            else:
                self.document, facts = document, reading.programme.event
                self.clock = clock_of(reading)
                said["title"] = said["title"] or facts.title[:200]
                said["timezone"] = said["timezone"] or facts.timezone
        self.untouched = bool(proposed) and not said["timezone"]
        said["timezone"] = said["timezone"] or proposed
        for name, missing in (("title", "a title"), ("timezone", "a time zone")):
            if not said[name]:
                where = ", and the document does not say it" if self.document else ""
                self.add_error(name, f"An event needs {missing}{where}.")
        return said

    def said_document(self) -> tuple[bytes, str]:
        said = self.cleaned_data
        if said["kept"] and not said.get("file") and not said["text"].strip():
            try:
                return b64decode(said["kept"], validate=True), said["kept_name"] or "document"
            except ValueError:
                return b"", "document"
        return super().said_document()

    def keep(self) -> None:
        """The file goes back with the form, for a browser forgets it: nobody chooses it twice."""
        if self.document and not self.cleaned_data.get("text", "").strip() and len(self.document[0]) <= KEPT:
            content, name = self.document
            self.data = {**self.data, "kept": b64encode(content).decode(), "kept_name": name}

    @property
    def options(self) -> Options:
        said = self.cleaned_data
        return Options(title=said["title"], timezone=said["timezone"], start_date=said["first_day"])


def begin(request: HttpRequest) -> HttpResponse:
    if not access.may_create_events(request.user):
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        event, run = _create(form, request)
        if run:
            return HttpResponseRedirect(reverse("admin:import_review", args=[event.pk, run.pk]))
        messages.success(request, f"“{event}” is there, and nothing of it is public. Next: its programme.")
        return HttpResponseRedirect(reverse("admin:event_overview", args=[event.pk]))
    form.keep()
    context = {**admin.site.each_context(request), "title": "Create an event", "form": form}
    return TemplateResponse(request, "desk/begin.html", context)


@transaction.atomic
def _create(form: BeginForm, request: HttpRequest) -> tuple[Event, ImportRun | None]:
    said = form.cleaned_data
    slug = said["slug"] or free_slug(said["title"])
    event = Event(title=said["title"], slug=slug, timezone=said["timezone"], clock=form.clock)
    event.full_clean()
    event.save()
    access.make_owner(request.user, event)
    if form.document is None:
        if said["first_day"]:
            with edits.recording(event, request.user):
                Day.objects.create(event=event, date=said["first_day"])
        return event, None
    run, _, _ = importing.prepare(event, *form.document, form.options, user=signed_in(request))
    run.options |= {"proposed": form.untouched}  # for the review to say so
    run.save()
    return event, run


def free_slug(title: str) -> str:
    """An address made of the title that no event has."""
    first = slugify(anyascii(title))[:70].strip("-") or "event"
    number, slug = 1, first
    while not _is_free(slug):
        number += 1
        slug = f"{first}-{number}"
    return slug


def _is_free(slug: str) -> bool:
    return slug not in RESERVED_SLUGS and not Event.objects.filter(slug=slug).exists()
