"""On a developer's or a trying journalist's own machine."""

import secrets

from newsroom.settings import env
from newsroom.settings.base import *  # noqa: F403 settings are named in base alone
from newsroom.settings.base import VAR


def kept_secret() -> str:
    """Make this machine's secret once and keep it beside the data, so that sign-ins outlive a restart."""
    path = VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = env.switch("DEBUG", default=False)  # the 404 and 500 pages are part of what one tries
SECRET_KEY = env.text("SECRET_KEY") or kept_secret()
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_ALLOWED = True
SERVE_MEDIA = True
