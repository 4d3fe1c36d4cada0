"""Settings of every installation; the surroundings speak through ``config.environment``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from samspill.config import environment, oidc

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home()

DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")
# One installation key seals tallies, comments and outgoing mail. It lies in a file of its own, so that a
# copy of the database (a backup, a write-ahead log, a dump) is unreadable without it.
INSTALLATION_KEY = environment.kept_secret("INSTALLATION_KEY", "keys/installation.key")
SECRET_KEY = environment.kept_secret("SECRET_KEY", "keys/secret.key", size=48)
BASE_URL = environment.value("BASE_URL", "http://localhost:8000").rstrip("/")
SECURE = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [host for host in environment.value("ALLOWED_HOSTS", "").split(",") if host] or [
    BASE_URL.split("://")[1].split(":")[0],
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "samspill.accounts",  # before allauth, so that its pages are ours
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "samspill.design",
    "samspill.audit",
    "samspill.documents",
    "samspill.organisations",
    "samspill.notices",
    "samspill.pulses",
    "samspill.answers",
    "samspill.results",
    "samspill.measures",
    "samspill.leadership",
    "samspill.risk",
    "samspill.yearwheel",
    "samspill.amu",
    "samspill.site",
    *(["samspill.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django pads what it compresses at random, and masks its tokens, so that lengths tell nothing of a page's secrets.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "samspill.config.middleware.NoNullMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    # What guards a page stands above this, what tells who looks stands below.
    "samspill.config.middleware.AnsweringMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspill.config.middleware.ViewerMiddleware",
    "samspill.config.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "samspill.config.urls"
WSGI_APPLICATION = "samspill.config.wsgi.application"
FORM_RENDERER = "samspill.design.forms.DesignRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "samspill.site.context.shell",
            ],
        },
    },
]

# -- data -------------------------------------------------------------------------------------------
_SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: an answer that was thanked for survives a power cut. secure_delete: what is deleted at the
    # close of a round is overwritten, not only forgotten.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000; PRAGMA foreign_keys=ON;"
        "PRAGMA wal_autocheckpoint=4000;"
    ),
}
_DATABASE_URL = environment.value("DATABASE_URL")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(_DATABASE_URL, conn_max_age=None, conn_health_checks=True)
    if _DATABASE_URL
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(HOME / "samspill.sqlite3"),
        "OPTIONS": _SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, so that rate limits hold across them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samspill_cache",
        # Rate limits live here: a small cache would forget them under a flood.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

# -- language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
FORMAT_MODULE_PATH = ["samspill.config.formats"]

# -- sign-in ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "samspill.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "samspill.accounts.adapter.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# A whole workplace may sit behind one address, so the narrow limits are per e-mail address or account.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "request_login_code": "600/m/ip,3/m/key,20/h/key",
}
ACCOUNT_FORMS = {
    "login": "samspill.accounts.forms.PasswordLoginForm",
    "request_login_code": "samspill.accounts.forms.RequestCodeForm",
    "confirm_login_code": "samspill.accounts.forms.ConfirmCodeForm",
    "reauthenticate": "samspill.accounts.forms.ReauthenticateForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "samspill.accounts.adapter.MFAAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
MFA_FORMS = {
    "authenticate": "samspill.accounts.forms.SecondFactorForm",
    "reauthenticate": "samspill.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "samspill.accounts.forms.ActivateAppForm",
    "add_webauthn": "samspill.accounts.forms.AddKeyForm",
    "login_webauthn": "samspill.accounts.forms.KeySignInForm",
    "authenticate_webauthn": "samspill.accounts.forms.KeyStepForm",
    "reauthenticate_webauthn": "samspill.accounts.forms.KeyAgainForm",
    "edit_webauthn": "samspill.accounts.forms.RenameKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
OIDC_APPS = oidc.providers(environment.value("OIDC"))
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": OIDC_APPS}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_FORMS = {"disconnect": "samspill.accounts.forms.DisconnectForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("BEHIND_PROXY") else 0
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True

# What apps above results add to a unit's result page, by name: results need not know them.
RESULT_PANELS = ("samspill.measures.views.panels.on_result",)

# -- the way out ------------------------------------------------------------------------------------
EMAIL_BACKEND = "samspill.notices.mail.OutboxBackend"
# What the worker itself sends with; the demo writes to a page instead of to the world.
NOTICES_TRANSPORT = environment.value(
    "MAIL_TRANSPORT",
    "samspill.notices.transport.smtp" if environment.value("SMTP_HOST") else "samspill.notices.transport.keep",
)
EMAIL_HOST = environment.value("SMTP_HOST", "localhost")
EMAIL_PORT = int(environment.value("SMTP_PORT", "25"))
EMAIL_HOST_USER = environment.value("SMTP_USER")
EMAIL_HOST_PASSWORD = environment.value("SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("SMTP_STARTTLS")
EMAIL_USE_SSL = environment.flag("SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.value("MAIL_FROM", "Samspill <samspill@localhost>")
MAIL_PER_MINUTE = int(environment.value("MAIL_PER_MINUTE", "600"))

# -- files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = environment.value("STATIC_ROOT") or str(HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
MAX_IMPORT_BYTES = 50 * 1024 * 1024

# -- guards -----------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = False  # the reverse proxy's task
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc.origins(OIDC_APPS)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the redirect to https is the reverse proxy's
]

# Nothing is written of who asks for what: no access log, and exceptions without request bodies.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"quiet": {"()": "samspill.config.logs.QuietAboutAnswers"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "samspill": {"level": "INFO"},
        "django.request": {"level": "ERROR", "filters": []},
        "django.server": {"handlers": [], "propagate": False},
    },
}
