"""The public addresses. They never change once published; programme/addresses.py writes what stands here."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from events.site import feeds, files, views


class DateConverter(StringConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DateConverter, "date")

app_name = "site"
urlpatterns = [
    path("", views.events, name="events"),
    path("robots.txt", views.robots, name="robots"),
    path("programme.schema.json", files.schema, name="programme-schema"),
    path("<slug:event>/", views.schedule, name="schedule"),
    path("<slug:event>/panels/<slug:slug>/", views.panel, name="panel"),
    path("<slug:event>/speakers/", views.speakers, name="speakers"),
    path("<slug:event>/speakers/<slug:slug>/", views.speaker, name="speaker"),
    path("<slug:event>/subscribe/", views.subscribe, name="subscribe"),
    path("<slug:event>/colour.css", views.colour, name="colour"),
    path("<slug:event>/calendar.ics", feeds.whole, name="calendar"),
    path("<slug:event>/schedule.xml", files.xml, name="schedule-xml"),
    path("<slug:event>/schedule.json", files.json, name="schedule-json"),
    path("<slug:event>/schedule.xcal", files.xcalendar, name="schedule-xcal"),
    path("<slug:event>/schedule.jcal", files.jcalendar, name="schedule-jcal"),
    path("<slug:event>/schedule.csv", files.csv, name="schedule-csv"),
    path("<slug:event>/schedule.xlsx", files.workbook, name="schedule-xlsx"),
    path("<slug:event>/programme.json", files.programme, name="programme-json"),
    path("<slug:event>/days/<date:day>.ics", feeds.day, name="day-calendar"),
    path("<slug:event>/rooms/<slug:slug>.ics", feeds.room, name="room-calendar"),
    path("<slug:event>/tracks/<slug:slug>.ics", feeds.track, name="track-calendar"),
    path("<slug:event>/kinds/<slug:kind>.ics", feeds.kind, name="kind-calendar"),
    path("<slug:event>/speakers/<slug:slug>.ics", feeds.speaker, name="speaker-calendar"),
    path("<slug:event>/panels/<slug:slug>.ics", feeds.panel, name="panel-calendar"),
]
