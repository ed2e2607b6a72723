"""How gunicorn serves, under `make run` and in production alike: `gunicorn -c python:newsroom.gunicorn_settings`."""

import os
import tempfile
from pathlib import Path

from newsroom.settings import env

wsgi_app = "newsroom.wsgi:application"
bind = env.text("BIND") or f"127.0.0.1:{env.number('PORT', 8000)}"

# Threads wait for the database side by side; two processes, so that one may restart or hang while the other answers.
worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
timeout = 60  # seconds without a sign of life before a process is replaced
graceful_timeout = 30  # seconds for open requests once a stop was asked for
keepalive = 75  # seconds; longer than nginx keeps its side open, so that nginx never writes into a closed line

# A fresh process now and then gives back what leaks; not both at the same moment.
max_requests = 5000
max_requests_jitter = 500

# Heartbeats belong in memory: on a busy disk they stall, and a healthy process is killed.
memory = Path("/dev/shm")  # noqa: S108 a folder of unnamed files that only gunicorn opens
worker_tmp_dir = str(memory) if os.access(memory, os.W_OK) else tempfile.gettempdir()

# An address of 80 Arabic letters is 480 bytes once percent-encoded; a search for 200 is 1,200.
limit_request_line = 8190

# Whose X-Forwarded-* is believed: nginx on this machine, or the compose network, which nobody outside can reach.
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

# No log of who read what: in some places such a list puts readers in danger. Faults go to standard error.
accesslog = None
errorlog = "-"
loglevel = env.text("GUNICORN_LOG_LEVEL", "info")

# The control socket would be written into the home folder, which may be closed or not exist; signals do all we need.
control_socket_disable = True
umask = 0o022  # nginx reads the pictures, nobody else writes them
proc_name = "tahrir"
