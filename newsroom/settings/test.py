"""For the test suite: fast passwords, mails kept in memory, nothing written into the working copy."""

import os
import tempfile
from pathlib import Path

from newsroom.settings.base import *  # noqa: F403 settings are named in base alone

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 3
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
VAR = Path(tempfile.gettempdir()) / f"tahrir-test-{os.getuid()}"
MEDIA_ROOT = VAR / "media"
WHITENOISE_AUTOREFRESH = True
DEMO_ALLOWED = True
SERVE_MEDIA = True

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]  # `make check` reads the migrations with it
MIGRATION_LINTER_OPTIONS = {
    "no_cache": True,
    "quiet": ["ok", "ignore"],
    "include_apps": ["articles", "editorial"],
    "ignore_name": ["0002_keys_and_guards"],  # constrains tables that its own release makes
}
