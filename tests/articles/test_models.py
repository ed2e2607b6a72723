"""What must never be false is refused by the database itself, whoever asks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction
from django.db.models.functions import Now

from articles.addresses import RESERVED
from articles.models import (
    Article,
    Author,
    Byline,
    Change,
    ChangeKind,
    Edition,
    Live,
    Release,
    Revision,
    Section,
    Source,
    Stage,
    Topic,
)  # fmt: skip
from editorial.models import AuditEntry, Grant, Masthead, User
from tests.at_once import at_once
from tests.make import (
    make_author,
    make_edition,
    make_live,
    make_masthead,
    make_section,
    make_source,
    make_topic,
    make_user,
    make_writer,
)  # fmt: skip

pytestmark = pytest.mark.django_db

APPEND_ONLY = [Release, AuditEntry, Change, Revision]


def refuses(act, match=None):
    """The database refuses, and goes on working."""
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_what_was_written_once_is_never_changed(model):
    make_live()
    column = {Release: "headline = 'آخر'", AuditEntry: "user_name = 'آخر'", Change: "tags = '{}'", Revision: "number = 77"}[
        model
    ]
    before = list(model.objects.order_by("pk").values())
    refuses(lambda: sql(f"UPDATE {model._meta.db_table} SET {column}"))
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_what_was_written_once_is_never_deleted(model):
    make_live()
    count = model.objects.count()
    assert count
    refuses(lambda: sql(f"DELETE FROM {model._meta.db_table}"))
    assert model.objects.count() == count


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_what_was_written_once_is_never_emptied(model):
    make_live()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    refuses(lambda: sql(f"TRUNCATE {model._meta.db_table} CASCADE"), match="append-only")
    assert model.objects.exists()


def test_revisions_of_a_draft_go_only_with_the_bin():
    edition = make_edition()
    refuses(lambda: edition.revisions.all().delete())
    Edition.objects.filter(pk=edition.pk).update(revision=None, binned_at=Now())
    edition.revisions.all().delete()
    assert not edition.revisions.exists()


def test_the_history_of_a_text_is_a_line():
    edition = make_edition()
    revision = edition.revision
    twice = {"article": edition.article, "edition": edition, "content": revision.content, "by": revision.by}
    refuses(lambda: Revision.objects.create(base=None, number=2, **twice), match="text_history_is_a_line")
    refuses(lambda: Revision.objects.create(base=revision, number=1, **twice), match="one_number_per_text")


def test_the_history_of_what_languages_share_is_a_line():
    article = make_edition().article
    twice = {"article": article, "edition": None, "content": article.content(), "by": article.created_by}
    refuses(lambda: Revision.objects.create(base=None, number=2, **twice), match="shared_history_is_a_line")
    refuses(lambda: Revision.objects.create(base=article.revision, number=1, **twice), match="one_number_per_shared")


def test_sections_have_two_levels_and_no_third():
    economy = make_section("اقتصاد")
    oil = make_section("نفط", parent=economy)
    refuses(lambda: make_section("مصافٍ", parent=oil), match="two levels")
    refuses(lambda: Section.objects.filter(pk=economy.pk).update(parent=make_section("أخبار")), match="two levels")
    with pytest.raises(ValidationError):
        Section(name="مصافٍ", slug="refineries", parent=oil).full_clean()


def put_impatiently(section, parent):
    sql("SET LOCAL lock_timeout = '200ms'")
    Section.objects.filter(pk=section.pk).update(parent=parent)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_move_sections_at_once_make_no_third_level():
    news, economy, oil = make_section("أخبار"), make_section("اقتصاد"), make_section("نفط")
    slow = connections.create_connection("default")
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("UPDATE articles_section SET parent_id = %s WHERE id = %s", [economy.pk, oil.pk])
        refuses(lambda: put_impatiently(economy, news), match="lock timeout")
        make_live(section=economy)  # stories go on being filed meanwhile
        slow.commit()
    finally:
        slow.close()
    refuses(lambda: Section.objects.filter(pk=economy.pk).update(parent=news), match="two levels")


@pytest.mark.django_db(transaction=True)
def test_of_two_moves_at_the_same_moment_one_is_refused():
    news, economy, oil = make_section("أخبار"), make_section("اقتصاد"), make_section("نفط")

    def put(section, parent):
        Section.objects.filter(pk=section.pk).update(parent=parent)

    answers = at_once(lambda: put(economy, news), lambda: put(oil, economy))
    assert sum(isinstance(answer, DatabaseError) for answer in answers) == 1
    assert not Section.objects.filter(parent__parent__isnull=False).exists()


def test_a_section_is_not_a_part_of_itself():
    section = make_section()
    refuses(lambda: Section.objects.filter(pk=section.pk).update(parent=section))


@pytest.mark.parametrize("word", ["desk", "en", "ckb", "search", "rss", "board", "static"])
def test_a_section_cannot_take_an_address_of_the_machine_s_own(word):
    assert word in RESERVED
    with pytest.raises(ValidationError) as refusal:
        Section(name="محليات", slug=word).full_clean()
    assert "slug" in refusal.value.message_dict
    refuses(lambda: make_section(slug=word), match="section_address_is_not_reserved")


@pytest.mark.parametrize("address", ["محليات", "two words", "Upper", "-x", "x-", "a--b", "x\n", "", "../x"])
def test_addresses_of_sections_are_plain_latin_words(address):
    with pytest.raises(ValidationError) as refusal:
        Section(name="محليات", slug=address).full_clean()
    assert "slug" in refusal.value.message_dict


@pytest.mark.parametrize("make", [make_section, make_topic, make_author, make_source])
def test_an_address_is_given_once(make):
    taken = make(slug="basra")
    with pytest.raises(ValidationError) as refusal:
        type(taken)(name="البصرة", slug="basra").full_clean()
    assert "slug" in refusal.value.message_dict
    refuses(lambda: make(slug="basra"))


def test_a_byline_names_an_author_or_a_source():
    edition, author, source = make_edition(), make_author(), make_source()
    refuses(lambda: Byline.objects.create(edition=edition), match="byline_is_an_author_or_a_source")
    refuses(
        lambda: Byline.objects.create(edition=edition, author=author, source=source), match="byline_is_an_author_or_a_source"
    )
    Byline.objects.create(edition=edition, author=author)
    Byline.objects.create(edition=edition, source=source)


def test_approved_means_this_very_text():
    edition = make_edition(stage=Stage.APPROVED)
    rows = Edition.objects.filter(pk=edition.pk)
    other = make_edition()
    for false in (
        {"revision": other.revision}, {"approved_revision": other.revision}, {"approved_by": None}, {"approved_shared": None},
        {"stage": Stage.DRAFT}, {"stage": Stage.REVIEW}, {"approved_revision": None},
    ):  # fmt: skip
        refuses(lambda false=false: rows.update(**false), match="approved_means_this_very_text")
    refuses(lambda: Edition.objects.filter(pk=other.pk).update(stage=Stage.APPROVED), match="approved_means_this_very_text")


def test_a_story_has_one_edition_in_each_language_of_ours():
    edition = make_edition()
    again = {"article": edition.article, "created_by": edition.created_by}
    refuses(lambda: Edition.objects.create(language="ar", **again), match="one_edition_per_language")
    refuses(lambda: Edition.objects.create(language="fr", **again), match="edition_language_is_ours")


def copy_of(release, **changes):
    columns = [field.attname for field in Release._meta.fields if not field.primary_key]
    values = {name: getattr(release, name) for name in columns} | {"number": release.number + 1, "change": ChangeKind.UPDATE}
    return lambda: Release.objects.create(**values | changes)


def test_a_release_needs_a_second_reader_or_a_reason():
    release = make_live().release
    alone = {"writers": [release.approved_by_id]}
    refuses(copy_of(release, **alone), match="release_has_a_second_reader_or_a_reason")
    refuses(copy_of(release, writers=[]), match="release_has_a_second_reader_or_a_reason")
    assert copy_of(release, **alone, solo_reason="نشر طارئ")().pk
    assert copy_of(release, number=9, writers=[release.approved_by_id, 77])().pk


def test_a_release_has_a_headline_an_address_and_a_number_of_its_own():
    release = make_live().release
    refuses(copy_of(release, headline=""), match="release_has_a_headline_and_an_address")
    refuses(copy_of(release, slug=""), match="release_has_a_headline_and_an_address")
    refuses(copy_of(release, number=release.number), match="one_release_number_per_edition")


def test_a_story_on_air_was_not_changed_before_it_was_released():
    live = make_live()
    early = live.first_released_at - timedelta(seconds=1)
    refuses(lambda: Live.objects.filter(pk=live.pk).update(changed_at=early), match="live_changed_after_it_was_released")


def test_a_story_is_on_air_once_in_a_language():
    live, other = make_live(), make_live()
    refuses(lambda: Live.objects.filter(pk=other.pk).update(short_id=live.short_id), match="one_live_per_language")


def test_a_name_stands_in_one_place_of_a_story_and_a_topic_over_it_once():
    live = make_live(topics=[make_topic()])
    refuses(lambda: live.live_topics.create(topic_id=live.release.topics[0]), match="live_topic_once")
    live.live_bylines.create(author=make_author(), position=0)
    refuses(lambda: live.live_bylines.create(author=make_author(), position=0), match="live_byline_position_once")


def test_there_is_one_masthead():
    make_masthead()
    refuses(lambda: Masthead.objects.create(pk=2, name="تحرير أخرى"), match="one_masthead")
    refuses(make_masthead)


def test_an_email_and_a_role_are_given_once():
    user = make_writer(email="Salma@example.org")
    with pytest.raises(ValidationError) as refusal:
        make_user(email="salma@example.ORG")
    assert "__all__" in refusal.value.message_dict or "email" in refusal.value.message_dict
    refuses(lambda: User.objects.create(username="other", email="SALMA@example.org", name="أخرى"), match="email_once")
    refuses(lambda: Grant.objects.create(user=user, role="writer"), match="role_once_per_person")


def test_what_readers_have_cannot_be_deleted_from_under_them():
    live = make_live(topics=[make_topic()], bylines=[{"author": make_author().pk, "source": None, "role": "text"}])
    for row in (live.edition, live.article, live.section, Topic.objects.get(), Author.objects.get(), live.release.approved_by):
        refuses(row.delete)
    assert Live.objects.filter(pk=live.pk).exists()


def test_topics_of_a_story_keep_their_order_in_its_content():
    second, first = make_topic(), make_topic()
    edition = make_edition(topics=[first, second])
    assert Article.objects.get().content()["topics"] == sorted([first.pk, second.pk])
    assert edition.article.revision.content == edition.article.content()


def test_names_stand_for_a_missing_translation_and_biographies_do_not():
    source = Source.objects.create(name_ar="وكالة الضفاف", about_ar="وكالة محلية", slug="banks", kind="agency")
    assert source.name_en is None
    assert str(source) == "وكالة الضفاف"


def test_short_ids_are_unique_in_the_database():
    one, other = make_edition().article, make_edition().article
    refuses(lambda: Article.objects.filter(pk=one.pk).update(short_id=other.short_id))
