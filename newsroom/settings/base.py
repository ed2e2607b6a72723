"""Names every setting; dev, test and prod only differ."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from newsroom.settings import env

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = env.folder("TAHRIR_VAR", ROOT / "var")

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose classes it patches
    "newsroom",
    "editorial",
    "articles",
    "django_prose_editor",
    "pgtrigger",
    "procrastinate.contrib.django",
    "csp",
    "editorial.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# Public pages must stay free of cookies: sessions, CSRF, users and messages are our own subclasses, which work under
# /desk/ alone.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.middleware.refuse_broken_text",
    "articles.middleware.language_from_path",
    "django.middleware.common.CommonMiddleware",
    "editorial.middleware.DeskSession",
    "editorial.middleware.DeskCsrf",
    "editorial.middleware.DeskUser",
    "editorial.middleware.DeskMessages",
    "editorial.middleware.desk_language",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.views.errors.say_what_is_not_taken",
]

DEBUG = False
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.navigation",
                "editorial.context.masthead",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.config(default="postgres:///tahrir", conn_max_age=60, conn_health_checks=True)}
# A server that was cut off, by a cable or a power cut, is noticed in seconds: the system itself would wait a quarter of an
# hour. In seconds, tcp_user_timeout in milliseconds; what DATABASE_URL says after its question mark counts more.
LINE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
DATABASES["default"]["OPTIONS"] = LINE | DATABASES["default"].get("OPTIONS", {})
# After this long the web server gives up, rolls back and says so. Migrations, copies and jobs take the time they need.
WEB_DATABASE_LIMITS = {
    "statement_timeout": env.seconds("WEB_STATEMENT_SECONDS", timedelta(seconds=15)),
    "lock_timeout": env.seconds("WEB_LOCK_SECONDS", timedelta(seconds=5)),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "editorial.User"
AUTHENTICATION_BACKENDS = ["editorial.backends.NameOrEmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "articles.views.errors.stale"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(env.seconds("SESSION_SECONDS", timedelta(days=7)).total_seconds())
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=2).total_seconds())

# The public language comes from the path alone: Arabic has no prefix.
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("ckb", "کوردی"), ("en", "English")]
LOCALE_PATHS = [ROOT / "newsroom" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "newsroom.formats"
TIME_ZONE = "Asia/Baghdad"
USE_TZ = True
# The columns of translated names are those of LANGUAGES; where one is empty, these stand in for it, in this order.
MODELTRANSLATION_FALLBACK_LANGUAGES = ("ar", "en", "ckb")

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "newsroom.finders.ReaderStylesheet",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = env.folder("STATIC_ROOT", VAR / "static")
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Where readers reach us; feeds, mails and share cards need whole addresses.
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "desk@example.org")

# Demo accounts have a password that everybody knows; only dev and test allow them.
DEMO_ALLOWED = False

# Pictures are sent by nginx; where there is none, by Django.
SERVE_MEDIA = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "newsroom.lib.logs.RequestLine", "format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
    "loggers": {"tahrir": {"level": "INFO"}, "django": {"handlers": []}},  # Django's own would say it a second time
}
