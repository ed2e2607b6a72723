"""The desk's pages of saved revisions: who sees them, what they refuse, how much they ask of the database."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Revision, Stage
from editorial.workflow import Step
from tests.editorial.desk_client import page_of, sign_in
from tests.make import (
    BODY,
    fresh,
    make_edition,
    make_editor,
    make_live,
    make_photo_editor,
    make_technical,
    make_writer,
    release_again,
    revise,
    step,
)  # fmt: skip

pytestmark = pytest.mark.django_db

MARKET = "<p>أما أصحاب المحال في السوق القديم فينتظرون عودة الزبائن قبل العيد.</p>"


def text_of_page(answer):
    """What is to be read on the page, blanks made one."""
    return " ".join(re.sub(r"<[^>]+>", "", answer.content.decode().split('id="content-main"')[1]).split())


def paths(edition):
    return [page_of(edition, name) for name in ("revisions", "revisions/1/1", "paragraphs")]


def restoring(client, edition, number, base):
    return client.post(page_of(edition, f"revisions/{number}/restore"), {"base": base})


# Who sees them


def test_what_one_may_not_read_is_no_page():
    edition = make_edition()
    for stranger in (make_writer(), make_technical()):
        client = sign_in(stranger)
        assert {client.get(path).status_code for path in paths(edition)} <= {403, 404}
        assert restoring(client, edition, 1, edition.revision_id).status_code in {403, 404}
    for reader in (edition.created_by, make_editor(), make_photo_editor()):
        answers = [sign_in(reader).get(path) for path in paths(edition)]
        assert {answer.status_code for answer in answers} == {200}
        assert {"no-store" in answer.headers["Cache-Control"] for answer in answers} == {True}


@pytest.mark.parametrize("numbers", ["1/99", "0/1", "99999999999999999999/1"])
def test_a_revision_that_is_none_is_no_page(numbers):
    edition = make_edition()
    assert sign_in(make_editor()).get(page_of(edition, f"revisions/{numbers}")).status_code == 404


def test_pages_are_read_and_restoring_is_posted():
    edition = make_edition()
    client = sign_in(make_editor())
    assert {client.post(path).status_code for path in paths(edition)} == {405}
    assert client.get(page_of(edition, "revisions/1/restore")).status_code == 405


# The list


def test_the_list_says_which_text_stands_which_is_approved_and_which_readers_got():
    editor, writer = make_editor(), make_writer()
    live = make_live(by=writer, approved_by=editor)
    edition = fresh(live.edition)
    release_again(edition, editor=editor, writer=writer, headline="عنوان ثانٍ")
    revise(edition, headline="عنوان ثالث")
    step(edition, Step.SUBMIT, by=writer)
    step(edition, Step.APPROVE, by=editor)
    rows = sign_in(editor).get(page_of(edition, "revisions")).context["rows"]
    assert [(revision.number, releases) for revision, releases in rows] == [(3, []), (2, [2]), (1, [1])]
    page = sign_in(editor).get(page_of(edition, "revisions")).content.decode()
    assert (page.count("stage--live"), page.count("stage--approved")) == (2, 1)


def test_two_that_are_chosen_in_the_list_are_compared():
    edition = make_edition()
    revise(edition, headline="عنوان آخر")
    client = sign_in(make_editor())
    answer = client.get(page_of(edition, "revisions"), {"old": 1, "new": 2})
    assert answer.headers["Location"] == page_of(edition, "revisions/1/2")
    assert client.get(page_of(edition, "revisions"), {"old": "س", "new": 2}).status_code == 200


def add_revisions(edition, count):
    """A long history at once, as it would be after so many saves."""
    first, by = fresh(edition).revision, edition.created_by
    for number in range(first.number + 1, first.number + 1 + count):
        first = Revision.objects.create(
            article=edition.article, edition=edition, base=first, number=number, by=by,
            content=first.content | {"body": BODY + f"<p>حفظ رقم {number}</p>"},
        )  # fmt: skip
    type(edition).objects.filter(pk=edition.pk).update(revision=first)


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["revisions", "history", "paragraphs", "revisions/1/3"])
def test_a_long_history_asks_the_database_no_more_often(name):
    edition, client = make_edition(), sign_in(make_editor())
    add_revisions(edition, 3)
    few = queries(client, page_of(edition, name))
    add_revisions(edition, 120)
    assert queries(client, page_of(edition, name)) == few


def test_a_long_list_is_cut_into_pages():
    edition, client = make_edition(), sign_in(make_editor())
    add_revisions(edition, 60)
    numbers = [revision.number for revision, _releases in client.get(page_of(edition, "revisions")).context["rows"]]
    assert numbers == list(range(61, 11, -1))
    second = client.get(page_of(edition, "revisions"), {"page": 2})
    assert [revision.number for revision, _releases in second.context["rows"]] == list(range(11, 0, -1))


def test_the_history_is_cut_into_pages_and_loses_nothing():
    edition = make_edition(stage=Stage.REVIEW)
    add_revisions(edition, 60)
    client = sign_in(make_editor())
    first, second = (client.get(page_of(edition, "history"), {"page": number}).context["history"] for number in (1, 2))
    told = [*first, *second]
    assert [row["revision"] for row in told if "revision" in row] == list(range(61, 0, -1))
    assert (len(first), len(told), [row["what"] for row in told if row["what"]]) == (50, 62, ["رفع إلى المحرر"])


# Comparing


def test_an_editor_reads_what_the_writer_changed_in_the_direction_of_the_text():
    edition = make_edition(headline="وصل الوزير إلى بغداد", by=make_writer())
    revise(edition, headline="وصل السفير الى بغداد")
    client = sign_in(make_editor(language="en"))
    page = client.get(page_of(edition, "revisions/1/2")).content.decode()
    assert '<p lang="ar" dir="rtl">' in page
    assert re.search(r'<del class="words words--gone"><span class="visually-hidden" lang="en">\[gone: </span>الوزير', page)
    assert re.search(r'<ins class="words words--added"><span class="visually-hidden" lang="en">\[added: </span>السفير', page)
    assert re.search(r'<ins class="words words--small">.*?الى', page)


def test_side_by_side_each_side_is_the_whole_text():
    edition = make_edition(body=BODY + MARKET)
    revise(edition, body=MARKET.replace("العيد", "رمضان") + BODY)
    answer = sign_in(make_editor(language="en")).get(page_of(edition, "revisions/1/2"), {"layout": "beside"})
    page = answer.content.decode()
    old = re.findall(r'<p lang="ar" dir="rtl">(.*?)</p>', page)[::2]
    words = re.sub(r'<span class="visually-hidden".*?</span>|<[^>]+>', "", " ".join(old))
    assert "العيد" in words
    assert "رمضان" not in words
    assert "Moved: paragraph" in text_of_page(answer)


def test_nothing_that_was_written_becomes_markup_of_the_page():
    link = '<a href="https://example.org/?a=1&amp;b=&quot;2">رابط</a>'
    edition = make_edition(body=f"<p>نص &lt;script&gt;alert(1)&lt;/script&gt; {link}</p>")
    revise(edition, headline="<img src=x onerror=alert(1)>", body="<p>نص <strong>&lt;b&gt; رابط</strong></p>")
    for path, layout in [
        ("revisions/1/2", "inline"),
        ("revisions/1/2", "beside"),
        ("revisions/2/1", "inline"),
        ("paragraphs", ""),
    ]:
        page = sign_in(make_editor()).get(page_of(edition, path), {"layout": layout}).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


# Restoring


def test_restored_from_the_page_the_old_text_stands_and_the_history_says_from_where():
    edition, editor = make_edition(headline="العنوان القديم"), make_editor(language="en")
    second = revise(edition, headline="العنوان الجديد")
    client = sign_in(editor)
    shown = client.get(page_of(edition, "revisions/1/2")).content.decode()
    assert f'name="base" value="{second.pk}"' in shown
    answer = restoring(client, edition, 1, second.pk)
    assert answer.headers["Location"] == page_of(edition, "revisions/1/3")
    assert fresh(edition).headline == "العنوان القديم"
    for name in ("revisions", "history"):
        assert "restored from 1" in text_of_page(client.get(page_of(edition, name)))


def test_restoring_over_what_a_colleague_saved_meanwhile_is_refused_in_words_and_shows_their_text():
    edition = make_edition(headline="الأول")
    second = revise(edition, headline="الثاني")
    theirs = revise(edition, headline="الثالث", by=make_editor())
    answer = restoring(sign_in(make_editor()), edition, 1, second.pk)
    assert (answer.status_code, fresh(edition).revision) == (409, theirs)
    assert answer.context["old"] == theirs
    assert "messagelist" in answer.content.decode()


def test_a_writer_is_shown_no_way_to_restore_a_text_that_is_with_an_editor_and_a_forged_one_is_refused():
    writer = make_writer()
    edition = make_edition(by=writer)
    second = revise(edition, headline="عنوان آخر")
    step(edition, Step.SUBMIT, by=writer)
    for client in (sign_in(writer), sign_in(make_photo_editor())):
        assert "restore/" not in client.get(page_of(edition, "revisions/1/2")).content.decode()
        answer = restoring(client, edition, 1, second.pk)
        assert answer.status_code == 409
        assert "restore/" not in answer.content.decode()
    assert fresh(edition).revision == second


@pytest.mark.parametrize("base", ["", "س", "999999999"])
def test_a_forged_base_changes_nothing(base):
    edition = make_edition()
    second = revise(edition, headline="عنوان آخر")
    assert restoring(sign_in(make_editor()), edition, 1, base).status_code in {404, 409}
    assert fresh(edition).revision == second


def test_restoring_twice_by_a_double_click_saves_once():
    edition = make_edition(headline="الأول")
    second = revise(edition, headline="الثاني")
    client = sign_in(make_editor())
    assert [restoring(client, edition, 1, second.pk).status_code for _click in range(2)] == [302, 409]
    assert edition.revisions.count() == 3


# Who wrote it


def test_the_page_names_who_wrote_and_who_changed_each_paragraph():
    writer, editor = make_writer(name="سلمى الراوي"), make_editor(name="حيدر الكناني", language="en")
    edition = make_edition(by=writer, body=MARKET)
    revise(edition, by=editor, body=MARKET.replace("العيد", "رمضان"))
    words = text_of_page(sign_in(editor).get(page_of(edition, "paragraphs")))
    assert re.search(r"Written by saved revision 1 سلمى الراوي .* Last changed by saved revision 2 حيدر الكناني", words)
