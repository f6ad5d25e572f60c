"""The ASGI door for an ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ks_site.settings.production")
application = get_asgi_application()
