"""On the newsroom's own server: behind nginx, https only, no demo, no start without the secrets."""

from datetime import timedelta

from newsroom.settings import env
from newsroom.settings.base import *  # noqa: F403 settings are named in base alone
from newsroom.settings.base import DEFAULT_FROM_EMAIL, SITE_URL, STORAGES
from newsroom.settings.required import refuse_unfit_environment

refuse_unfit_environment()

SECRET_KEY = env.text("SECRET_KEY")
# A key that was replaced still proves old sign-ins until it is taken out here.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# nginx always sets this header itself, so a reader can't forge it; gunicorn's port is never open to the outside.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]  # asked from inside the machine, without https
SECURE_HSTS_SECONDS = int(env.seconds("HSTS_SECONDS", timedelta(days=365)).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.switch("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.switch("HSTS_PRELOAD", default=True)

# A browser takes a cookie of such a name only over https, and lets no plain page of the same host replace it.
SESSION_COOKIE_NAME = "__Secure-desk"
CSRF_COOKIE_NAME = "__Secure-desk-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# Our own subclass guards the desk's forms; this check knows Django's class alone. newsroom.checks asks in its place.
SILENCED_SYSTEM_CHECKS = ["security.W003"]

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
# Packed already, or (map) asked for by developers' tools alone.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = "jpg jpeg png gif webp avif zip gz br woff woff2 map".split()

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = env.text("EMAIL_SECURITY", "starttls") == "starttls"
EMAIL_USE_SSL = env.text("EMAIL_SECURITY") == "tls"
EMAIL_TIMEOUT = int(timedelta(seconds=15).total_seconds())
SERVER_EMAIL = DEFAULT_FROM_EMAIL
