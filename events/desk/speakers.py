"""People at the desk. They belong to no event: see access.py for who sees and changes them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events import clocks, merging
from events.desk import access, bulk, confirming, gone, lists, mailing, speaker_adding
from events.desk.checking import beside_speaker
from events.desk.history import row_history
from events.desk.recorded import Recorded
from events.desk.seen import SeenForm
from events.desk.speaker_list import (
    Answered,
    Lacking,
    answers,
    event_around,
    event_of,
    lacking,
    panels_in_short,
    with_parts,
)
from events.models import Appearance, Event
from speakers.models import Speaker

LOCKED = (
    "You can read this speaker, but not change them: they also appear in an event that you do not edit. "
    "Ask an owner of that event, or change the billing in your panel, which is yours."
)


class InEvent(admin.SimpleListFilter):
    title = "event"
    parameter_name = "event"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(event.pk), str(event)) for event in access.seen_events(request.user)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        if not value.isdecimal() or not access.may_see(request.user, int(value)):
            return queryset
        here = Appearance.objects.filter(panel__event_id=int(value)).values("speaker")
        return queryset.filter(Q(pk__in=here) | Q(pk__in=speaker_adding.waiting(int(value)).values("pk")))


@admin.register(Speaker)
class SpeakerAdmin(Recorded):
    form = SeenForm
    fieldsets = [
        (None, {"fields": ["honorific", "name", "post_nominal", "bio", "photo_here", "links"]}),
        ("For organisers only", {"fields": ["email"]}),
        ("In the programme", {"fields": ["panels_here"]}),
    ]
    readonly_fields = ["photo_here", "panels_here"]
    list_display = ["shown_name", "panels_of", "answered", "missing", "email"]
    list_filter = [InEvent, Answered, Lacking]
    search_fields = ["name", "honorific", "email"]
    search_help_text = "Part of a name or of an e-mail address."
    actions = ["change_many", "mark_confirmed", "mark_invited", "mark_declined", "write_to", "merge_two"]
    list_per_page = 50
    empty_value_display = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        seen = super().get_queryset(request).filter(pk__in=access.seen_speakers(request.user))
        match = request.resolver_match
        return with_parts(request, seen) if match and match.url_name == "speakers_speaker_changelist" else seen

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise gone.missing(request, self, object_id)
        found.seen_by = request.user  # whose events are shown below
        return found

    @admin.action(description="Mark as confirmed", permissions=["change"])
    def mark_confirmed(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> None:
        confirming.mark(request, speakers, "confirmed")

    @admin.action(description="Mark as not answered", permissions=["change"])
    def mark_invited(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> None:
        confirming.mark(request, speakers, "invited")

    @admin.action(description="Mark as declined", permissions=["change"])
    def mark_declined(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> None:
        confirming.mark(request, speakers, "declined")

    @admin.action(description="Write to them …", permissions=["change"])
    def write_to(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> HttpResponse | None:
        return mailing.to_these(request, speakers)

    @admin.action(description="Change the chosen people’s roles and answers at once …", permissions=["change"])
    def change_many(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> HttpResponse | None:
        return bulk.choose(request, event_of(request), "people", speakers)

    @admin.action(description="Merge the two chosen speakers", permissions=["change"])
    def merge_two(self, request: HttpRequest, speakers: QuerySet[Speaker]) -> HttpResponse | None:
        chosen = list(speakers[:3])
        if len(chosen) != 2:
            self.message_user(request, "Choose two speakers, no more and no fewer.", messages.WARNING)
            return None
        return HttpResponseRedirect(reverse("admin:merge_speakers", args=[speaker.pk for speaker in chosen]))

    @admin.display(description="name", ordering="sort_name")
    def shown_name(self, speaker: Speaker) -> str:
        return f"{speaker.honorific} {speaker.name}".strip()

    @admin.display(description="panels")
    def panels_of(self, speaker: Speaker) -> str:
        return panels_in_short(getattr(speaker, "parts_here", []))

    @admin.display(description="answer, own link")
    def answered(self, speaker: Speaker) -> SafeString | str:
        return answers(speaker, getattr(speaker, "parts_here", []))

    @admin.display(description="missing")
    def missing(self, speaker: Speaker) -> str:
        return ", ".join(lacking(speaker, getattr(speaker, "parts_here", [])))

    @admin.display(description="photo")
    def photo_here(self, speaker: Speaker) -> SafeString | str:
        if not speaker.pk:
            return "Save first, then add one."
        url = reverse("admin:speaker_photo", args=[speaker.pk])
        if not speaker.photo:
            return format_html('<a href="{}">Add a photo</a>', url)
        shown = '<img class="photo" src="{}" alt="The photo as it is now" width="96"> <a href="{}">Another one</a>'
        return format_html(shown, speaker.photo.url, url)

    @admin.display(description="panels")
    def panels_here(self, speaker: Speaker) -> SafeString | str:
        user = getattr(speaker, "seen_by", None)
        if user is None:
            return "None yet. Open a panel to put them into it."
        parts = Appearance.objects.filter(speaker=speaker, panel__event__in=access.seen_events(user))
        rows = [
            (reverse("admin:events_panel_change", args=[part.panel_id]), part.panel.title, part.role, part.panel.event)
            for part in parts.select_related("panel__event").order_by("panel__slot__start", "pk")
        ]
        if not rows:
            return "None yet. Open a panel to put them into it."
        return format_html(
            '<ul class="plain">{}</ul>', format_html_join("", '<li><a href="{}">{}</a>, {} · {}</li>', rows)
        )

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        speaker = self.get_object(request, object_id)
        locked = not access.may_change_speaker(request.user, speaker)
        merges = merging.merged_into(speaker)
        context = {
            "event": event_around(request, speaker),
            "locked": LOCKED if locked else "",
            "merges": merges,
            "clock": clocks.of_person(speaker, access.seen_events(request.user)) if merges else None,
            **beside_speaker(request, speaker),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        event = event_of(request)
        text = "People come with an import, or add one here and put them into a panel."
        more = confirming.beside_list(request, event) if event else {}
        shared = {**lists.list_context(request, event, "event"), "title": "Speakers", "nothing_yet": text}
        context = {**shared, **more, **(extra_context or {})}
        return super().changelist_view(request, context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return row_history(request, self.get_object(request, object_id))

    def event_of(self, request: HttpRequest, obj: Any) -> Event | None:
        """People belong to no event; that they are added is told in the history of the one they are added for."""
        return speaker_adding.event_for(request) if obj is None else None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None or (event := speaker_adding.event_for(request)) is None:
            return super().get_form(request, obj, change, **kwargs)
        panels = speaker_adding.open_panels(request, event)
        return super().get_form(
            request, obj, change, form=type("Form", (speaker_adding.NewSpeakerForm,), {"panels": panels}), **kwargs
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None or speaker_adding.event_for(request) is None:
            return super().get_fieldsets(request, obj)
        return [*self.fieldsets[:-1], ("In the programme", {"fields": [("panel", "role")]})]

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Back to the list of the event that they were added for."""
        if (event := speaker_adding.event_for(request)) is None:
            return super().response_post_save_add(request, obj)
        if not obj.appearances.exists():
            speaker_adding.say_where(request, obj, event)
        return HttpResponseRedirect(f"{reverse('admin:speakers_speaker_changelist')}?event={event.pk}")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        if not change:
            request.made.people.append(obj.pk)  # type: ignore[attr-defined]  # see Recorded
            if panel := form.cleaned_data.get("panel"):
                speaker_adding.join(obj, panel, form.cleaned_data["role"])

    def delete_model(self, request: HttpRequest, obj: Speaker) -> None:
        merging.forget([obj.uid])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> None:
        merging.forget(list(queryset.values_list("uid", flat=True)))
        super().delete_queryset(request, queryset)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.may_enter(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.may_enter(request.user)  # the queryset holds only what may be seen

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.may_add_people(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return access.may_edit_any(request.user)
        return access.may_change_speaker(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
