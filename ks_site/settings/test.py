"""Settings of the tests: quick password hashing, mail in memory, everything else as it is."""

import os

from .base import *  # noqa: F403
from .base import DATABASES

SECRET_KEY = "only-for-tests-this-key-protects-nothing-at-all-0123456789abcdef"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMO_ALLOWED = True
REQUIRE_MFA = False  # a test about the second factor turns it on
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the browser's http://localhost

# All migrations were done once for all processes (devtools/migrated.py); tests/conftest.py copies what they left.
if template := os.environ.get("TEST_DATABASE_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"MIGRATE": False, "TEMPLATE": template}
    MIGRATED = template
