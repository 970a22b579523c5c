from django.contrib import admin
from django.urls import include, path

from config import health, media, statics
from events.site import previewing

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", statics.icon, name="favicon"),
    path("admin/", admin.site.urls),
    path("api/v1/desk/", include("events.desk.api.urls")),
    path("api/v1/", include("events.api.urls")),
    path("desk/preview/<str:signed>/<path:path>", previewing.preview, name="preview"),
    path("media/<path:path>", media.photo, name="media"),
    path("", include("events.entries")),
    path("", include("events.site.urls")),
]

handler404 = "events.site.views.not_found"
