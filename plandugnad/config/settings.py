"""All settings, in one file. What may differ between installations is read from the environment: docs/drift.md."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from plandugnad.config import environment
from plandugnad.config.providers import read_providers
from plandugnad.core.places import LOCALE_FOLDER

PACKAGE = Path(__file__).resolve().parent.parent

DATA = Path(environment.text("PLANDUGNAD_DATA", "var")).resolve()
BASE_URL = environment.text("PLANDUGNAD_BASE_URL", "http://localhost:8000").rstrip("/")
SECRET_KEY = environment.secret("PLANDUGNAD_SECRET_KEY")
DEBUG = False  # error pages are ours, and a debug page shows a stranger the settings

_address = urlsplit(BASE_URL)
IS_HTTPS = _address.scheme == "https"
ALLOWED_HOSTS = [_address.hostname or "localhost", "localhost", "127.0.0.1", *environment.words("PLANDUGNAD_HOSTS")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "plandugnad.web",
    "plandugnad.api",
    "plandugnad.exchange",
    "plandugnad.notices",
    "plandugnad.consultations",
    "plandugnad.strategies",
    "plandugnad.learning",
    "plandugnad.redthread",
    "plandugnad.principles",
    "plandugnad.imports",
    "plandugnad.processes",
    "plandugnad.worksheets",
    "plandugnad.plans",
    "plandugnad.agreements",
    "plandugnad.archive",
    "plandugnad.meetings",
    "plandugnad.boundaries",
    "plandugnad.regions",
    "plandugnad.accounts",
    "plandugnad.projections",
    "plandugnad.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "csp",
]

MIDDLEWARE = [
    "plandugnad.config.record.RecordMiddleware",
    "plandugnad.config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plandugnad.config.compression.TextCompression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plandugnad.web.again.asking.AgainMiddleware",
    "plandugnad.regions.middleware.ActorMiddleware",
    "plandugnad.regions.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "plandugnad.web.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "plandugnad.config.urls"
ASGI_APPLICATION = "plandugnad.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "plandugnad.web.context.page",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",  # rows that come by the hundred
        "APP_DIRS": True,
        "OPTIONS": {"environment": "plandugnad.web.rows.environment"},
    },
]

FORM_RENDERER = "django.forms.renderers.Jinja2"  # a select of fifty choices is fifty templates

DATABASES = {"default": environment.database("DATABASE_URL", environment.number("PLANDUGNAD_POOL", 0))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts sign-in attempts across processes, so it must be shared; the database is the one thing all processes have.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [LOCALE_FOLDER]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
USE_THOUSAND_SEPARATOR = True
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_FOLDER = DATA / "files"
# Training modules of one's own, beside those we ship or instead of them.
LEARNING_FOLDER = environment.text("PLANDUGNAD_LEARNING_FOLDER")

# One file of 25 MB holds any plan overview seen; forms without files are far smaller.
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "plandugnad.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that was opened from it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
# Theirs writes a row the first time somebody asks, and the time that takes would tell that the address is known.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,5/10m/key",
    "reset_password": "20/m/ip,5/10m/key",
    "change_password": "5/m/user",
}

SIGN_IN_PROVIDERS = read_providers("PLANDUGNAD_OIDC")

MFA_ADAPTER = "plandugnad.accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone is two things: the device, and a finger or a PIN
MFA_REAUTHENTICATION_REQUIRED = False  # asked for by `confirming`, which also knows codes by mail and providers
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is proved by the invitation that was opened from it
MFA_TOTP_TOLERANCE = 1  # half a minute to either side, for clocks that differ
# Of those whose roles reach far (regions.models.roles.WIDE_GRANTS). Unsaid: yes, and in a demo no.
ASKS_FOR_TWO_STEPS = environment.flag("PLANDUGNAD_TWO_STEPS") if environment.text("PLANDUGNAD_TWO_STEPS") else None

SESSION_ENGINE = "plandugnad.accounts.session_store"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:  # a browser takes such a cookie from this very host only, so a neighbour under kommunen.no can lay none
    SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "plandugnad.web.errors.csrf_failure"

# --- Mail ---------------------------------------------------------------------------------------------------------
EMAIL_HOST = environment.text("PLANDUGNAD_SMTP_HOST")
EMAIL_PORT = environment.number("PLANDUGNAD_SMTP_PORT", 587)
EMAIL_HOST_USER = environment.text("PLANDUGNAD_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.secret("PLANDUGNAD_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("PLANDUGNAD_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = environment.text("PLANDUGNAD_MAIL_FROM", f"Plandugnad <ikke-svar@{_address.hostname}>")

# --- What a browser may do with our pages --------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
IS_BEHIND_PROXY = environment.flag("PLANDUGNAD_BEHIND_PROXY")
if IS_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # or everybody behind the proxy would share one count of attempts

# --- Jobs ---------------------------------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- The archive ---------------------------------------------------------------------------------------------------
ARCHIVE_MEGABYTES = environment.number("PLANDUGNAD_ARCHIVE_MEGABYTES", 0)  # 0: as much as the disk has room for

# --- Other programs: calls a minute (docs/drift.md) -----------------------------------------------------------------
CALLS_PER_TOKEN = environment.number("PLANDUGNAD_CALLS_PER_PROGRAM", 600)
CALLS_PER_ADDRESS = environment.number("PLANDUGNAD_CALLS_PER_ADDRESS", 120)
CALLS_WITH_WRONG_TOKEN = 30

# --- For whoever keeps it running -----------------------------------------------------------------------------------
METRICS_TOKEN = environment.secret("PLANDUGNAD_METRICS_TOKEN")
LOG_FORMAT = environment.choice("PLANDUGNAD_LOG_FORMAT", ("line", "json"))
LOGS_REQUESTS = LOG_FORMAT == "json"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "plandugnad.config.logs.PlainLines"},
        "json": {"()": "plandugnad.config.logs.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    # They tell at every start, also of commands, which jobs there are.
    "loggers": {name: {"level": "WARNING"} for name in ("procrastinate.blueprints", "procrastinate.periodic")},
    "root": {"handlers": ["stderr"], "level": environment.text("PLANDUGNAD_LOG_LEVEL", "INFO")},
}
