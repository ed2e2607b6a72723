# One image for the web server, the worker and every command. Debian's own pg_dump in it is of the version that
# docker-compose.yml runs as the database (17): an older one could not copy it.

FROM python:3.13-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

COPY requirements/ requirements/
RUN python -m venv /venv \
 && /venv/bin/pip install --require-hashes --only-binary :all: -r requirements/prod.txt \
 && python -m venv /tools \
 && /tools/bin/pip install --require-hashes --only-binary :all: -r requirements/run.txt

# The catalogues need Babel, which only the tools have. The settings want to be complete; these are none of anybody's.
COPY . .
RUN export DJANGO_SETTINGS_MODULE=newsroom.settings.prod STATIC_ROOT=/app/collected TAHRIR_VAR=/tmp/build \
      SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(32))')" DATABASE_URL=postgres://nobody@nowhere/none \
      SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid EMAIL_HOST=build.invalid DEFAULT_FROM_EMAIL=build@build.invalid \
 && /tools/bin/python manage.py compile_catalogues \
 && /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /venv/bin/python -m compileall -q articles editorial newsroom


FROM python:3.13-slim-trixie
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin tahrir \
 && install --directory --owner=tahrir --group=tahrir /srv/tahrir /srv/tahrir/media /srv/tahrir/static

COPY --from=build /venv /venv
COPY --from=build /app /app

ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=newsroom.settings.prod \
    TAHRIR_VAR=/srv/tahrir \
    STATIC_ROOT=/app/collected \
    BIND=0.0.0.0:8000

WORKDIR /app
USER tahrir
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "newsroom.ops.probe"]
CMD ["gunicorn", "-c", "python:newsroom.gunicorn_settings"]
