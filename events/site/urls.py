"""The public addresses. They never change once published; programme/addresses.py writes what stands here."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from events.site import changing, codes, embed, feeds, files, my, oembed, offline, paper, screens, sitemap, views
from events.site.languages import LANGUAGES
from events.site.shown import UNDATED


class DateConverter(StringConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


class AnchorConverter(StringConverter):
    regex = rf"{DateConverter.regex}|{UNDATED}"


class EmbeddableConverter(StringConverter):
    regex = "days|rooms|tracks|panels|speakers"


class KeyConverter(StringConverter):
    regex = my.KEY


register_converter(DateConverter, "date")
register_converter(AnchorConverter, "anchor")
register_converter(EmbeddableConverter, "embeddable")
register_converter(KeyConverter, "key")

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.events, name="events"),
    path("site.<slug:fingerprint>.js", views.script, {"name": "site"}, name="script"),
    path("my.<slug:fingerprint>.js", views.script, {"name": "my"}, name="my-script"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap-part"),
    path("programme.schema.json", files.schema, name="programme-schema"),
    path("oembed", oembed.oembed, name="oembed"),
    path("embed.js", embed.script, name="embed-script"),
    path("<slug:event>/embed.html", embed.fragment, name="embed-fragment"),
    path("<slug:event>/embed.css", embed.style, name="embed-style"),
    path("<slug:event>/embed/", embed.page, name="embed"),
    path("<slug:event>/embed/how/", embed.how, name="embed-how"),
    path("<slug:event>/embed/<embeddable:part>/<slug:slug>/", embed.page, name="embed-part"),
    path("<slug:event>/embed/<embeddable:part>/<slug:slug>.html", embed.fragment, name="embed-part-fragment"),
    path("<slug:event>/", views.schedule, name="schedule"),
    path("<slug:event>/now/", views.now, name="now"),
    path("<slug:event>/days/", views.day, name="days"),
    path("<slug:event>/days/<anchor:anchor>/", views.day, name="day"),
    path("<slug:event>/panels/<slug:slug>/", views.panel, name="panel"),
    path("<slug:event>/speakers/", views.speakers, name="speakers"),
    path("<slug:event>/speakers/<slug:slug>/", views.speaker, name="speaker"),
    path("<slug:event>/subscribe/", views.subscribe, name="subscribe"),
    path("<slug:event>/changes/", changing.changes, name="changes"),
    path("<slug:event>/changes/<int:number>/", changing.change, name="change"),
    path("<slug:event>/screens/", screens.screens, name="screens"),
    path("<slug:event>/screens/<slug:slug>/", screens.screen, name="screen"),
    path("<slug:event>/screens/<slug:slug>.json", screens.data, name="screen-data"),
    path("<slug:event>/changes.atom", changing.changes_feed, name="changes-feed"),
    path("<slug:event>/style.css", views.style, name="style"),
    path("<slug:event>/words.json", views.words, name="words"),
    path("sw.js", offline.worker, name="service-worker"),
    path("<slug:event>/offline/", offline.page, name="offline"),
    path("<slug:event>/app.webmanifest", offline.manifest, name="manifest"),
    path("<slug:event>/icon.svg", offline.icon, name="icon"),
    path("<slug:event>/icon-<int:size>.png", offline.icon, name="icon-png"),
    path("<slug:event>/my/", my.my, name="my"),
    path("<slug:event>/my/qr.svg", my.qr, name="my-qr"),
    path("<slug:event>/my/picks", my.keep, name="my-picks"),
    path("<slug:event>/my/<key:key>.ics", my.followed, name="my-followed-calendar"),
    path("<slug:event>/my.ics", my.carried, name="my-calendar"),
    path("<slug:event>/calendar.ics", feeds.whole, name="calendar"),
    path("<slug:event>/programme.pdf", paper.booklet, name="booklet"),
    path("<slug:event>/programme.docx", files.word, name="programme-docx"),
    path("<slug:event>/programme.md", files.markdown, name="programme-md"),
    path("<slug:event>/card.png", paper.card, name="card"),
    path("<slug:event>/panels/<slug:slug>/card.png", paper.panel_card, name="panel-card"),
    path("<slug:event>/qr.svg", codes.event, name="code"),
    path("<slug:event>/panels/<slug:slug>/qr.svg", codes.panel, name="panel-code"),
    path("<slug:event>/speakers/<slug:slug>/qr.svg", codes.speaker, name="speaker-code"),
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

# What stands once more below the prefix of every other language: events/site/addresses.py leads there.
IN_EVERY_LANGUAGE = {
    *("events", "schedule", "now", "days", "day", "panel", "speakers", "speaker", "subscribe", "changes", "change"),
    *("booklet", "card", "panel-card", "code", "panel-code", "speaker-code"),
    *("screens", "screen", "screen-data", "offline", "manifest", "my", "my-qr", "words"),
    *("calendar", "day-calendar", "room-calendar", "track-calendar", "kind-calendar", "speaker-calendar"),
    *("panel-calendar", "my-calendar", "my-followed-calendar", "changes-feed"),
    *("programme-docx", "programme-md", "programme-json"),
    *("schedule-xml", "schedule-json", "schedule-xcal", "schedule-jcal", "schedule-csv", "schedule-xlsx"),
    *("embed", "embed-how", "embed-part", "embed-fragment", "embed-part-fragment"),
}
_pages = [page for page in urlpatterns if isinstance(page, URLPattern) and page.name in IN_EVERY_LANGUAGE]
urlpatterns = [
    *(path(f"{language.prefix[1:]}/", include(_pages)) for language in LANGUAGES if language.prefix),
    *urlpatterns,
]
