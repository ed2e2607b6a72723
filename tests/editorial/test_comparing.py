"""Two saved revisions compared by names, one restored, paragraphs traced to who wrote them."""

import pytest

from articles.models import Edition, Revision, Stage
from editorial import revisions
from editorial.authorship import passages
from editorial.bin import discard
from editorial.comparing import compare
from editorial.restoring import restore
from editorial.revisions import Conflict
from editorial.workflow import Refused, Step
from newsroom.lib.diff import Kind
from tests.make import (
    BODY,
    fresh,
    make_author,
    make_chief,
    make_edition,
    make_editor,
    make_live,
    make_photo,
    make_place,
    make_section,
    make_source,
    make_topic,
    make_writer,
    revise,
    shared_fields,
    signed,
    step,
    text_of,
)  # fmt: skip

pytestmark = pytest.mark.django_db

MARKET = "<p>أما أصحاب المحال في السوق القديم فينتظرون عودة الزبائن قبل العيد.</p>"
SCHOOL = "<p>وتقول إحدى الساكنات إن الطريق إلى المدرسة صار أقصر بنصف ساعة.</p>"


def compared(edition, old, new):
    return compare(fresh(edition), old, new, Edition.objects.all())


def names(comparison):
    """{label: [(kind, name), …]} of what refers to people and things."""
    return {str(field.label): [(entry.kind, entry.name) for entry in field.entries] for field in comparison.names}


def blocks(comparison):
    return [block for stretch in comparison.stretches for block in stretch.blocks]


def save_shared(edition, **fields):
    article = fresh(edition).article
    return revisions.save_shared(article, article.content() | fields, by=make_editor(), base=article.revision_id)


# Comparing


def test_a_revision_beside_itself_shows_nothing():
    edition = make_edition(bylines=signed(make_author()))
    assert compared(edition, edition.revision, edition.revision).empty


def test_only_the_fields_that_changed_are_shown():
    edition = make_edition(headline="عنوان أول")
    new = revise(edition, headline="عنوان ثانٍ", slug="عنوان-ثان")
    comparison = compared(edition, edition.revision, new)
    assert [line.label for line in comparison.lines] == ["العنوان", "رابط المادة"]
    assert [span.kind for span in comparison.lines[0].spans] == [Kind.SAME, Kind.GONE, Kind.ADDED]
    assert comparison.stretches == []


def test_bylines_are_told_by_name_and_role():
    salma, agency = make_author("سلمى الراوي"), make_source("وكالة الضفاف")
    edition = make_edition(bylines=signed(salma))
    new = revise(edition, bylines=signed(salma, (agency, "posted")))
    (entries,) = names(compared(edition, edition.revision, new)).values()
    assert entries == [(Kind.SAME, "كتابة: سلمى الراوي"), (Kind.ADDED, "نشر: وكالة الضفاف")]


def test_a_picture_put_in_another_s_place_is_shown_with_both():
    bridge, river = make_photo(), make_photo("نهر دجلة")
    edition = make_edition(picture=bridge)
    first = edition.revision
    second = revise(edition, body=f"{BODY}{MARKET}")
    save_shared(edition, picture=river.pk)
    comparison = compared(edition, first, second)
    assert [(picture.old, picture.new) for picture in comparison.pictures] == [(bridge, river)]


def test_shared_fields_are_told_by_name_as_they_stood_beside_each_text():
    local, economy, marshes, basra = make_section("محليات"), make_section("اقتصاد"), make_topic("الأهوار"), make_place("البصرة")
    edition = make_edition(section=local)
    first = edition.revision
    save_shared(edition, section=economy.pk, kind="report", topics=[marshes.pk], place=basra.pk)
    second = revise(edition, headline="عنوان آخر")
    third = revise(edition, headline="عنوان أخير")
    assert list(names(compared(edition, first, second)).values()) == [
        [(Kind.GONE, "خبر"), (Kind.ADDED, "تقرير")],
        [(Kind.GONE, "محليات"), (Kind.ADDED, "اقتصاد")],
        [(Kind.ADDED, "الأهوار")],
        [(Kind.ADDED, "البصرة")],
    ]
    assert names(compared(edition, second, third)) == {}


def test_what_was_deleted_since_is_still_told():
    agency = make_source("وكالة قديمة")
    edition = make_edition(bylines=signed(agency))
    new = revise(edition, bylines=[])
    agency.delete()
    (entries,) = names(compared(edition, edition.revision, new)).values()
    assert [(kind, str(agency.pk or "") in name) for kind, name in entries] == [(Kind.GONE, True)]


def test_a_related_story_is_shown_with_its_headline_to_who_may_read_it():
    live, draft = make_live(headline="مع القراء"), make_edition(headline="مسودة غيري")
    cards = "".join(f'<figure data-story="{story.short_id}"></figure>' for story in (live.article, draft.article))
    edition = make_edition()
    new = revise(edition, body=BODY + cards)
    shown = compare(fresh(edition), edition.revision, new, Edition.objects.all())
    assert [block.headline for block in blocks(shown) if block.change.kind == Kind.ADDED] == ["مع القراء", "مسودة غيري"]
    hidden = compare(fresh(edition), edition.revision, new, Edition.objects.visible_to(make_writer()))
    assert [block.headline for block in blocks(hidden) if block.change.kind == Kind.ADDED] == [
        "مع القراء",
        draft.article.short_id,
    ]


def test_what_a_paragraph_became_is_told_by_name():
    edition = make_edition(body="<h2>ماذا جرى؟</h2>" + BODY)
    new = revise(edition, body="<h3>ماذا جرى؟</h3>" + BODY)
    assert [tuple(map(str, block.shapes)) for block in blocks(compared(edition, edition.revision, new)) if block.shapes] == [
        ("عنوان فرعي", "عنوان فرعي أصغر")
    ]


def test_long_stretches_without_change_are_folded_away():
    body = "".join(f"<p>الفقرة {number} من نص طويل عن الجسر والنهر والسوق.</p>" for number in range(12))
    edition = make_edition(body=body)
    new = revise(edition, body=body.replace("الفقرة 11", "الفقرة الأخيرة"))
    stretches = compared(edition, edition.revision, new).stretches
    assert [(stretch.folded, len(stretch.blocks)) for stretch in stretches] == [(True, 10), (False, 2)]


# Restoring


def test_restoring_saves_the_old_text_anew_and_says_where_it_is_from():
    edition, editor = make_edition(headline="الأول"), make_editor()
    first, second = edition.revision, revise(edition, headline="الثاني")
    third = restore(edition, first, by=editor, base=second.pk)
    assert (third.number, third.restored_from, third.base, third.by) == (3, first, second, editor)
    assert third.content == first.content == fresh(edition).content()
    assert edition.revisions.count() == 3


def test_restoring_on_top_of_a_text_that_nobody_saw_is_a_conflict():
    edition = make_edition(headline="الأول")
    first, second = edition.revision, revise(edition, headline="الثاني")
    third = revise(edition, summary="مقدمة لم يقرأها أحد")
    with pytest.raises(Conflict):
        restore(edition, first, by=make_editor(), base=second.pk)
    with pytest.raises(Conflict):
        restore(edition, second, by=make_editor(), base=second.pk)
    assert fresh(edition).revision == third


def test_restoring_the_text_that_stands_stores_nothing():
    edition = make_edition()
    assert restore(edition, edition.revision, by=make_editor(), base=edition.revision_id) == edition.revision
    assert Revision.objects.filter(edition=edition).count() == 1


def test_restoring_an_approved_text_voids_the_approval():
    edition = make_edition()
    first, second = edition.revision, revise(edition, headline="عنوان معتمد")
    step(edition, Step.SUBMIT, by=edition.created_by)
    step(edition, Step.APPROVE, by=make_editor())
    restore(edition, first, by=make_editor(), base=second.pk)
    assert (fresh(edition).stage, fresh(edition).approved_revision) == (Stage.REVIEW, None)


def test_a_writer_restores_nothing_while_an_editor_has_the_text():
    edition = make_edition()
    first, second = edition.revision, revise(edition, headline="عنوان آخر")
    step(edition, Step.SUBMIT, by=edition.created_by)
    with pytest.raises(Refused):
        restore(edition, first, by=edition.created_by, base=second.pk)
    assert fresh(edition).revision == second


def test_a_picture_and_a_name_deleted_since_stay_out_of_the_restored_text():
    photo, agency, salma = make_photo(), make_source(), make_author()
    edition = make_edition(bylines=signed(agency, salma))
    first = revise(edition, picture=photo.pk)
    second = revise(edition, picture=None, bylines=signed(salma))
    photo.delete()
    agency.delete()
    restored = restore(edition, first, by=make_editor(), base=second.pk)
    assert restored.content == second.content | {"bylines": signed(salma), "picture": None}


def test_a_restored_text_goes_the_way_of_the_bin_like_any_other():
    edition = make_edition()
    first, second = edition.revision, revise(edition, headline="عنوان آخر")
    restore(edition, first, by=edition.created_by, base=second.pk)
    discard(step(edition, Step.BIN, by=edition.created_by), by=make_chief())
    assert not Revision.objects.filter(article=edition.article_id).exists()


# Who wrote it


def origins(edition):
    return [(passage.wrote.number, [revision.number for revision in passage.changed]) for passage in passages(fresh(edition))]


def test_each_paragraph_is_traced_to_the_revision_that_brought_it():
    writer, editor = make_writer(name="سلمى الراوي"), make_editor(name="حيدر الكناني")
    edition = make_edition(by=writer, body=MARKET)
    revise(edition, by=editor, body=SCHOOL + MARKET)
    assert [(passage.text, passage.wrote.by.name) for passage in passages(fresh(edition))] == [
        (SCHOOL[3:-4], "حيدر الكناني"),
        (MARKET[3:-4], "سلمى الراوي"),
    ]


def test_who_changed_words_of_it_is_named_and_who_only_moved_or_formatted_it_is_not():
    edition = make_edition(body=MARKET + SCHOOL)
    revise(edition, body=SCHOOL + MARKET)
    revise(edition, body=SCHOOL + MARKET.replace("العيد", "<strong>العيد</strong>"))
    assert origins(edition) == [(1, []), (1, [])]
    revise(edition, body=SCHOOL.replace("نصف", "ربع") + MARKET.replace("العيد", "<strong>العيد</strong>"))
    assert origins(edition) == [(1, [4]), (1, [])]


def test_a_paragraph_cut_in_two_keeps_its_writer_on_both_sides():
    edition = make_edition(
        body="<p>أما أصحاب المحال في السوق القديم فينتظرون عودة الزبائن قبل العيد. ويبلغ طول الجسر 240 متراً.</p>"
    )
    revise(edition, by=make_editor(), body=f"{MARKET}<p>ويبلغ طول الجسر 240 متراً.</p>")
    assert [passage.wrote.number for passage in passages(fresh(edition))] == [1, 1]


def test_a_restored_paragraph_is_traced_past_the_restoring():
    edition = make_edition(body=MARKET)
    first = edition.revision
    second = revise(edition, body=SCHOOL)
    restore(edition, first, by=make_editor(), base=second.pk)
    assert origins(edition) == [(1, [])]


def test_a_paragraph_taken_out_and_written_anew_is_of_who_wrote_it_anew():
    edition = make_edition(body=MARKET + SCHOOL)
    revise(edition, body=SCHOOL)
    revise(edition, body=MARKET + SCHOOL)
    assert origins(edition) == [(3, []), (1, [])]


def test_an_edition_without_a_text_has_no_paragraphs():
    edition = revisions.open_story("ar", shared_fields(), by=make_writer())
    assert passages(edition) == []
    revisions.save(edition, text_of(edition, headline="عنوان بلا نص"), by=edition.created_by, base=None)
    assert passages(fresh(edition)) == []
