"""Review, preview, steps, history and bin: who sees them, what they keep, what they refuse."""

import pytest
from django.test import Client

from articles.models import Article, Edition, Live, Release, Revision, Stage
from editorial.models import AuditEntry
from editorial.workflow import Step
from tests.editorial.desk_client import filled, page_of, seen_by, sign_in
from tests.make import make_chief, make_edition, make_editor, make_live, make_photo_editor, make_writer, revise, seen, step

pytestmark = pytest.mark.django_db


def preview_of(edition: Edition) -> str:
    text, shared = seen(edition)
    return f"/desk/articles/edition/{edition.pk}/preview/{text}/{shared}/"


def test_an_editor_previews_in_the_readers_own_template_and_nobody_keeps_it():
    edition = make_edition(stage=Stage.REVIEW, headline="عنوان للمعاينة")
    answer = sign_in(make_editor()).get(preview_of(edition))
    assert "articles/article.html" in [template.name for template in answer.templates]
    assert "عنوان للمعاينة" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_a_preview_speaks_the_storys_language_whatever_the_desk_speaks():
    edition = make_edition(language="en", headline="A bridge", by=make_writer(language="ar"))
    answer = sign_in(make_editor(language="ckb")).get(preview_of(edition))
    assert '<html lang="en" dir="ltr"' in answer.content.decode()


def test_a_preview_is_for_who_may_see_the_draft():
    edition = make_edition()
    assert Client().get(preview_of(edition)).status_code == 302
    assert sign_in(make_writer()).get(preview_of(edition)).status_code == 404
    assert sign_in(make_photo_editor()).get(preview_of(edition)).status_code == 200


def test_revisions_of_another_story_are_no_preview_of_this_one():
    mine, other = make_edition(), make_edition(headline="خبر آخر")
    text, shared = seen(mine)
    client = sign_in(make_editor())
    assert client.get(f"/desk/articles/edition/{mine.pk}/preview/{seen(other).text}/{shared}/").status_code == 404
    assert client.get(f"/desk/articles/edition/{mine.pk}/preview/{text}/{seen(other).shared}/").status_code == 404


def test_the_writer_is_shown_no_button_to_approve_and_a_forged_one_is_refused():
    writer = make_writer()
    edition = make_edition(stage=Stage.REVIEW, by=writer)
    client = sign_in(writer)
    assert 'value="approve"' not in client.get(page_of(edition, "review")).content.decode()
    answer = client.post(page_of(edition, "move"), {"step": "approve"} | seen_by(edition))
    assert answer.status_code == 409
    assert Edition.objects.get().stage == Stage.REVIEW


def test_an_editor_returns_with_a_note_that_the_writer_finds_on_the_form():
    writer, editor = make_writer(), make_editor(name="حيدر الكناني")
    edition = make_edition(stage=Stage.REVIEW, by=writer)
    client = sign_in(editor)
    assert client.post(page_of(edition, "move"), {"step": "return", "note": "  "} | seen_by(edition)).status_code == 409
    client.post(page_of(edition, "move"), {"step": "return", "note": "أين اسم المصدر؟"} | seen_by(edition))
    page = sign_in(writer).get(page_of(edition)).content.decode()
    assert "أين اسم المصدر؟" in page
    assert "حيدر الكناني" in page
    step(edition, Step.SUBMIT, by=writer)
    assert "أين اسم المصدر؟" not in client.get(page_of(edition)).content.decode()


def test_a_text_that_changed_on_the_way_is_not_approved_and_the_note_stays_typed():
    writer, editor = make_writer(), make_editor()
    edition = make_edition(stage=Stage.REVIEW, by=writer)
    opened = seen_by(edition)
    revise(edition, by=make_editor(), body="<p>نص جديد</p>")
    answer = sign_in(editor).post(page_of(edition, "move"), {"step": "approve", "note": "ملاحظة كُتبت"} | opened)
    assert answer.status_code == 409
    assert "ملاحظة كُتبت" in answer.content.decode()
    assert Edition.objects.get().stage == Stage.REVIEW


def test_approved_and_published_from_the_review_page_the_story_is_with_readers():
    edition = make_edition(stage=Stage.REVIEW)
    client = sign_in(make_editor())
    for what in ["approve", "publish"]:
        assert client.post(page_of(edition, "move"), {"step": what} | seen_by(edition)).status_code == 302
    assert Client().get(Live.objects.get().get_absolute_url()).status_code == 200


def test_the_same_step_posted_twice_acts_once():
    edition = make_edition(stage=Stage.APPROVED)
    client, posted = sign_in(make_editor()), {"step": "publish"} | seen_by(edition)
    assert client.post(page_of(edition, "move"), posted).status_code == 302
    assert client.post(page_of(edition, "move"), posted).status_code == 409
    assert Release.objects.count() == 1


@pytest.mark.parametrize("posted", [{}, {"step": "void"}, {"step": "retract"}, {"step": "approve", "text": "س"}])
def test_a_step_that_is_none_is_no_page(posted):
    edition = make_edition(stage=Stage.REVIEW)
    answer = sign_in(make_editor()).post(page_of(edition, "move"), seen_by(edition) | posted if posted else {})
    assert answer.status_code == 404
    assert sign_in(make_editor()).get(page_of(edition, "move")).status_code == 405


def test_the_history_tells_saves_and_steps_by_name():
    writer, editor = make_writer(name="سلمى الراوي"), make_editor(name="حيدر الكناني")
    edition = make_edition(stage=Stage.REVIEW, by=writer)
    step(edition, Step.RETURN, by=editor, note="قصّر المقدمة")
    page = sign_in(writer).get(page_of(edition, "history")).content.decode()
    for words in ["سلمى الراوي", "حيدر الكناني", "قصّر المقدمة"]:
        assert words in page


def test_a_draft_goes_to_the_bin_and_comes_back():
    writer = make_writer()
    edition = make_edition(by=writer, headline="مسودة في السلة")
    client = sign_in(writer)
    client.post(page_of(edition, "move"), {"step": "bin"} | seen_by(edition))
    assert "مسودة في السلة" not in client.get("/desk/articles/edition/").content.decode()
    assert "مسودة في السلة" in client.get("/desk/articles/edition/?bin=yes").content.decode()
    client.post(page_of(edition, "move"), {"step": "unbin"} | seen_by(edition))
    assert "مسودة في السلة" in client.get("/desk/articles/edition/").content.decode()


def test_what_was_ever_released_cannot_be_deleted_by_any_way_of_the_desk():
    live = make_live()
    edition, chief = live.edition, make_chief()
    client = sign_in(chief)
    assert client.post(page_of(edition, "move"), {"step": "bin"} | seen_by(edition)).status_code == 409
    assert client.post(page_of(edition, "discard")).status_code == 409
    assert client.post(page_of(edition, "delete"), {"post": "yes"}).status_code == 403
    assert Live.objects.get() == live


def test_only_the_chief_deletes_for_good_and_only_from_the_bin():
    writer, chief = make_writer(), make_chief()
    edition = make_edition(by=writer)
    for headline in ["عنوان ثان", "عنوان ثالث"]:
        revise(edition, headline=headline)
    sign_in(writer).post(page_of(edition), filled(edition, kind="report"))
    assert sign_in(chief).post(page_of(edition, "discard")).status_code == 409
    step(edition, Step.BIN, by=writer)
    assert sign_in(writer).post(page_of(edition, "discard")).status_code == 409
    assert sign_in(chief).post(page_of(edition, "discard")).status_code == 302
    assert not Edition.objects.exists()
    assert not Article.objects.exists()
    assert not Revision.objects.exists()
    assert AuditEntry.objects.latest("pk").act == "discard"


def test_deleting_one_language_leaves_the_others():
    live, editor, chief = make_live(), make_editor(), make_chief()
    english = make_edition(article=live.article, language="en", by=editor, headline="A bridge")
    step(english, Step.BIN, by=editor)
    assert sign_in(chief).post(page_of(english, "discard")).status_code == 302
    assert list(Edition.objects.all()) == [live.edition]


def test_related_cards_name_only_stories_that_the_person_may_see():
    live, hidden, writer = make_live(headline="منشور"), make_edition(headline="مسودة غيري"), make_writer()
    ids = f"{live.short_id},{hidden.article.short_id}"
    assert sign_in(writer).get(f"/desk/articles/edition/cards/?ids={ids}&language=ar").json() == {live.short_id: "منشور"}


def test_the_desk_opens_with_what_waits_for_each():
    writer, editor = make_writer(), make_editor()
    make_edition(by=writer, headline="مسودة الكاتبة")
    make_edition(by=writer, stage=Stage.REVIEW, headline="بانتظار المراجعة")
    mine = sign_in(writer).get("/desk/").content.decode()
    theirs = sign_in(editor).get("/desk/").content.decode()
    assert "مسودة الكاتبة" in mine
    assert "بانتظار المراجعة" not in mine
    assert "بانتظار المراجعة" in theirs
    assert "مسودة الكاتبة" not in theirs
