"""manage.py first_admin: the newsroom's first account, once."""

import getpass

import pytest
from django.core.management import CommandError, call_command

from editorial.models import AuditEntry, User
from editorial.roles import Role
from newsroom.management.commands import first_admin
from tests.make import make_chief, make_technical, make_writer

pytestmark = pytest.mark.django_db

PASSWORD = "نخلة على ضفة الفرات"
ANSWERS = {"NAME": "هناء الجبوري", "USERNAME": "hana", "EMAIL": "hana@example.org", "PASSWORD": PASSWORD}


@pytest.fixture
def answers(monkeypatch):
    """Set the environment's answers; an empty one is missing."""

    def give(**changed):
        for name, answer in (ANSWERS | changed).items():
            monkeypatch.setenv(f"TAHRIR_ADMIN_{name}", answer)

    give()
    return give


@pytest.fixture
def keyboard(monkeypatch):
    """What is typed, in order: the visible answers, then the passwords."""

    def types(lines, passwords):
        lines, passwords = iter(lines), iter(passwords)

        def read(_prompt, of=lines):
            try:
                return next(of)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)
        monkeypatch.setattr(first_admin, "getpass", lambda prompt: read(prompt, passwords))

    return types


def test_the_first_account_leads_the_newsroom_and_keeps_the_accounts(answers, client, capsys):
    call_command("first_admin", "--no-input")
    user = User.objects.get()
    assert set(user.roles) == {Role.CHIEF, Role.TECHNICAL}
    assert client.login(username="hana", password=PASSWORD)
    assert "hana" in capsys.readouterr().out
    assert AuditEntry.objects.count() == 3


def test_the_first_account_is_made_from_typed_answers(keyboard, client):
    keyboard(["هناء الجبوري", "hana", "hana@example.org"], [PASSWORD, PASSWORD])
    call_command("first_admin")
    assert client.login(username="hana@example.org", password=PASSWORD)


def test_a_mistyped_and_a_weak_password_are_asked_for_again(keyboard, client):
    keyboard(["هناء الجبوري", "hana", "hana@example.org"], [PASSWORD, "غيرها", "مكشوف", "مكشوف", PASSWORD, PASSWORD])
    call_command("first_admin")
    assert client.login(username="hana", password=PASSWORD)


@pytest.mark.parametrize(
    ("lines", "passwords"),
    [
        ([], []),
        (["هناء الجبوري", "hana", "hana@example.org"], [PASSWORD]),
        (["هناء الجبوري", "hana", "hana@example.org"], ["مكشوف"] * 6),
        (["هناء الجبوري", "هناء", "hana@example.org"], [PASSWORD] * 2),
        (["هناء الجبوري", "hana", "ليس بريداً"], [PASSWORD] * 2),
    ],
)
def test_broken_off_or_wrong_answers_make_nothing_and_are_told_in_one_line(keyboard, lines, passwords):
    keyboard(lines, passwords)
    with pytest.raises(CommandError) as refused:
        call_command("first_admin")
    assert str(refused.value)
    assert "\n" not in str(refused.value)
    assert not User.objects.exists()


@pytest.mark.parametrize("make", [make_chief, make_technical])
def test_a_second_first_account_is_refused_before_anything_is_asked(make, keyboard):
    there = make()
    keyboard([], [])
    with pytest.raises(CommandError, match=there.username):
        call_command("first_admin")
    assert User.objects.count() == 1


def test_writers_and_closed_accounts_do_not_stand_in_its_way(answers):
    make_writer()
    make_chief(is_active=False)
    call_command("first_admin", "--no-input")
    assert User.objects.filter(username="hana").exists()


@pytest.mark.parametrize("name", ANSWERS)
def test_a_missing_variable_is_named(answers, name):
    answers(**{name: ""})
    with pytest.raises(CommandError, match=f"TAHRIR_ADMIN_{name}"):
        call_command("first_admin", "--no-input")
    assert not User.objects.exists()


@pytest.mark.parametrize("weak", ["مكشوف", "password1234", "123456789012"])
def test_a_weak_password_from_the_environment_is_refused_in_one_line(answers, weak):
    answers(PASSWORD=weak)
    with pytest.raises(CommandError) as refused:
        call_command("first_admin", "--no-input")
    assert "\n" not in str(refused.value)
    assert weak not in str(refused.value)
    assert not User.objects.exists()


def test_the_typed_password_is_never_shown():
    assert first_admin.getpass is getpass.getpass
