"""Ask the web server of this very container whether it answers; for Docker's HEALTHCHECK: python -m newsroom.ops.probe.

Plain Python: it runs every half minute and must not load Django. The Host header is the site's own, for any other is refused.
"""

import os
import sys
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

PATIENCE = 4  # seconds


def answers(port: str, host: str) -> bool:
    request = Request(f"http://127.0.0.1:{port}/health/live", headers={"Host": host})
    try:
        with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 our own address
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    bind = os.environ.get("BIND", "") or f":{os.environ.get('PORT', '8000')}"
    site = urlsplit(os.environ.get("SITE_URL", "")).hostname or "localhost"
    sys.exit(0 if answers(bind.rpartition(":")[2], site) else 1)
