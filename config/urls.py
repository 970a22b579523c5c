from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("events.api.urls")),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),  # photos; a proxy may do it faster
    path("", include("events.site.urls")),
]

handler404 = "events.site.views.not_found"
