"""The form of a story at the desk: nothing typed is lost, nothing saved by halves, no stage set by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition, Revision, Stage
from tests.editorial.desk_client import byline, filled, page_of, sign_in
from tests.make import (
    make_author,
    make_edition,
    make_editor,
    make_live,
    make_photo_editor,
    make_section,
    make_source,
    make_technical,
    make_topic,
    make_translator,
    make_writer,
    seen,
)  # fmt: skip

pytestmark = pytest.mark.django_db
ADD = "/desk/articles/edition/add/"


def test_a_writer_begins_a_story_in_arabic():
    writer, section, topic, source = make_writer(), make_section(), make_topic(), make_source("الأمصار")
    data = filled(headline="قمة في بكين", body="<p>نص الخبر</p>", section=section.pk, topics=[topic.pk])
    answer = sign_in(writer).post(ADD, data | byline(0, source=source.pk, role="posted"))
    edition = Edition.objects.get()
    assert answer.headers["Location"] == page_of(edition)
    assert (edition.headline, edition.body) == ("قمة في بكين", "<p>نص الخبر</p>")
    assert (edition.language, edition.stage) == ("ar", Stage.DRAFT)
    assert edition.revision.by == writer
    assert edition.article.content() | {"topics": [topic.pk], "section": section.pk} == edition.article.content()
    assert [(row.source, row.role) for row in edition.bylines.all()] == [(source, "posted")]


def test_the_form_stands_in_the_direction_of_the_texts_language_whatever_the_desk_speaks():
    client = sign_in(make_writer(language="en"))
    page = client.get(ADD + "?language=ckb").content.decode()
    assert '<html lang="en" dir="ltr">' in page.replace("en-us", "en")
    assert 'name="kicker" class="story-kicker" maxlength="80" lang="ckb" dir="rtl"' in page


def test_a_language_that_is_not_ours_is_no_page():
    assert sign_in(make_writer()).get(ADD + "?language=fr").status_code == 404


def test_the_stage_is_no_field():
    writer = make_writer()
    edition = make_edition(by=writer)
    sign_in(writer).post(page_of(edition), filled(edition, headline="عنوان أوضح", stage="approved", approved_by=writer.pk))
    edition.refresh_from_db()
    assert (edition.headline, edition.stage, edition.approved_by) == ("عنوان أوضح", Stage.DRAFT, None)


def test_bylines_keep_the_order_that_their_numbers_say_and_go_when_crossed_out():
    writer, salma, omar = make_writer(), make_author("سلمى"), make_author("عمر")
    edition = make_edition(by=writer)
    client = sign_in(writer)
    data = filled(edition) | byline(0, author=salma.pk, position=2) | byline(1, author=omar.pk, position=1)
    client.post(page_of(edition), data | {"bylines-TOTAL_FORMS": 2})
    assert [row.author for row in edition.bylines.order_by("position")] == [omar, salma]
    client.post(page_of(edition), filled(edition) | {"bylines-0-DELETE": "on"})
    assert [row.author for row in edition.bylines.all()] == [salma]


def test_a_byline_is_an_author_or_a_source_and_the_text_stays_on_the_page():
    writer = make_writer()
    edition = make_edition(by=writer)
    both = byline(0, author=make_author().pk, source=make_source().pk)
    answer = sign_in(writer).post(page_of(edition), filled(edition, headline="لم يُحفظ") | both)
    assert answer.status_code == 200
    assert ">\nلم يُحفظ</textarea>" in answer.content.decode()
    assert Edition.objects.get().headline != "لم يُحفظ"


def test_a_headline_that_grows_when_it_is_composed_is_refused_on_the_form():
    writer = make_writer()
    edition = make_edition(by=writer)
    answer = sign_in(writer).post(page_of(edition), filled(edition, headline="\u0958" * 150))
    assert answer.status_code == 200
    assert answer.context["errors"]


def test_saving_and_submitting_is_one_button():
    writer = make_writer()
    edition = make_edition(by=writer)
    answer = sign_in(writer).post(page_of(edition), filled(edition, headline="جاهز للمراجعة", _submit="1"))
    edition.refresh_from_db()
    assert (edition.headline, edition.stage) == ("جاهز للمراجعة", Stage.REVIEW)
    assert answer.headers["Location"] == page_of(edition, "review")


@pytest.mark.parametrize("empty", [{"headline": ""}, {"headline": "   "}, {"body": "<p>  </p><p></p>"}])
def test_what_is_not_ready_to_submit_is_saved_all_the_same(empty):
    writer = make_writer()
    edition = make_edition(by=writer)
    answer = sign_in(writer).post(page_of(edition), filled(edition, summary="مقدمة جديدة", _submit="1", **empty), follow=True)
    edition.refresh_from_db()
    assert (edition.summary, edition.stage) == ("مقدمة جديدة", Stage.DRAFT)
    assert answer.context["messages"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": "أ" * 10_000},
        {"body": "<p>" + "ب" * 600_000 + "</p>"},
        {"body": "<blockquote>" * 200 + "نص"},
        {"headline": "عنوان\0مكسور"},
        {"section": "999999"},
        {"kind": "لا نوع كهذا"},
        {"topics": ["أ"]},
        {"text_base": "ليس رقماً"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_bad_input_is_answered_on_the_form_and_nothing_is_half_saved(wrong):
    writer = make_writer()
    edition = make_edition(by=writer)
    before = Revision.objects.count()
    answer = sign_in(writer).post(page_of(edition), filled(edition, kicker="لن يُحفظ") | wrong)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert 'value="لن يُحفظ"' in answer.content.decode()
    assert Revision.objects.count() == before


def test_a_hostile_body_is_stored_harmless():
    writer = make_writer()
    edition = make_edition(by=writer)
    hostile = '<p onclick="x()">نص<script>x()</script> <a href="javascript:x()">رابط</a><img src=x onerror="x()">'
    sign_in(writer).post(page_of(edition), filled(edition, body=hostile))
    assert Edition.objects.get().body == "<p>نص <a>رابط</a></p>"


def test_another_persons_draft_does_not_exist_for_a_writer():
    edition = make_edition()
    client = sign_in(make_writer())
    for name in ["change", "review", "history"]:
        assert client.get(page_of(edition, name)).status_code == 404
    assert client.post(page_of(edition), filled(edition, headline="تغيير")).status_code == 404


def test_the_technical_administrator_reads_no_draft():
    edition = make_edition()
    client = sign_in(make_technical())
    assert client.get(page_of(edition)).status_code in {403, 404}
    assert client.get("/desk/articles/edition/").status_code == 403


def test_a_translator_opens_another_language_of_a_story_with_its_shared_fields_locked():
    live, translator = make_live(), make_translator()
    client = sign_in(translator)
    address = f"{ADD}?language=ckb&story={live.short_id}"
    assert client.get(address).status_code == 200
    sport = make_section("رياضة")
    typed = filled(headline="پردێکی نوێ لەسەر دیجلە", body="<p>دەق</p>", section=sport.pk)
    client.post(address, typed | {"shared_base": live.article.revision_id})
    kurdish = Edition.objects.get(language="ckb")
    assert kurdish.article == live.article
    assert kurdish.headline == "پردێکی نوێ لەسەر دیجلە"
    assert kurdish.article.section != sport


def test_the_story_of_another_language_must_be_one_that_the_person_may_see():
    hidden = make_edition()
    assert sign_in(make_writer()).get(f"{ADD}?language=en&story={hidden.article.short_id}").status_code == 404


def test_the_list_asks_as_many_questions_for_twelve_stories_as_for_six():
    editor, writer, section = make_editor(), make_writer(), make_section()
    client = sign_in(editor)
    counts = []
    for _round in range(2):
        for _number in range(3):
            make_edition(by=writer, section=section)
            make_live(section=section)
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/articles/edition/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "query", ["?article__created_by__password__startswith=a", "?bin=\0", "?o=x.y", "?p=999999", "?stage__regex=(("]
)
def test_odd_questions_to_the_list_are_no_500(query):
    assert sign_in(make_editor()).get(f"/desk/articles/edition/{query}").status_code in {200, 302, 400}


def test_a_saved_text_is_what_an_editor_then_reads():
    writer = make_writer()
    edition = make_edition(by=writer)
    sign_in(writer).post(page_of(edition), filled(edition, body="<p>النص الأخير</p>", _submit="1"))
    page = sign_in(make_editor()).get(page_of(edition, "review")).content.decode()
    text, shared = seen(edition)
    assert f"/desk/articles/edition/{edition.pk}/preview/{text}/{shared}/" in page


def test_who_may_only_read_a_text_is_led_to_the_page_where_it_is_read():
    writer = make_writer()
    edition = make_edition(by=writer, stage=Stage.REVIEW)
    for reader in [writer, make_photo_editor()]:
        assert sign_in(reader).get(page_of(edition)).headers["Location"] == page_of(edition, "review")
        assert sign_in(reader).get(page_of(edition, "review")).status_code == 200
