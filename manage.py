#!/usr/bin/env python
"""Django's commands for this newsroom."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    # On a developer's machine nobody names settings; the image, `make` and the tests do. Readers are served by newsroom.wsgi.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.dev")
    execute_from_command_line(sys.argv)
