"""Setting a password by mail: asked for at the desk's door, sent by the worker, good once."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from editorial import accounts
from editorial.acts import Act
from editorial.models import AuditEntry, User
from editorial.roles import Role
from tests.make import PASSWORD, make_masthead, make_writer

pytestmark = pytest.mark.django_db

NEW = "نخلة على ضفة الفرات"
ASK = "/desk/password/"


def ask(client, email):
    return client.post(ASK, {"email": email})


def worker_runs():
    """What the worker would do now, here and in this transaction."""
    for job in ProcrastinateJob.objects.filter(status="todo", task_name="editorial.mail_password_link"):
        app.tasks[job.task_name].func(**job.args)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo'")


def mailed_path():
    """The path of the link in the last mail, which stands on a line of its own."""
    (link,) = re.findall(r"^(http\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert link.startswith(settings.SITE_URL)
    return link.removeprefix(settings.SITE_URL)


def open_link(client, path):
    return client.get(path, follow=True)


def set_password(client, path, password=NEW, again=None):
    page = open_link(client, path)
    where = page.redirect_chain[-1][0] if page.redirect_chain else path
    return client.post(where, {"new_password1": password, "new_password2": again or password})


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ckb", "rtl"), ("en", "ltr")])
def test_a_forgotten_password_is_set_by_mail_in_the_person_s_own_language(client, language, direction):
    make_masthead(name_ar="تحرير", name_en="Tahrir", name_ckb="تەحریر")
    user = make_writer(language=language, name="هالة O'Neill")
    old = user.password
    assert 'href="/desk/password/"' in client.get("/desk/login/").content.decode()
    assert ask(client, user.email.upper()).url == reverse("password_reset_done")
    assert not mail.outbox
    worker_runs()
    (message,) = mail.outbox
    assert message.to == [user.email]
    assert message.extra_headers["Content-Language"] == language
    html = message.alternatives[0].content
    assert f'<html lang="{language}" dir="{direction}">' in html
    with translation.override(language):
        name = {"ar": "تحرير", "en": "Tahrir", "ckb": "تەحریر"}[language]
        assert message.subject == translation.gettext("Your password at %(desk)s") % {"desk": f"\u2068{name}\u2069"}
    assert f"\u2068{user.username}\u2069" in message.body
    assert "\u2068هالة O'Neill\u2069" in message.body
    page = open_link(client, mailed_path())
    assert f'lang="{language}" dir="{direction}"' in page.content.decode()
    assert 'autocomplete="new-password"' in page.content.decode()
    done = set_password(client, mailed_path())
    assert done.url == reverse("password_reset_complete")
    assert f'lang="{language}" dir="{direction}"' in client.get(done.url).content.decode()
    user.refresh_from_db()
    assert user.password != old
    assert user.check_password(NEW)
    assert client.login(username=user.username, password=NEW)
    entry = AuditEntry.objects.get(act=Act.PASSWORD_SET)
    assert (entry.user_id, entry.note) == (user.pk, user.username)


def test_a_link_is_good_once(client):
    user = make_writer()
    ask(client, user.email)
    worker_runs()
    path = mailed_path()
    set_password(client, path)
    second = set_password(client, path, "كلمة أخرى طويلة جداً")
    assert second.status_code == 200
    assert reverse("admin_password_reset") in second.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_link_grows_old(client, settings):
    user = make_writer()
    ask(client, user.email)
    worker_runs()
    settings.PASSWORD_RESET_TIMEOUT = -1
    page = open_link(client, mailed_path())
    assert "new_password1" not in page.content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_link_falls_with_the_sign_in_after_it_was_sent(client):
    user = make_writer()
    ask(client, user.email)
    worker_runs()
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() + timedelta(minutes=1))
    assert "new_password1" not in open_link(client, mailed_path()).content.decode()


def test_a_known_and_an_unknown_address_get_the_same_answer_and_the_same_work(client, django_assert_num_queries):
    user = make_writer()
    answers = []
    for email in (user.email, "nobody@example.org"):
        with django_assert_num_queries(3):  # savepoint, job, release
            answers.append(ask(client, email))
    known, unknown = answers
    assert (known.status_code, known.url, dict(known.items())) == (unknown.status_code, unknown.url, dict(unknown.items()))
    worker_runs()
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_asking_again_before_the_mail_went_out_sends_one_mail(client):
    user = make_writer()
    for _turn in range(3):
        assert ask(client, user.email).status_code == 302
    worker_runs()
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_mail_and_its_old_link_is_dead(client):
    user = make_writer()
    ask(client, user.email)
    worker_runs()
    user.is_active = False
    user.save()
    assert "new_password1" not in open_link(client, mailed_path()).content.decode()
    ask(client, user.email)
    worker_runs()
    assert len(mail.outbox) == 1


def test_a_new_account_sets_its_first_password_by_mail(client):
    user = accounts.create("hala", "hala@example.org", "هالة العبيدي", [Role.WRITER], by=None)
    ask(client, user.email)
    worker_runs()
    set_password(client, mailed_path())
    assert client.login(username="hala", password=NEW)


@pytest.mark.parametrize(("password", "again"), [("قصيرة", None), (NEW, "غيرها تماماً طويلة"), ("password1234", None), ("", "")])
def test_a_weak_or_mistyped_password_is_asked_for_again_and_the_link_stays_good(client, password, again):
    user = make_writer()
    ask(client, user.email)
    worker_runs()
    page = set_password(client, mailed_path(), password, again)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert set_password(client, mailed_path()).status_code == 302


@pytest.mark.parametrize("email", ["", "ليس بريداً", "a@" + "ب" * 300 + ".org", "x\0@example.org"])
def test_a_broken_address_is_answered_by_the_form(client, email):
    page = ask(client, email)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.parametrize(
    "path", ["MQ/abc-def/", "x/y/", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/abc-def/", "MQ/set-password/", "٧/٧-٧/"]
)
def test_an_invented_link_is_answered_by_the_way_to_a_good_one(client, path):
    page = client.get(ASK + path)
    assert page.status_code == 200
    assert "new_password1" not in page.content.decode()


def test_the_link_s_host_is_ours_whatever_host_the_request_claims(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(ASK, {"email": make_writer().email}, headers={"host": "evil.example"})
    worker_runs()
    assert "evil" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content


def test_the_form_wants_its_csrf_token():
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(ASK, {"email": "x@example.org"}).status_code == 403
