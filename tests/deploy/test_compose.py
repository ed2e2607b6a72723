"""docker-compose.yml and the Dockerfile, read closely: there may be no Docker engine where the tests run."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft201909Validator

from newsroom.settings import required
from tests.deploy import machine

TEXT = (machine.ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
DOCKERFILE = (machine.ROOT / "Dockerfile").read_text()
EXAMPLE = (machine.ROOT / ".env.example").read_text()
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:[?-][^}]*)?\}")
APPS = ["migrate", "web", "worker", "tools"]


@pytest.fixture(scope="module")
def schema() -> Draft201909Validator:
    return Draft201909Validator(json.loads((Path(__file__).parent / "compose_spec" / "schema.json").read_text()))


def test_compose_understands_the_file(schema):
    assert [fault.message for fault in schema.iter_errors(COMPOSE)] == []


def test_the_schema_would_notice_a_misspelt_word(schema):
    wrong = json.loads(json.dumps(COMPOSE))
    wrong["services"]["web"]["restrat"] = "always"
    assert "restrat" in str([fault.message for fault in schema.iter_errors(wrong)])


def test_every_secret_comes_from_outside_and_its_absence_is_told():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if name in {"SECRET_KEY", "POSTGRES_PASSWORD"}:
                assert value.startswith(f"${{{name}:?"), name
            if name == "DATABASE_URL":
                assert ":${POSTGRES_PASSWORD:?" in value
            if name == "EMAIL_PASSWORD":
                assert value == "${EMAIL_PASSWORD:-}"


def test_the_example_names_every_variable_and_no_secret():
    asked = {name for name, _rest in VARIABLE.findall(TEXT)}
    named = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert asked == named.keys()
    assert named["SECRET_KEY"] == named["POSTGRES_PASSWORD"] == named["EMAIL_PASSWORD"] == ""


def test_every_variable_without_which_production_refuses_reaches_every_program(monkeypatch):
    for name in machine.SECRETS.keys() | {"DATABASE_URL"}:
        monkeypatch.delenv(name, raising=False)
    refused = {name for check in required.CHECKS for name in re.findall(r"^[A-Z_]+", check())}
    assert refused == {"SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"}
    for app in APPS:
        assert refused <= SERVICES[app]["environment"].keys(), app


def test_readers_are_let_in_only_after_the_database_has_its_new_shape():
    for app in ("web", "worker"):
        waits = SERVICES[app]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert waits["db"]["condition"] == "service_healthy"
    assert "manage.py migrate" in SERVICES["migrate"]["command"][-1]
    assert SERVICES["nginx"]["depends_on"]["web"]["condition"] == "service_healthy"


def test_a_migration_that_waits_for_a_lock_gives_up_before_readers_queue_behind_it():
    assert SERVICES["migrate"]["environment"]["PGOPTIONS"] == "-c lock_timeout=5s"
    assert SERVICES["migrate"]["environment"]["DATABASE_URL"] == SERVICES["web"]["environment"]["DATABASE_URL"]
    assert "PGOPTIONS" not in SERVICES["web"]["environment"]


def test_after_a_power_cut_everything_that_stays_comes_back():
    for name in ("db", "web", "worker", "nginx"):
        assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES["db"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "--locale=C.UTF-8 --encoding=UTF8" in SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_no_program_may_change_its_own_files_or_gain_rights():
    for name, service in SERVICES.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert all("cap_add" not in SERVICES[app] for app in APPS)
    assert re.search(r"^USER tahrir$", DOCKERFILE, re.MULTILINE)


def test_only_the_front_server_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["db"]["networks"] == ["inside"]


def test_the_front_server_has_the_tested_files_and_the_volumes_that_the_newsroom_fills():
    mounts = dict(mount.removesuffix(":ro").rsplit(":", 1) for mount in SERVICES["nginx"]["volumes"])
    assert all(mount.endswith(":ro") for mount in SERVICES["nginx"]["volumes"])
    assert mounts["./deploy/nginx"] == "/srv/tahrir/nginx"
    for kind in ("tls", "behind"):
        assert (machine.ROOT / f"deploy/nginx/front/{kind}.conf").is_file()
    assert mounts["./deploy/nginx/front/${FRONT:-tls}.conf"] == "/srv/tahrir/front.conf"
    assert mounts["static"] in SERVICES["migrate"]["command"][-1]
    assert f"media:{mounts['media']}" in SERVICES["web"]["volumes"]


def test_the_image_can_copy_the_database_that_compose_runs():
    major = SERVICES["db"]["image"].removeprefix("postgres:")
    assert f"postgresql-client-{major}" in DOCKERFILE
    assert "trixie" in DOCKERFILE.splitlines()[3]  # the Debian that has it


def test_what_the_image_must_not_hold_stays_out_of_it():
    left_out = (machine.ROOT / ".dockerignore").read_text().split()
    assert {".env", ".git", "var", ".venv"} <= set(left_out)
    needed = {"manage.py", "newsroom", "articles", "editorial", "templates", "static", "requirements"}
    assert not needed & set(left_out)
