"""A save after the sign-in has ended signs in and saves."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from articles.models import Edition, Stage
from tests.editorial.desk_client import filled, page_of, seen_by, sign_in
from tests.make import PASSWORD, make_edition, make_editor, make_writer

pytestmark = pytest.mark.django_db


def kept(answer) -> dict[str, str]:
    return dict(answer.context["posted"])


def credentials(user, password=PASSWORD) -> dict[str, str]:
    return {"resume-username": user.username, "resume-password": password}


@pytest.fixture
def late():
    """A writer whose sign-in has ended while they wrote; gives (their browser, writer, edition, what they typed)."""
    writer = make_writer()
    edition = make_edition(by=writer)
    client = sign_in(writer)
    typed = filled(edition, headline="كُتب بعد انتهاء الجلسة", body="<p>سطر أول</p><p>سطر «ثانٍ» & أخير</p>")
    Session.objects.all().delete()
    return client, writer, edition, typed


def test_what_was_typed_is_kept_while_the_password_is_asked_and_saved_after_it(late):
    client, writer, edition, typed = late
    asked = client.post(page_of(edition), typed)
    assert asked.status_code == 200
    assert "no-store" in asked.headers["Cache-Control"]
    assert Edition.objects.get().headline != "كُتب بعد انتهاء الجلسة"
    saved = client.post(page_of(edition), kept(asked) | credentials(writer))
    assert saved.headers["Location"] == page_of(edition)
    edition.refresh_from_db()
    assert (edition.headline, edition.body) == (typed["headline"], "<p>سطر أول</p><p>سطر «ثانٍ» &amp; أخير</p>")


def test_a_wrong_password_loses_nothing(late):
    client, writer, edition, typed = late
    asked = client.post(page_of(edition), typed | credentials(writer, "كلمة خاطئة"))
    assert asked.context["form"].errors
    assert kept(asked)["headline"] == typed["headline"]
    assert "كلمة خاطئة" not in asked.content.decode()


def test_whoever_signs_in_saves_with_their_own_rights(late):
    client, _writer, edition, typed = late
    answer = client.post(page_of(edition), typed | credentials(make_writer()))
    assert answer.status_code == 404
    assert Edition.objects.get().headline != typed["headline"]


def test_a_step_goes_on_too():
    edition, editor = make_edition(stage=Stage.REVIEW), make_editor()
    client = Client()
    posted = {"step": "approve"} | seen_by(edition)
    asked = client.post(page_of(edition, "move"), posted)
    client.post(page_of(edition, "move"), kept(asked) | credentials(editor))
    assert Edition.objects.get().stage == Stage.APPROVED


@pytest.mark.parametrize("path", ["/desk/editorial/user/add/", "/desk/password_change/"])
def test_no_form_of_accounts_is_written_into_a_page(path):
    answer = Client().post(path, {"new_password1": "سر", "name": "أحد"})
    assert answer.status_code == 302


def test_a_page_that_is_only_looked_at_leads_to_the_sign_in():
    assert Client().get(page_of(make_edition())).status_code == 302
