"""Two people, or one person twice, over the form of one story: nothing unread is overwritten, nothing happens twice."""

import pytest

from articles.models import Article, Edition, Revision
from editorial.workflow import Step
from tests.editorial.desk_client import filled, hidden, page_of, sign_in
from tests.make import (
    make_author,
    make_edition,
    make_editor,
    make_live,
    make_section,
    make_translator,
    make_writer,
    revise,
    signed,
    step,
)  # fmt: skip

pytestmark = pytest.mark.django_db
ADD = "/desk/articles/edition/add/"


def test_the_second_saver_sees_the_colleagues_text_and_neither_is_lost():
    writer, editor = make_writer(), make_editor(name="حيدر الكناني")
    edition = make_edition(by=writer)
    mine = filled(edition, headline="عنواني أنا")
    revise(edition, by=editor, headline="عنوان الزميل")

    answer = sign_in(writer).post(page_of(edition), mine)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "حيدر الكناني" in page
    assert "عنوان الزميل" in page
    assert ">\nعنواني أنا</textarea>" in page
    assert Edition.objects.get().headline == "عنوان الزميل"

    sign_in(writer).post(page_of(edition), mine | hidden(answer) | {"on_top": "on"})
    assert Edition.objects.get().headline == "عنواني أنا"
    kept = Revision.objects.filter(edition=edition).values_list("content__headline", flat=True)
    assert list(kept[:2]) == ["عنواني أنا", "عنوان الزميل"]


def test_a_story_with_bylines_is_saved_on_top_all_the_same():
    writer, editor, salma = make_writer(), make_editor(), make_author("سلمى")
    edition = make_edition(by=writer, bylines=signed(salma))
    mine = filled(edition, headline="عنواني أنا")
    revise(edition, by=editor, headline="عنوان الزميل")
    client = sign_in(writer)
    shown = client.post(page_of(edition), mine)
    client.post(page_of(edition), mine | hidden(shown) | {"on_top": "on"})
    edition = Edition.objects.get()
    assert edition.headline == "عنواني أنا"
    assert [row.author for row in edition.bylines.all()] == [salma]


def test_a_third_save_while_the_second_is_being_read_is_shown_too():
    writer, editor = make_writer(), make_editor()
    edition = make_edition(by=writer)
    mine = filled(edition, headline="عنواني أنا")
    revise(edition, by=editor, headline="عنوان ثان")
    client = sign_in(writer)
    shown = client.post(page_of(edition), mine)
    revise(edition, by=editor, headline="عنوان ثالث لم يقرأه أحد")
    again = client.post(page_of(edition), mine | hidden(shown) | {"on_top": "on"})
    assert again.status_code == 200
    assert "عنوان ثالث لم يقرأه أحد" in again.content.decode()
    assert Edition.objects.get().headline == "عنوان ثالث لم يقرأه أحد"


def test_whoever_changed_nothing_overwrites_nothing_however_late():
    writer, editor = make_writer(), make_editor()
    edition = make_edition(by=writer)
    opened = filled(edition)
    revise(edition, by=editor, headline="عنوان الزميل")
    assert sign_in(writer).post(page_of(edition), opened).status_code == 302
    assert Edition.objects.get().headline == "عنوان الزميل"


def test_shared_fields_that_two_people_changed_apart_are_put_together():
    writer, editor, sport = make_writer(), make_editor(), make_section("رياضة")
    edition = make_edition(by=writer)
    mine = filled(edition, kind="report", headline="عنوان جديد")
    sign_in(editor).post(page_of(edition), filled(edition, section=sport.pk))
    assert sign_in(writer).post(page_of(edition), mine).status_code == 302
    article = Article.objects.get()
    assert (article.section, article.kind) == (sport, "report")
    assert Edition.objects.get().headline == "عنوان جديد"


def test_a_shared_field_that_both_changed_is_shown_and_not_overwritten():
    writer, editor = make_writer(), make_editor()
    sport, economy = make_section("رياضة"), make_section("اقتصاد")
    edition = make_edition(by=writer)
    mine = filled(edition, section=economy.pk)
    sign_in(editor).post(page_of(edition), filled(edition, section=sport.pk))
    shown = sign_in(writer).post(page_of(edition), mine)
    assert "رياضة" in str(shown.context["errors"])
    assert Article.objects.get().section == sport
    sign_in(writer).post(page_of(edition), mine | hidden(shown) | {"on_top": "on"})
    assert Article.objects.get().section == economy


def test_a_text_posted_after_it_was_submitted_stays_on_the_page_with_the_reason():
    writer = make_writer()
    edition = make_edition(by=writer)
    late = filled(edition, headline="وصل متأخراً")
    step(edition, Step.SUBMIT, by=writer)
    answer = sign_in(writer).post(page_of(edition), late)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ">\nوصل متأخراً</textarea>" in page
    assert Edition.objects.get().headline != "وصل متأخراً"


def test_of_two_who_begin_the_same_language_the_second_keeps_the_text_on_the_page():
    live, first, second = make_live(), make_translator(), make_translator()
    address = f"{ADD}?language=en&story={live.short_id}"
    data = filled(headline="A new bridge", body="<p>Text</p>", shared_base=live.article.revision_id)
    sign_in(first).post(address, data)
    answer = sign_in(second).post(address, data | {"headline": "Another beginning"})
    assert answer.status_code == 200
    assert ">\nAnother beginning</textarea>" in answer.content.decode()
    assert Edition.objects.get(language="en").headline == "A new bridge"


def test_the_form_of_a_new_story_sent_twice_begins_one():
    client, section = sign_in(make_writer()), make_section()
    once = client.get(ADD).context["adminform"].form["once"].value()
    data = filled(headline="جسر جديد", body="<p>نص</p>", section=section.pk, once=once)
    first, second = client.post(ADD, data), client.post(ADD, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Edition.objects.count() == 1
    # Gone back in the browser, mended, and sent once more.
    client.post(ADD, data | {"headline": "جسر جديد على دجلة"})
    assert Edition.objects.get().headline == "جسر جديد على دجلة"


def test_what_a_person_did_not_touch_is_kept_even_when_they_overrule_the_rest():
    writer, editor, salma = make_writer(), make_editor(), make_author("سلمى")
    edition = make_edition(by=writer)
    mine = filled(edition, headline="عنواني أنا")
    revise(edition, by=editor, headline="عنوان الزميل", slug="bridge-open", bylines=signed(salma))
    client = sign_in(writer)
    shown = client.post(page_of(edition), mine)
    assert "سلمى" in str(shown.context["errors"])
    assert "bridge-open" in str(shown.context["errors"])
    client.post(page_of(edition), mine | hidden(shown) | {"on_top": "on"})
    edition = Edition.objects.get()
    assert (edition.headline, edition.slug) == ("عنواني أنا", "bridge-open")
    assert [row.author for row in edition.bylines.all()] == [salma]


def test_two_people_in_two_fields_of_one_text_are_put_together():
    writer, editor = make_writer(), make_editor()
    edition = make_edition(by=writer)
    mine = filled(edition, summary="مقدمة جديدة")
    revise(edition, by=editor, headline="عنوان الزميل")
    assert sign_in(writer).post(page_of(edition), mine).status_code == 302
    edition = Edition.objects.get()
    assert (edition.headline, edition.summary) == ("عنوان الزميل", "مقدمة جديدة")
