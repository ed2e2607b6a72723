"""A copy of the newsroom comes back whole, or not at all and says why."""

import json
import shutil
import stat
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection

from articles.models import Live, Release
from newsroom.ops import backup, pgtools, restore, tree
from tests.deploy import machine

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture(scope="session")
def copy(newsroom, django_db_blocker, tmp_path_factory) -> Path:
    """A copy of the newsroom with one story on air."""
    into = tmp_path_factory.mktemp("copies") / "نسخ"
    with django_db_blocker.unblock(), machine.connected_to(newsroom.database), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(newsroom.media))
        return backup.make(into)


@pytest.fixture
def own_copy(copy, tmp_path) -> Path:
    """The same copy, to be spoilt."""
    return shutil.copytree(copy, tmp_path / "copy")


@pytest.fixture
def new_database(newsroom, django_db_blocker, settings, tmp_path):
    """An empty database and an empty pictures' folder, with Django connected to them."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with (
        django_db_blocker.unblock(),
        machine.database(f"{newsroom.database}_restored", "template0") as name,
        machine.connected_to(name),
    ):
        yield name


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_a_copy_comes_back_with_every_row_picture_and_guard(newsroom, copy, new_database, settings):
    manifest = restore.bring_back(copy)
    assert manifest.tables == backup.rows_of_tables()
    assert manifest.tables["articles_release"] == 1
    assert Live.objects.on_air("ar").get().release.headline == newsroom.headline
    brought = {name.as_posix(): tree.digest(Path(settings.MEDIA_ROOT) / name) for name in tree.files(Path(settings.MEDIA_ROOT))}
    assert brought == manifest.media != {}
    with pytest.raises(ProgrammingError, match="articles_release"):
        Release.objects.update(headline="عنوان آخر")
    assert rows("django_migrations") == len(manifest.migrations)


def test_a_copy_tells_what_it_holds_and_is_closed_to_others(newsroom, copy):
    told = json.loads((copy / "manifest.json").read_text())
    assert told["media"] == {name.as_posix(): tree.digest(newsroom.media / name) for name in tree.files(newsroom.media)}
    assert told["dump"] == tree.digest(copy / "database.dump")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in copy.rglob("*") if path.is_file()} == {0o600}
    assert list(copy.parent.iterdir()) == [copy]


def test_rows_written_while_the_copy_is_made_change_neither_dump_nor_counts(
    newsroom, django_db_blocker, tmp_path, settings, monkeypatch
):
    settings.MEDIA_ROOT = newsroom.media
    honest = pgtools.run

    def write_meanwhile(*words: object) -> None:
        with psycopg.connect(**connection.get_connection_params() | {"dbname": newsroom.database}) as elsewhere:
            elsewhere.execute("INSERT INTO articles_change (tags) VALUES ('{front:ar}')")
        honest(*words)

    monkeypatch.setattr(pgtools, "run", write_meanwhile)
    with django_db_blocker.unblock(), machine.connected_to(newsroom.database):
        before = rows("articles_change")
        made = backup.make(tmp_path)
        assert rows("articles_change") == before + 1
    assert json.loads((made / "manifest.json").read_text())["tables"]["articles_change"] == before


def spoil_a_picture(copy: Path) -> str:
    picture = next(path for path in (copy / "media").rglob("*") if path.is_file())
    picture.write_bytes(picture.read_bytes()[:-1] + b"\0")
    return picture.name


def spoil_the_dump(copy: Path) -> str:
    (copy / "database.dump").write_bytes(b"PGDMP")
    return "database.dump"


def lose_a_picture(copy: Path) -> str:
    picture = next(path for path in (copy / "media").rglob("*") if path.is_file())
    picture.unlink()
    return f"missing from the copy: media/.*{picture.name}"


def add_a_picture(copy: Path) -> str:
    (copy / "media" / "غريبة.jpg").write_bytes(b"x")
    return "not in its list: media/غريبة.jpg"


def tear_the_list(copy: Path) -> str:
    whole = (copy / "manifest.json").read_text()
    (copy / "manifest.json").write_text(whole[: len(whole) // 2])
    return "manifest.json: damaged"


def lose_the_list(copy: Path) -> str:
    (copy / "manifest.json").unlink()
    return "no copy made by `backup`"


def come_from_later(copy: Path) -> str:
    rewrite(copy, migrations=["articles.9999_from_the_future"])
    return "articles.9999_from_the_future"


def come_from_a_newer_server(copy: Path) -> str:
    rewrite(copy, postgresql=99)
    return "PostgreSQL 99"


def rewrite(copy: Path, **changed: object) -> None:
    path = copy / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_a_picture,
        spoil_the_dump,
        lose_a_picture,
        add_a_picture,
        tear_the_list,
        lose_the_list,
        come_from_later,
        come_from_a_newer_server,
    ],
)
def test_a_spoilt_copy_is_refused_before_anything_is_changed(own_copy, new_database, settings, spoil):
    named = spoil(own_copy)
    with pytest.raises(backup.Refused, match=named):
        restore.bring_back(own_copy)
    assert backup.rows_of_tables() == {}
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_count_that_differs_is_told_by_table(own_copy, new_database):
    told = json.loads((own_copy / "manifest.json").read_text())["tables"]
    rewrite(own_copy, tables=told | {"articles_release": 2})
    with pytest.raises(backup.Refused, match="articles_release: 2 in the copy, 1 restored"):
        restore.bring_back(own_copy)


def test_a_database_that_holds_anything_is_refused(copy, new_database):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (line text)")
    with pytest.raises(backup.Refused, match=r"must be empty.*notes"):
        restore.bring_back(copy)
    assert rows("notes") == 0


def test_another_picture_of_the_same_name_is_never_overwritten(copy, new_database, settings):
    name = next(tree.files(copy / "media"))
    mine = Path(settings.MEDIA_ROOT) / name
    mine.parent.mkdir(parents=True)
    mine.write_bytes("صورة أخرى".encode())
    with pytest.raises(backup.Refused, match=name.name):
        restore.bring_back(copy)
    assert mine.read_bytes() == "صورة أخرى".encode()
    assert backup.rows_of_tables() == {}


def test_a_failed_copy_leaves_nothing_behind_and_says_why(newsroom, django_db_blocker, tmp_path, settings, monkeypatch):
    settings.MEDIA_ROOT = newsroom.media
    monkeypatch.setattr(pgtools, "candidates", lambda name: [])
    with (
        django_db_blocker.unblock(),
        machine.connected_to(newsroom.database),
        pytest.raises(backup.Refused, match="install postgresql-client"),
    ):
        backup.make(tmp_path / "copies")
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_oldest_pg_dump_that_is_new_enough_is_taken(tmp_path, monkeypatch):
    for version in (15, 17, 18):
        program = tmp_path / str(version) / "pg_dump"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.2'\n")
        program.chmod(0o755)
    monkeypatch.setattr(pgtools, "candidates", lambda name: sorted(tmp_path.glob(f"*/{name}")))
    assert pgtools.program("pg_dump", 16) == tmp_path / "17" / "pg_dump"
    with pytest.raises(pgtools.ToolFailed, match="only version 18 is here"):
        pgtools.program("pg_dump", 19)


def test_the_commands_end_with_a_status_that_cron_understands(newsroom, new_database, tmp_path):
    def manage(database: str, *words: str):
        env = {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.test",
            "DATABASE_URL": machine.address_of(database),
            "TAHRIR_VAR": str(tmp_path),
        }
        return machine.manage(*words, env=env)

    made = manage(newsroom.database, "backup", str(tmp_path / "copies"))
    assert made.returncode == 0, made.stderr
    copy = made.stdout.strip()
    assert Path(copy).is_dir()
    brought = manage(new_database, "restore", copy)
    assert brought.returncode == 0, brought.stderr
    refused = manage(new_database, "restore", copy)
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1
    nowhere = manage("tahrir_no_such_database", "backup", str(tmp_path / "none"))
    assert nowhere.returncode == 1
    assert len(nowhere.stderr.strip().splitlines()) == 1
