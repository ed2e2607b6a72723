# Two commands: `make run` and `make test`. Python 3.11 or newer and make are all they need.

PORT ?= 8000
PYTHON ?= python3
export PORT

BOOTSTRAP = $(PYTHON) newsroom/ops/bootstrap.py
VENV_PYTHON = .venv/bin/python
TESTING = DJANGO_SETTINGS_MODULE=newsroom.settings.test
WITH_DATABASE = $(TESTING) $(VENV_PYTHON) -m newsroom.ops.with_database
LOCK = $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header $(ARGS) pyproject.toml

CHECKS = check-code check-types check-order check-templates check-models check-catalogues

.DEFAULT_GOAL := help
.PHONY: help run test check messages lock reset dev python $(CHECKS)

help: ## list what make can do
	@grep -E '^[a-z]+:.*##' Makefile | sed -e 's/:.*## /: /' -e 's/^/make /'

run: python ## start the newsroom with its demo day: http://127.0.0.1:8000/ (another port: PORT=8001)
	@$(BOOTSTRAP) run

test: dev ## run every test; further arguments for pytest: ARGS="-k press"
	@$(TESTING) $(VENV_PYTHON) manage.py compile_catalogues
	@$(WITH_DATABASE) $(VENV_PYTHON) -m pytest -n auto --dist loadfile $(ARGS)

check: $(CHECKS) ## lint, types, order of packages, templates, migrations, catalogues

check-code: dev
	@$(VENV_PYTHON) -m ruff check .

check-types: dev
	@$(VENV_PYTHON) -m mypy

check-order: dev
	@$(VENV_PYTHON) .venv/bin/lint-imports

check-templates: dev
	@find templates -name '*.html' -exec .venv/bin/djade --check {} +

check-models: dev
	@$(TESTING) $(VENV_PYTHON) manage.py check
	@$(WITH_DATABASE) sh -c '$(VENV_PYTHON) manage.py makemigrations --check --dry-run && $(VENV_PYTHON) manage.py lintmigrations'

check-catalogues: dev
	@$(TESTING) $(VENV_PYTHON) manage.py compile_catalogues --check

messages: dev ## bring the catalogues' msgids up to date with code and templates
	@$(TESTING) $(VENV_PYTHON) manage.py compile_catalogues --update

lock: dev ## pin the packages anew with their hashes; to newer versions: ARGS=--upgrade
	@$(LOCK) --extra dev --output-file requirements/dev.txt
	@$(LOCK) --extra run --constraint requirements/dev.txt --output-file requirements/run.txt
	@$(LOCK) --constraint requirements/dev.txt --output-file requirements/prod.txt

reset: python ## forget the data that `make run` kept
	@$(BOOTSTRAP) reset

dev: python
	@$(BOOTSTRAP) dev

python:
	@command -v $(PYTHON) >/dev/null || { echo "tahrir: there is no $(PYTHON): install Python 3.11 or newer" >&2; exit 1; }
