"""What organisers say with a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from events.desk.fields import DateInput, ZoneInput
from events.desk.zones import ZoneField
from events.models import Event, ImportRun
from events.plans.importing import SHEET
from programme.reading.values import Options

ANOTHER = ""  # the choice for a document of its own
MEGABYTE = 1024 * 1024


class OptionsForm(forms.Form):
    """What a document may not say itself."""

    timezone = ZoneField(
        required=False,
        widget=ZoneInput(),
        help_text="In which the document’s times are told. Type a city, and choose.",
    )
    start_date = forms.DateField(
        required=False,
        label="First day",
        widget=DateInput(),
        help_text="Where the document says “Day 1” or a date without its year.",
    )
    title = forms.CharField(
        required=False, max_length=200, help_text="Only where the document does not give the event’s title."
    )
    day_titles = forms.CharField(
        required=False,
        label="Themes of days",
        widget=forms.Textarea({"rows": 3, "placeholder": "2021-05-19=Geopolitics"}),
        help_text="One a line: the date, =, the theme.",
    )

    order = forms.ChoiceField(
        required=False,
        label="Order of the days",
        choices=[
            ("", "as the document shows it"),
            ("as-written", "the first day first"),
            ("last-first", "the last day first"),
        ],
        help_text="Where days have no headings and times do not tell.",
    )
    date_order = forms.ChoiceField(
        required=False,
        label="Dates in digits",
        choices=[("", "as the document shows it"), ("day-first", "day/month"), ("month-first", "month/day")],
        help_text="How 05/06/2024 is read.",
    )
    ends = forms.ChoiceField(
        required=False,
        label="Ends that are not given",
        choices=[
            ("", "nothing said"),
            ("next", "yes, when the next begins"),
            ("empty", "no, leave the ends empty"),
        ],
        help_text="Whether each item ends when the next one begins, where most say only when they begin.",
    )

    def clean_day_titles(self) -> tuple[tuple[date, str], ...]:
        lines = [line.strip() for line in self.cleaned_data["day_titles"].splitlines() if line.strip()]
        return tuple(_day_title(line) for line in lines)

    @property
    def options(self) -> Options:
        said = self.cleaned_data
        return Options(
            said["title"],
            said["timezone"],
            said["start_date"],
            said["day_titles"],
            said["order"],
            said["date_order"],
            said["ends"],
        )


class DocumentForm(forms.Form):
    """A programme, as a file or as text."""

    file = forms.FileField(
        required=False,
        label="Or a file",
        allow_empty_file=True,
        help_text="Word, OpenDocument, PDF, Excel, CSV, a saved web page, plain text, Markdown, .ics, or another "
        "program’s schedule.xml or schedule.json. What it is, its content says, not its name.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label="The programme’s text",
        widget=forms.Textarea({"rows": 14, "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.MAX_DOCUMENT_SIZE:
            raise ValidationError(
                f"This file has {file.size / MEGABYTE:.0f} MB; a programme may have "
                f"{settings.MAX_DOCUMENT_SIZE // MEGABYTE} MB. Save it without pictures, or paste its text."
            )
        return file

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if (size := len(text.encode())) > settings.MAX_DOCUMENT_SIZE:
            raise ValidationError(
                f"This text has {size / MEGABYTE:.0f} MB; a programme may have "
                f"{settings.MAX_DOCUMENT_SIZE // MEGABYTE} MB. Paste only the programme."
            )
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("file") and said.get("text", "").strip():
            self.add_error("text", "There is a file and there is text. Take one of them away.")
        return said

    def said_document(self) -> tuple[bytes, str]:
        """Its bytes and its name."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), "pasted text"


class UploadForm(OptionsForm, DocumentForm):
    """A document, as a file or as text, and which document it is."""

    source = forms.ChoiceField(required=False, label="This document is", widget=forms.RadioSelect)
    name = forms.CharField(
        required=False,
        max_length=80,
        label="Name of the other document",
        help_text="As in: workshops. Later versions of it are then compared with this one.",
    )
    field_order = ["file", "text", "source", "name"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"timezone": event.timezone}, **kwargs})
        applied = event.imports.filter(state=ImportRun.State.APPLIED).exclude(source=SHEET)
        self.known: dict[str, str] = {}
        for source, name in applied.order_by("-applied_at", "-pk").values_list("source", "name"):
            self.known.setdefault(source, name)
        if self.known:
            choices = [(source, f"a new version of “{source}” (last: {name})") for source, name in self.known.items()]
            source_field = self.fields["source"]
            assert isinstance(source_field, forms.ChoiceField)  # noqa: S101 - for the type checker
            source_field.choices = [*choices, (ANOTHER, "another document of this event")]
            source_field.initial = next(iter(self.known))
        else:
            del self.fields["source"], self.fields["name"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "file" not in self.errors and not said.get("file") and not said.get("text", "").strip():
            self.add_error("text", "Choose a file, or paste the programme’s text here.")
        if self.known and said.get("source") == ANOTHER:
            if not said.get("name", "").strip():
                self.add_error("name", "Give the other document a name.")
            elif said["name"].strip() in self.known:
                self.add_error("name", "There is a document of this name. Choose it above, or take another name.")
        return said

    def said_source(self) -> str:
        said = self.cleaned_data
        return said.get("source") or said.get("name", "").strip() or "programme"


def _day_title(line: str) -> tuple[date, str]:
    day, sign, title = line.partition("=")
    try:
        return date.fromisoformat(day.strip() if sign else ""), title.strip()
    except ValueError as error:
        raise ValidationError(f"“{line}” is not a date, = and a theme. Write it as 2021-05-19=Geopolitics.") from error
