"""Addresses of the desk's API, version 1. What is added to an answer is no new version; what is taken away is."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from events.desk.api import importing, people, publishing, schema, views
from events.desk.api.base import Root


class DateConverter(StringConverter):
    regex = r"\d{4}-\d\d-\d\d"


class NumberConverter(StringConverter):
    """No longer than what a database holds."""

    regex = r"[0-9]{1,15}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        return int(value)


register_converter(DateConverter, "desk_date")
register_converter(NumberConverter, "desk_number")

app_name = "desk-api"
EVENT = "events/<slug:event>/"
PANEL = f"{EVENT}panels/<uuid:uid>/"
IMPORT = f"{EVENT}imports/<desk_number:pk>/"
RELEASE = f"{EVENT}releases/<desk_number:number>/"
urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("schema/", schema.Schema.as_view(), name="schema"),
    path("docs/", schema.Docs.as_view(), name="docs"),
    path("events/", views.Events.as_view(), name="events"),
    path(EVENT, views.OneEvent.as_view(), name="event"),
    path(f"{EVENT}days/", views.Days.as_view(), name="days"),
    path(f"{EVENT}days/<desk_date:date>/", views.OneDay.as_view(), name="day"),
    path(f"{EVENT}rooms/", views.Rooms.as_view(), name="rooms"),
    path(f"{EVENT}rooms/<uuid:uid>/", views.OneRoom.as_view(), name="room"),
    path(f"{EVENT}tracks/", views.Tracks.as_view(), name="tracks"),
    path(f"{EVENT}tracks/<uuid:uid>/", views.OneTrack.as_view(), name="track"),
    path(f"{EVENT}slots/", views.Slots.as_view(), name="slots"),
    path(f"{EVENT}slots/<desk_number:pk>/", views.OneSlot.as_view(), name="slot"),
    path(f"{EVENT}panels/", views.Panels.as_view(), name="panels"),
    path(PANEL, views.OnePanel.as_view(), name="panel"),
    path(f"{PANEL}people/", views.Appearances.as_view(), name="appearances"),
    path(f"{PANEL}people/<desk_number:pk>/", views.OneAppearance.as_view(), name="appearance"),
    path(f"{EVENT}imports/", importing.Imports.as_view(), name="imports"),
    path(IMPORT, importing.OneImport.as_view(), name="import"),
    path(f"{IMPORT}apply/", importing.Apply.as_view(), name="import-apply"),
    path(f"{IMPORT}undo/", importing.Undo.as_view(), name="import-undo"),
    path(f"{EVENT}publication/", publishing.Publication.as_view(), name="publication"),
    path(f"{EVENT}releases/", publishing.Releases.as_view(), name="releases"),
    path(RELEASE, publishing.OneRelease.as_view(), name="release"),
    path(f"{RELEASE}back/", publishing.Back.as_view(), name="release-back"),
    path("speakers/", people.Speakers.as_view(), name="speakers"),
    path("speakers/<uuid:uid>/", people.OneSpeaker.as_view(), name="speaker"),
    re_path(r"^(?P<rest>.*)/$", schema.Nothing.as_view(), name="nothing"),
]
