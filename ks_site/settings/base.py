"""Settings that hold everywhere; what differs per place comes from the environment (see .env.example)."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from .environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
env = Environment()
env.read_env(BASE_DIR / ".env", overwrite=False)

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()
BASE_URL = env("BASE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
HOST = urlsplit(BASE_URL).hostname or "localhost"

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "ks_site",
    "api",
    "exchange",
    "editorial",
    "pages",
    "stories",
    "approaches",
    "toolbox",
    "coalitions",
    "themes",
    "places",
    "alerts",
    "search",
    "accounts",
    "mail",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.AdminUsersConfig",  # wagtail.users, with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "coalitions.apps.AdminConfig",  # wagtail.admin, without its own mails
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

# What sets a header stands before what can answer by itself: a redirect to https, a static file, a 404 and a
# 500 have the same headers as a page. tests/ks_site/test_headers.py holds that.
MIDDLEWARE = [
    "core.middleware.RequestLogMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.CompressTextMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stories.gone.GoneMiddleware",
    "stories.asking.NotReadyMiddleware",
    "approaches.moved.MovedPartMiddleware",
    "accounts.middleware.VisibleRedirectMiddleware",
    "ks_site.errors.NoPageMiddleware",
]

ROOT_URLCONF = "ks_site.urls"
WSGI_APPLICATION = "ks_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context_processors.frame",
                "exchange.context_processors.example_notice",
            ],
        },
    },
]

# IMMEDIATE and WAL: in Django's default mode two writing processes give "database is locked" at once.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON",
}
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
# What has the migrations in it, a SQLite file or a database on the server, from which the empty site of an evaluation
# may begin: those that it lacks are done, so one that is old costs time and nothing else. The tests have one.
MIGRATED: str | None = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())  # as long as mail is tried (mail.outbox)

# Logging in, by allauth (docs/adr/0008): an address and a password, and a second factor for who may publish.
ACCOUNT_ADAPTER = "coalitions.adapters.InvitedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to whoever's address somebody typed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address each; the new one counts once it is confirmed
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ACCOUNT_RATE_LIMITS = False  # they count in a cache per process; ours are in accounts.limits
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.ChangeEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = "Kansrijke Start"
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
# No session exists for an address that isn't confirmed, so a change that waits for its mail shuts nobody out.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.RenameKeyForm",
}
# Whether who may publish must have a second factor. Only on one's own machine it may be off (accounts.E001).
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=True)
# What the secrets of second factors are encrypted with: the first encrypts, all decrypt.
SECOND_FACTOR_KEYS = env.list("SECOND_FACTOR_KEYS", default=[])

# What people tell is encrypted with these: the first encrypts, all decrypt (stories.keeping). The hash key makes the
# codes and the erasure list: it must never change. Neither may stand in the database or in its backup.
STORY_KEYS = env.list("STORY_KEYS", default=[])
STORY_HASH_KEY = env("STORY_HASH_KEY", default="")
# Pictures of submissions, encrypted; outside MEDIA_ROOT.
STORY_FILES_ROOT = VAR_DIR / "stories"
# The list of what was erased, which only grows and stands outside the database and its backup (trust.md 24).
ERASURE_LOG = Path(env("ERASURE_LOG", default=str(VAR_DIR / "erasure.log"))).absolute()
# How long what was told is kept (trust.md 7); the texts that promise it read it here (stories.keeping.terms).
KEEP_DRAFTS = timedelta(days=env.count("KEEP_DRAFTS_DAYS", default=7))
KEEP_UNPUBLISHED_MONTHS = env.count("KEEP_UNPUBLISHED_MONTHS", default=6)
KEEP_UNPUBLISHED = timedelta(days=30.5 * KEEP_UNPUBLISHED_MONTHS)
KEEP_CONTACT = timedelta(days=env.count("KEEP_CONTACT_DAYS", default=30))
# Where people reach the editors, also about what we know of them; at the foot of every page. Empty: nowhere.
EDITORS_ADDRESS = env("EDITORS_ADDRESS", default="")
# Where "snel weg" leads: a page that anybody could be looking at.
LEAVE_URL = env("LEAVE_URL", default="https://www.buienradar.nl/")

# A cookie of their own for messages could not be named __Host-.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ks_site.errors.csrf_failure"
# Wagtail's writing form has a field per value of a block: the default of 1000 is reached by a long page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Who a request comes from, for the throttles (core.throttle): a header that the proxy sets itself.
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="")

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
        "interest-cohort", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Wagtail's admin has scripts and styles in its pages, previews in frames and pictures that it makes itself.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "ks_site" / "locale"]  # "u" where the Dutch of Wagtail says "je"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static_files.PlainFiles"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the default lets other sites read them
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# All mail is stored first and sent by a job through the backend of EMAIL_URL.
EMAIL_CONFIG = env.mail("EMAIL_URL", default="smtp://127.0.0.1:25")
MAIL_TRANSPORT = EMAIL_CONFIG.pop("EMAIL_BACKEND")
vars().update({name: value for name, value in EMAIL_CONFIG.items() if name.startswith("EMAIL_")})
EMAIL_BACKEND = "mail.backend.OutboxBackend"
EMAIL_TIMEOUT = 5  # seconds; a server that is up answers well within, one that hangs holds up all other mail
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"Kansrijke Start <noreply@{HOST}>")
# Where a finder of a security problem writes (/.well-known/security.txt): the address of RFC 2142 unless set.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"mailto:security@{HOST}")

LOGGING_CONFIG = "core.logs.configure"
LOGGING = {"level": "INFO"}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

TAGGIT_CASE_INSENSITIVE = True
WAGTAIL_SITE_NAME = "Kansrijke Start"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/inloggen/"
# Address and password are changed under /account/, which asks who is there; the admin would not.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.SiteImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.SiteDocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # the file itself has no address
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Not "all": an address that somebody types would be answered with the working title of the page behind it.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_AUTOSAVE_INTERVAL = 4000  # milliseconds; each save is a revision and two tasks, the default is 500
# No third parties: the admin asks gravatar and releases.wagtail.org for something unless told not to.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# "Logged in" and "groups" only: a shared password can't be told from an absent page (trust.md 42).
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# The engine: empty means embedded (the database engine).
OPENSEARCH_URL = env("OPENSEARCH_URL", default="")
INDEX_PREFIX = env.index_prefix("INDEX_PREFIX", default="kansrijke-start")
SEARCH_DEADLINE = timedelta(milliseconds=800)  # from call to last byte (ADR 6)
# Per network address: search/page_limit.py says why.
SEARCHES_PER_MINUTE = env.count("SEARCHES_PER_MINUTE", default=600)

# Whether load_demo may bring invented examples, and accounts whose passwords anybody can read.
DEMO_ALLOWED = False
