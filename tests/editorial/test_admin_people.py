"""The desk's tables of the staff and of the audit trail."""

import re

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Topic
from editorial import audit
from editorial.acts import Act
from editorial.models import AuditEntry, User
from editorial.roles import Role
from tests.make import make_chief, make_editor, make_live, make_technical, make_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    """Sign somebody in; gives back their browser."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


def at(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


# Staff


def account_form(**fields):
    words = {"name": "هالة العبيدي", "username": "hala", "email": "hala@example.org", "language": "ar", "roles": ["writer"]}
    return words | fields


def test_the_technical_administrator_makes_an_account_and_its_owner_gets_a_link(sign_in):
    answer = sign_in(make_technical()).post(at(User, "add"), account_form(username="Hala", roles=["writer", "translator"]))
    assert answer.status_code == 302
    user = User.objects.get(username="hala")
    assert set(user.roles) == {Role.WRITER, Role.TRANSLATOR}
    assert user.is_active
    assert not user.has_usable_password()
    (job,) = ProcrastinateJob.objects.filter(task_name="editorial.mail_password_link")
    assert job.args == {"email": "hala@example.org"}
    assert set(AuditEntry.objects.values_list("act", flat=True)) == {Act.ACCOUNT_MADE, Act.ROLE_GIVEN, Act.PASSWORD_LINK}


def test_no_page_of_an_account_holds_a_password(sign_in):
    user = make_writer()
    browser = sign_in(make_technical())
    for page in (at(User, "add"), at(User, "change", user.pk)):
        assert "password" not in re.findall(r'name="([^"]+)"', browser.get(page).content.decode())
    assert user.password not in browser.get(at(User, "change", user.pk)).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"username": "هالة"}, "username"),
        ({"username": "there"}, "username"),
        ({"email": "THERE@example.org"}, "__all__"),
        ({"email": "ليس بريداً"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["owner"]}, "roles"),
        ({"name": "هـ\0ـالة"}, "name"),
    ],
)
def test_an_account_that_may_not_be_is_answered_by_the_form(sign_in, fields, field):
    make_writer(username="there", email="there@example.org")
    page = sign_in(make_technical()).post(at(User, "add"), account_form(**fields))
    assert page.status_code == 200
    assert field in page.context["adminform"].form.errors
    assert User.objects.count() == 2
    assert not ProcrastinateJob.objects.exists()


def test_roles_are_given_and_taken_and_an_account_is_closed_never_deleted(sign_in):
    user = make_writer(username="hala", email="hala@example.org")
    browser = sign_in(make_technical())
    page = browser.get(at(User, "change", user.pk)).content.decode()
    assert re.search(r'<input[^>]*value="writer"[^>]*checked', page)
    assert browser.post(at(User, "change", user.pk), account_form(roles=["editor"])).status_code == 302
    closed = User.objects.get(pk=user.pk)
    assert (closed.roles, closed.is_active) == ([Role.EDITOR], False)
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {Act.ROLE_GIVEN, Act.ROLE_TAKEN, Act.ACCOUNT_CLOSED} <= acts
    assert browser.post(at(User, "delete", user.pk), {"post": "yes"}).status_code == 403


def test_a_closed_account_is_out_at_once(client):
    user = make_writer()
    client.force_login(user)
    assert client.get(at(Topic, "changelist")).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(at(Topic, "changelist")).status_code == 302


def test_the_last_technical_administrator_is_kept_by_the_form(sign_in):
    laith = make_technical(username="laith", email="laith@example.org")
    mine = account_form(username="laith", email="laith@example.org", roles=["writer"], is_active="on")
    page = sign_in(laith).post(at(User, "change", laith.pk), mine)
    assert page.status_code == 200
    assert "__all__" in page.context["adminform"].form.errors
    assert User.objects.get(pk=laith.pk).roles == [Role.TECHNICAL]


def test_the_list_sends_links_to_the_open_accounts_among_the_chosen(sign_in):
    there, closed = make_writer(), make_writer(is_active=False)
    chosen = {"action": "mail_links", "_selected_action": [there.pk, closed.pk]}
    assert sign_in(make_technical()).post(at(User, "changelist"), chosen).status_code == 302
    assert [job.args["email"] for job in ProcrastinateJob.objects.all()] == [there.email]
    assert AuditEntry.objects.get().note == there.username


@pytest.mark.parametrize("make", [make_writer, make_editor, make_chief])
def test_nobody_else_keeps_accounts(sign_in, make):
    browser = sign_in(make())
    assert browser.get(at(User, "changelist")).status_code == 403
    assert browser.post(at(User, "add"), account_form()).status_code == 403
    assert User.objects.count() == 1


def test_the_list_of_the_staff_asks_as_much_for_many_as_for_few(sign_in, django_assert_max_num_queries):
    browser = sign_in(make_technical())
    for _turn in range(12):
        make_editor()
    with django_assert_max_num_queries(8):
        page = browser.get(at(User, "changelist"))
    assert page.content.decode().count(str(Role.EDITOR.label)) >= 12


# Trail


def test_the_trail_is_read_in_words_and_never_written(sign_in):
    editor = make_editor(name="سامر الحديثي")
    live = make_live(headline="افتتاح معرض الكتاب", approved_by=editor)
    audit.record(Act.ROLE_GIVEN, by=editor, note="hala · writer")
    browser = sign_in(editor)
    page = browser.get(at(AuditEntry, "changelist")).content.decode()
    assert f'<bdi lang="ar" dir="rtl">{live.release.headline}</bdi>' in page
    for label in (Act.ROLE_GIVEN.label, f"hala · {Role.WRITER.label}", "سامر الحديثي"):
        assert str(label) in page
    entry = AuditEntry.objects.first()
    assert browser.get(at(AuditEntry, "add")).status_code == 403
    assert browser.post(at(AuditEntry, "change", entry.pk), {"note": "غيره"}).status_code == 403
    assert browser.post(at(AuditEntry, "delete", entry.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("act=role_given", {"hala"}),
        ("language=ar", set()),
        ("q=hala", {"hala"}),
        ("act=nothing", set()),
        ("user=x", {"hala", "ليث"}),
        ("language=xx", set()),
    ],
)
def test_the_trail_is_filtered(sign_in, query, shown):
    audit.record(Act.ROLE_GIVEN, by=None, note="hala")
    audit.record(Act.ACCOUNT_MADE, by=None, note="ليث")
    page = sign_in(make_editor()).get(f"{at(AuditEntry, 'changelist')}?{query}")
    assert page.status_code == 200
    assert {entry.note for entry in page.context["cl"].result_list} == shown


def test_the_trail_is_filtered_by_person(sign_in):
    editor = make_editor()
    audit.record(Act.ROLE_GIVEN, by=editor, note="له")
    audit.record(Act.ROLE_GIVEN, by=None, note="لغيره")
    page = sign_in(editor).get(f"{at(AuditEntry, 'changelist')}?user={editor.pk}")
    assert [entry.note for entry in page.context["cl"].result_list] == ["له"]
