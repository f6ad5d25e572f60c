"""Settings for one's own machine and the demo: plain http, no set-up, mail as files under var/mail."""

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, MAIL_TRANSPORT, SECRET_KEY, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or "only-for-development-this-key-protects-nothing-at-all-0123456789"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
LOGGING = {"level": "WARNING"}

# Straight from the source folders: nothing to collect, and an edited stylesheet shows on the next request.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0

if not env("EMAIL_URL", default=""):
    MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EDITORS_ADDRESS = env("EDITORS_ADDRESS", default="redactie@voorbeeld.test")
DEMO_ALLOWED = True
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost; browsers know no keys for 127.0.0.1
