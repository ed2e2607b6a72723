"""Nothing typed is lost: every save names the text it started from, and the history keeps them all."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Kind, Revision, Stage
from editorial import revisions
from editorial.revisions import Conflict
from editorial.workflow import Refused
from newsroom.lib.html import DEEPEST, LARGEST
from tests.make import (
    BODY,
    HEADLINE,
    fresh,
    make_author,
    make_edition,
    make_editor,
    make_photo,
    make_section,
    make_source,
    make_topic,
    make_translator,
    make_writer,
    revise,
    shared_fields,
    signed,
    text_of,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_a_new_story_has_its_shared_fields_as_the_first_revision():
    writer, section = make_writer(), make_section()
    edition = revisions.open_story("ar", shared_fields(section=section, topics=[make_topic()]), by=writer)
    assert edition.article.revision.content == edition.article.content()
    assert (edition.article.revision.number, edition.article.revision.by, edition.article.section) == (1, writer, section)
    assert (edition.stage, edition.revision, edition.created_by) == (Stage.DRAFT, None, writer)


def test_a_save_keeps_the_whole_text_and_names_who_wrote_on_top_of_what():
    edition = make_edition(bylines=signed(make_author()))
    first = edition.revision
    second = revise(edition, headline="عنوان ثانٍ", picture=make_photo().pk)
    assert (second.number, second.base, second.by) == (2, first, edition.created_by)
    assert second.content == fresh(edition).content()
    assert first.content["headline"] == HEADLINE


def test_the_same_text_again_stores_nothing():
    edition = make_edition()
    first = edition.revision
    assert revise(edition) == first
    assert revise(edition, headline=f"  {HEADLINE} \u202e", body=BODY + "<p> </p>") == first
    assert edition.revisions.count() == 1


def test_what_a_colleague_saved_meanwhile_is_shown_and_not_overwritten():
    edition = make_edition()
    base, editor = edition.revision_id, make_editor()
    theirs = revise(edition, by=editor, headline="عنوان الزميلة")
    with pytest.raises(Conflict) as conflict:
        revisions.save(edition, text_of(edition, headline="عنواني"), by=edition.created_by, base=base)
    assert conflict.value.theirs == theirs
    assert fresh(edition).headline == "عنوان الزميلة"
    assert edition.revisions.count() == 2


@pytest.mark.parametrize("base", [None, 0, 987654321])
def test_a_save_that_started_from_nothing_known_is_a_conflict(base):
    edition = make_edition()
    with pytest.raises(Conflict):
        revisions.save(edition, text_of(edition, headline="عنواني"), by=edition.created_by, base=base)
    assert fresh(edition).headline == HEADLINE


def test_of_two_saves_of_the_shared_fields_the_second_is_a_conflict():
    article = make_edition().article
    base, editor = article.revision_id, make_editor()
    theirs = revisions.save_shared(article, article.content() | {"kind": Kind.REPORT}, by=editor, base=base)
    with pytest.raises(Conflict) as conflict:
        revisions.save_shared(article, article.content() | {"kind": Kind.OPINION}, by=editor, base=base)
    assert conflict.value.theirs == theirs
    article.refresh_from_db()
    assert article.kind == Kind.REPORT


def test_the_same_shared_fields_again_store_nothing():
    article = make_edition(topics=[make_topic(), make_topic()]).article
    first = article.revision
    assert revisions.save_shared(article, article.content(), by=make_editor(), base=first.pk) == first


def test_shared_fields_are_kept_as_a_line_of_revisions():
    article = make_edition().article
    place = make_topic()
    second = revisions.save_shared(
        article, article.content() | {"topics": [place.pk]}, by=make_editor(), base=article.revision_id
    )
    assert (second.number, second.base.number, second.edition) == (2, 1, None)
    assert list(article.topics.all()) == [place]


def test_agency_copy_is_saved_on_the_agency_s_behalf():
    edition = make_edition()
    content = text_of(edition, headline="بيان الوكالة", bylines=signed((make_source("الأمصار"), "posted")))
    saved = revisions.save(edition, content, by=edition.created_by, base=edition.revision_id, on_behalf_of="الأمصار")
    assert (saved.by, saved.on_behalf_of) == (edition.created_by, "الأمصار")


def test_bylines_keep_their_order_and_roles():
    author, source = make_author(), make_source()
    edition = make_edition(bylines=signed(source, (author, "photo")))
    assert [(byline.author, byline.source, byline.role) for byline in edition.bylines.all()] == [
        (None, source, "text"), (author, None, "photo"),
    ]  # fmt: skip
    revise(edition, bylines=signed((author, "photo"), source))
    assert [byline.author for byline in fresh(edition).bylines.all()] == [author, None]


def test_what_nobody_types_is_stripped():
    headline, summary = "  جسر\x00 جديد\u202e\n في\u200f الموصل \ufeff", "سطر\x01 أول \r\n\r\n  سطر ثانٍ\u202c "
    edition = make_edition(headline=headline, kicker="عا\u2067جل", summary=summary)
    assert edition.headline == "جسر جديد في الموصل"
    assert edition.kicker == "عاجل"
    assert edition.summary == "سطر أول\nسطر ثانٍ"


def test_kurdish_joiners_are_kept():
    assert make_edition(language="ckb", headline="ڕێ‌گا و بان").headline == "ڕێ‌گا و بان"


def test_letters_typed_in_two_pieces_become_one():
    assert make_edition(headline="ا\u0653لاف").headline == "آلاف"


@pytest.mark.parametrize(
    ("typed", "address"),
    [("جسر الموصل", "جسر-الموصل"), ("Mosul Bridge!", "mosul-bridge"), ("../../desk", "desk"), ("؟!", ""), ("  ", "")],
)
def test_words_typed_as_an_address_become_one(typed, address):
    assert make_edition(slug=typed).slug == address


@pytest.mark.parametrize(("field", "most"), [("headline", 200), ("kicker", 80), ("summary", 600)])
def test_a_text_longer_than_its_place_is_refused_and_nothing_is_half_saved(field, most):
    edition = make_edition()
    for length in (most + 1, 10_000):
        with pytest.raises(ValidationError) as refusal, transaction.atomic():
            revise(edition, **{field: "ن" * length, "body": "<p>نص جديد</p>"})
        assert refusal.value.code == "too_long"
    assert fresh(edition).body == BODY
    assert edition.revisions.count() == 1
    assert getattr(fresh(edition), field) == edition.revision.content[field]
    assert revise(edition, **{field: "ن" * most}).number == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<blockquote>" * (DEEPEST + 5) + "نص", "too_deep"),
        ("ن" * (LARGEST + 1), "too_long"),
        ("<b>ن</b>" * 20_000, "too_many_tags"),
    ],
)  # fmt: skip
def test_a_body_past_the_gate_is_refused_and_nothing_is_half_saved(body, code):
    edition = make_edition()
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        revise(edition, headline="عنوان آخر", body=body)
    assert refusal.value.code == code
    assert fresh(edition).headline == HEADLINE
    assert edition.revisions.count() == 1


def test_a_hostile_body_is_stored_harmless_everywhere():
    edition = make_edition(body='<p onclick="x()">نص<script>alert(1)</script> <a href="javascript:alert(1)">رابط</a></p>')
    assert edition.body == "<p>نص <a>رابط</a></p>"
    assert edition.revision.content["body"] == edition.body


def test_a_writer_changes_their_text_only_while_it_is_a_draft():
    edition = make_edition(stage=Stage.REVIEW)
    with pytest.raises(Refused) as refusal:
        revise(edition, headline="عنوان متأخر")
    assert refusal.value.code == "not_yours"
    assert edition.revisions.count() == 1


def test_a_writer_changes_no_colleague_s_draft():
    edition = make_edition()
    with pytest.raises(Refused):
        revise(edition, by=make_writer(), headline="عنوان زميل")
    assert fresh(edition).headline == HEADLINE


def test_a_translator_changes_no_shared_fields_of_a_story_that_another_began():
    article = make_edition().article
    with pytest.raises(Refused):
        revisions.save_shared(article, article.content() | {"kind": "opinion"}, by=make_translator(), base=article.revision_id)


def test_a_language_opened_twice_is_one_edition():
    edition = make_edition()
    english = revisions.open_language(edition.article, "en", by=make_translator())
    assert revisions.open_language(edition.article, "en", by=make_writer()) == english
    assert english.revision is None


def test_languages_have_histories_of_their_own():
    arabic = make_edition()
    english = make_edition(article=arabic.article, language="en", by=make_translator(), headline="A bridge in Mosul")
    revise(arabic, headline="جسر آخر")
    assert fresh(english).headline == "A bridge in Mosul"
    numbers = Revision.objects.exclude(edition=None).order_by("edition", "number").values_list("edition", "number")
    assert list(numbers) == [(arabic.pk, 1), (arabic.pk, 2), (english.pk, 1)]


def test_an_old_text_saved_again_is_a_revision_of_its_own():
    edition = make_edition(headline="عنوان أول")
    revise(edition, headline="عنوان ثانٍ")
    restored = revise(edition, headline="عنوان أول")
    assert (restored.number, restored.base.number) == (3, 2)
    assert restored.content == edition.revision.content
