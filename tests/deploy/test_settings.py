"""Production refuses to start half-configured, says so at once for everything, and is clean for Django's own check."""

import subprocess
import sys

import pytest

from newsroom.settings import required
from tests.deploy import machine

DATABASE = {"DATABASE_URL": "postgres://tahrir@127.0.0.1:1/none"}
GOOD = machine.SECRETS | DATABASE


@pytest.fixture
def environment(monkeypatch):
    """Set exactly the given variables of those that production reads."""

    def set_to(values: dict[str, str]) -> None:
        for name in GOOD.keys() | {"EMAIL_SECURITY"}:
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


def test_a_complete_environment_is_accepted(environment):
    environment(GOOD)
    required.refuse_unfit_environment()


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"]
)
def test_each_missing_variable_is_named_and_alone(environment, name):
    environment({key: value for key, value in GOOD.items() if key != name})
    with pytest.raises(required.ImproperlyConfigured) as refused:
        required.refuse_unfit_environment()
    lines = str(refused.value).splitlines()[1:]
    assert [line.strip(" -").startswith(name) for line in lines] == [True]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "django-insecure-" + "0123456789abcdef" * 4),
        ("SECRET_KEY", "change-me-" + "0123456789abcdef" * 4),
        ("SECRET_KEY", "a" * 64),
        ("DATABASE_URL", "sqlite:///news.db"),
        ("SITE_URL", "http://news.example.org"),
        ("SITE_URL", "news.example.org"),
        ("SITE_URL", "https://news.example.org/ar/"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "other.example.org"),
        ("EMAIL_SECURITY", "ssl3"),
        ("DEFAULT_FROM_EMAIL", "desk"),
    ],
)
def test_each_unfit_value_is_refused_with_a_good_one_beside_it(environment, name, value):
    environment(GOOD | {name: value})
    with pytest.raises(required.ImproperlyConfigured, match=rf"{name}.*(give|as in)"):
        required.refuse_unfit_environment()


def test_no_refusal_repeats_a_secret(environment):
    environment(GOOD | {"SECRET_KEY": "kept-to-ourselves", "DATABASE_URL": "mysql://desk:kept-to-ourselves@db/news"})
    with pytest.raises(required.ImproperlyConfigured) as refused:
        required.refuse_unfit_environment()
    assert "kept-to-ourselves" not in str(refused.value)


def test_a_name_with_a_leading_dot_covers_the_site(environment):
    environment(GOOD | {"ALLOWED_HOSTS": ".example.org"})
    required.refuse_unfit_environment()


def test_a_web_server_that_nobody_told_about_settings_is_production_s():
    command = [sys.executable, "-c", "import newsroom.wsgi"]
    done = subprocess.run(command, cwd=machine.ROOT, env={}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "Tahrir can't start in production" in done.stderr


def test_nothing_starts_without_the_secrets_and_all_are_told_at_once():
    done = machine.manage("check", env={"DJANGO_SETTINGS_MODULE": "newsroom.settings.prod"})
    assert done.returncode != 0
    for name in ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"):
        assert f"  - {name}" in done.stderr


def test_django_s_own_check_of_a_deployment_has_nothing_to_say(tmp_path):
    done = machine.manage("check", "--deploy", "--fail-level=DEBUG", env=GOOD | {"TAHRIR_VAR": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert done.stderr == ""


def test_a_desk_without_a_guard_against_forged_posts_is_an_error(settings):
    from newsroom.checks import desk_forms_are_guarded

    assert desk_forms_are_guarded(None) == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "Csrf" not in name]
    assert [fault.id for fault in desk_forms_are_guarded(None)] == ["newsroom.E001"]


def test_the_demo_refuses_to_load_in_production(tmp_path):
    done = machine.manage("load_demo", env=GOOD | {"TAHRIR_VAR": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: ")  # refused in words, whatever their language; not broken down
    assert len(done.stderr.strip().splitlines()) == 1
