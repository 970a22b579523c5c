"""What a server runs: config.wsgi:application."""

from django.core.wsgi import get_wsgi_application

from config.start import load_settings

load_settings()
django = get_wsgi_application()

from events.site.front import Front  # noqa: E402  # needs the settings

application = Front(django)
