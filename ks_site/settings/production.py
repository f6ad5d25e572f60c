"""Settings for a real site behind a proxy that speaks https: nothing has a default that would be unsafe."""

from datetime import timedelta

from .base import *  # noqa: F403
from .base import DATABASES, INSTALLED_APPS, STORAGES, env

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
BASE_URL = env("BASE_URL")  # what base makes of it is right once it is set
env("EMAIL_URL")  # likewise
STORY_KEYS = env.list("STORY_KEYS")
STORY_HASH_KEY = env("STORY_HASH_KEY")

# The proxy sets this header itself and drops it from what visitors send (docs/operations.md).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked over plain http from inside
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# Browsers refuse a __Host- cookie without Secure, so only here.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "core.static_files.HashedFiles"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # One connection per thread of a gunicorn worker (8 at most) and some to spare.
    # A dict of its own: who only reads these settings must not change those of a process that runs.
    pooled = {**DATABASES["default"].get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 10}}
    DATABASES = {"default": {**DATABASES["default"], "OPTIONS": pooled, "CONN_HEALTH_CHECKS": True}}

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
