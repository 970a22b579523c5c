"""Many panels or people at once: chosen in the list, one form of what to change, a look at what that does, one edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from events import bulk, edits
from events.bulk import NONE, Planned
from events.desk import access
from events.desk.pages import render_page, signed_in
from events.models import Appearance, Event, Panel
from programme.language_tags import WANTED, is_language
from programme.model import APPEARANCE_STATES, KINDS, PANEL_STATES, ROLES
from speakers.models import Speaker

AS_IT_IS = ("", "– leave as it is –")
ONE_EVENT = "Choose rows of one event: open its list first."


class ManyForm(forms.Form):
    """Only what is chosen here is changed."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.event = event

    def choose(self, name: str, choices: Iterable[tuple[str, str]], label: str = "") -> None:
        self.fields[name] = forms.ChoiceField(required=False, choices=[AS_IT_IS, *choices], label=label or None)


class PanelsForm(ManyForm):
    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        rows = {"room": event.rooms.all(), "track": event.tracks.all(), "moderator": _people(event)}
        self.rows = {name: {str(row.pk): row for row in found} for name, found in rows.items()}
        self.choose("kind", _words(KINDS))
        self.choose("room", [(NONE, "none: the whole house"), *self._named("room")])
        self.choose("track", [(NONE, "none"), *self._named("track")])
        self.fields["language"] = forms.CharField(
            required=False, max_length=20, help_text="A code, as in fr. Empty: as it is."
        )
        self.choose("state", _words(PANEL_STATES))
        self.choose("moderator", self._named("moderator"), "Add as moderator")
        self.choose("answer", _words(APPEARANCE_STATES), "Answer of everybody in them")

    def clean_language(self) -> str:
        said = str(self.cleaned_data["language"])
        if said and not is_language(said):
            raise forms.ValidationError(WANTED)
        return said

    def _named(self, name: str) -> list[tuple[str, str]]:
        return [(pk, str(row)) for pk, row in self.rows[name].items()]

    def planned(self, keys: list[int]) -> Planned:
        wanted = {name: self.rows.get(name, {}).get(value, value) for name, value in self.cleaned_data.items()}
        panels = Panel.objects.filter(event=self.event, pk__in=keys).select_related("slot", "room", "track")
        return bulk.plan_panels(panels.prefetch_related("appearances__speaker", "appearances__panel"), wanted)


class PeopleForm(ManyForm):
    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        self.choose("role", _words(ROLES), "Role in their panels")
        self.choose("answer", _words(APPEARANCE_STATES), "Answer for their panels")

    def planned(self, keys: list[int]) -> Planned:
        parts = Appearance.objects.filter(panel__event=self.event, speaker__in=keys).select_related("speaker", "panel")
        return bulk.plan_people(list(parts.order_by("speaker__sort_name", "pk")), self.cleaned_data)


FORMS: dict[str, type[PanelsForm | PeopleForm]] = {"panels": PanelsForm, "people": PeopleForm}
LISTS = {"panels": ("event__id__exact", "events_panel_changelist"), "people": ("event", "speakers_speaker_changelist")}
ONE = {"panels": "panel", "people": "person"}


def choose(request: HttpRequest, event: Event | None, kind: str, rows: QuerySet[Any]) -> HttpResponse | None:
    """What an action of a list answers with: the form for these rows."""
    if event is None:
        messages.warning(request, ONE_EVENT)
        return None
    access.refuse_unless_editor(request.user, event)
    return _show(request, event, kind, list(rows.values_list("pk", flat=True)), FORMS[kind](event=event))


def event_of_rows(panels: QuerySet[Panel]) -> Event | None:
    """The one event that all of them are of."""
    found = list(Event.objects.filter(pk__in=panels.order_by().values("event"))[:2])
    return found[0] if len(found) == 1 else None


def many(request: HttpRequest, event: int, kind: str) -> HttpResponse:
    """Show what would change; with `shown`, which says what was shown, change it."""
    found = access.event_or_404(request.user, event)
    if kind not in FORMS:
        raise Http404(f"There are no {kind} to change.")
    access.refuse_unless_editor(request.user, found)
    if request.method != "POST":
        return HttpResponseRedirect(_list(found, kind))  # the address stays in the bar while one looks
    keys = [int(key) for key in request.POST.get("rows", "").split(".") if key.isdecimal() and len(key) < 19]
    form = FORMS[kind](request.POST, event=found)
    if not form.is_valid() or "back" in request.POST:
        return _show(request, found, kind, keys, form)
    if "shown" not in request.POST:
        return _show(request, found, kind, keys, form, form.planned(keys))
    planned = form.planned(keys)
    with edits.recording(found, signed_in(request), planned.summary() if planned.steps else "", source="bulk"):
        planned = form.planned(keys)  # as it is now that nobody else changes it
        if same := request.POST["shown"] == planned.fingerprint:
            planned.write()
    if not same:
        messages.warning(request, "Nothing was changed: somebody changed these meanwhile. Look once more.")
        return _show(request, found, kind, keys, form, planned)
    messages.success(request, f"{planned.summary()}. Publish to show it; History takes it back as one change.")
    return HttpResponseRedirect(_list(found, kind))


def _show(
    request: HttpRequest,
    event: Event,
    kind: str,
    keys: list[int],
    form: PanelsForm | PeopleForm,
    planned: Planned | None = None,
) -> HttpResponse:
    count = len(keys)
    title = f"Change {count} {kind if count != 1 else ONE[kind]} at once"
    return render_page(
        request,
        event,
        "bulk",
        title,
        kind=kind,
        keys=".".join(map(str, keys)),
        form=form,
        planned=planned,
        back=_list(event, kind),
        section="speakers" if kind == "people" else "panels",
    )


def _list(event: Event, kind: str) -> str:
    name, page = LISTS[kind]
    return f"{reverse(f'admin:{page}')}?{name}={event.pk}"


def _words(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _people(event: Event) -> QuerySet[Speaker]:
    return Speaker.objects.filter(appearances__panel__event=event).distinct()
