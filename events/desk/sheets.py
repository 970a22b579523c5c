"""The programme as a spreadsheet: out, edited elsewhere, and in again, where it is looked over like any document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from events import drafts
from events.desk import access
from events.desk.forms import DocumentForm
from events.desk.pages import render_page, signed_in
from events.exporting import FORMATS
from events.models import Event, SheetExport
from events.plans import importing
from programme import form as json_form
from programme.reading.values import Options
from programme.writing.sheets import TooLongError

SHEETS = ("xlsx", "csv")
KEPT = 20  # of an event; the choice offers them all


class SheetForm(DocumentForm):
    export = forms.ChoiceField(
        label="Edited from the one downloaded",
        required=False,
        help_text="Only what was changed in the sheet changes here. What others did since stays, or is asked about.",
    )
    field_order = ["file", "text", "export"]

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.exports = {
            str(export.pk): export for export in SheetExport.objects.filter(event=event).select_related("made_by")
        }
        choice = self.fields["export"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        own = [export for export in self.exports.values() if export.made_by_id == user.pk]
        self.last = next(iter(own or self.exports.values()), None)
        # A download leaves the page as it was, so the page may know no export, or not the last one: the first choice,
        # and no choice at all, mean the last one of the moment when the file comes back.
        last = "The last one you downloaded" if own else "The last one downloaded"
        choice.choices = [("", last), *((pk, _said(export, event)) for pk, export in self.exports.items())]
        self.fields["file"].label, self.fields["text"].label = "The edited file", "Or its cells, pasted"
        self.fields["file"].help_text = ".xlsx or .csv, as it was downloaded or saved again by another program."
        self.fields["text"].widget.attrs["rows"] = 6
        if not self.exports:
            del self.fields["export"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not said.get("file") and not said["text"].strip():
            self.add_error("file", "Choose the edited file, or paste its cells.")
        return said

    @property
    def base(self) -> str:
        export = self.exports.get(self.cleaned_data.get("export", ""), self.last)
        return export.base if export else ""


def sheets(request: HttpRequest, event: int) -> HttpResponse:
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        event=found,
        user=signed_in(request),
    )
    if request.method == "POST" and form.is_valid():
        content, name = form.said_document()
        run, _, _ = importing.prepare(
            found, content, name, Options(), source=importing.SHEET, user=signed_in(request), base=form.base
        )
        run.save()
        return HttpResponseRedirect(reverse("admin:import_review", args=[found.pk, run.pk]))
    return render_page(request, found, "sheets", "Spreadsheet", form=form, section="panels")


@require_POST
def give(request: HttpRequest, event: int) -> HttpResponse:
    """The drafts as a sheet, remembered as they are now."""
    found = access.event_or_404(request.user, event)
    access.refuse_unless_editor(request.user, found)
    ending = request.POST.get("format", "")
    if ending not in SHEETS:
        raise Http404(f"There is no spreadsheet of the kind {ending}.")
    try:
        content = FORMATS[ending].write(drafts.load(found))
    except TooLongError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:event_sheets", args=[found.pk]))
    _remember(found, content, signed_in(request))
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{found.slug}.{ending}") or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=FORMATS[ending].content_type, headers=headers)


def _remember(event: Event, content: bytes, user: User) -> None:
    """What the sheet says, as it is read again: a room that no panel is in does not stand in it."""
    _, _, made = importing.prepare(event, content, "", Options(), source="")
    if made:
        SheetExport.objects.create(event=event, base=json_form.dumps(made.base), made_by=user)
        old = SheetExport.objects.filter(event=event).values_list("pk", flat=True)[KEPT:]
        SheetExport.objects.filter(pk__in=list(old)).delete()


def _said(export: SheetExport, event: Event) -> str:
    at = export.made_at.astimezone(event.zone)
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}{f', by {export.made_by}' if export.made_by else ''}"
