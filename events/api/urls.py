"""Addresses of version 1. What is added to an answer is no new version; what is taken away or renamed is."""

from django.urls import path, re_path

from events.api import views

app_name = "api"
urlpatterns = [
    path("", views.Root.as_view(), name="root"),
    path("schema/", views.Schema.as_view(), name="schema"),
    path("docs/", views.Docs.as_view(), name="docs"),
    path("events/", views.Events.as_view(), name="events"),
    path("events/<slug:event>/", views.Event.as_view(), name="event"),
    path("events/<slug:event>/days/", views.Days.as_view(), name="days"),
    path("events/<slug:event>/rooms/", views.Rooms.as_view(), name="rooms"),
    path("events/<slug:event>/tracks/", views.Tracks.as_view(), name="tracks"),
    path("events/<slug:event>/panels/", views.Panels.as_view(), name="panels"),
    path("events/<slug:event>/panels/<slug:slug>/", views.Panel.as_view(), name="panel"),
    path("events/<slug:event>/speakers/", views.Speakers.as_view(), name="speakers"),
    path("events/<slug:event>/speakers/<slug:slug>/", views.Speaker.as_view(), name="speaker"),
    # With a slash at its end, so that CommonMiddleware still mends the addresses above without one.
    re_path(r"^(?P<rest>.*)/$", views.Nothing.as_view(), name="nothing"),
]
