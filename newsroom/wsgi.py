"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom.ops import limits

# A web server that nobody told about settings is production's: it refuses to start without the secrets.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings.prod")
application = get_wsgi_application()
limits.put_on(settings.DATABASES["default"], settings.WEB_DATABASE_LIMITS)
