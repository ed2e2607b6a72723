"""The demonstration's day, loaded once and looked at from all sides."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from articles import body
from articles.addresses import path_to
from articles.models import Article, Byline, Change, Edition, Live, Photo, Release, Section, Stage
from editorial.models import AuditEntry, BoardMember, Masthead, User
from editorial.roles import Role
from newsroom.demo import accounts, load, records

pytestmark = pytest.mark.django_db

SEED_HEADLINE = "بوتين وكيم في قمة ببكين.. تقدير روسي لمشاركة كوريا الشمالية"
SECOND_HEADLINE = "روسيا والصين تتحدان بفضل علاقات «بوتين وشي» لمواجهة أمريكا"
SMALL = 400  # pixels; nobody looks at these pictures


@pytest.fixture(scope="module")
def day(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loaded newsroom, for the tests of this module that name it; forgotten after the last of them."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("day")),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(load, "PICTURE_WIDTH", SMALL)
        assert load.load_into_empty() is True
        yield
        transaction.set_rollback(True)


def moves_of(live):
    return list(AuditEntry.objects.filter(edition_id=live.edition_id).order_by("pk").values_list("act", flat=True))


def test_readers_have_a_day_of_news_in_three_languages(day):
    count = Counter(Live.objects.values_list("language", flat=True))
    assert count["ar"] >= 24
    assert count["en"] >= 6
    assert count["ckb"] >= 4
    assert Article.objects.filter(original_language="ckb").exclude(editions__language="ar").exists()
    assert len(set(Live.objects.values_list("kind", flat=True))) >= 6
    assert Section.objects.filter(parent=None).count() >= 6
    assert BoardMember.objects.count() == 5
    assert Photo.objects.exclude(kind=Photo.Kind.ILLUSTRATION).count() == 0
    assert Release.objects.filter(picture=None).count() >= 3


def test_the_front_page_shows_the_seed_s_story_and_the_masthead_s_lines(day, client):
    page = client.get("/").content.decode()
    assert SEED_HEADLINE in page
    assert "مجلس التحرير: مجموعة صحفيين عرب" in page
    assert "الموقع قدم أوراق اعتماده الى نقابة الصحفيين العراقيين" in page
    assert Masthead.objects.get().accreditation_status == "papers_submitted"


def test_the_seed_s_second_story_stands_in_the_first_as_a_living_card(day, client):
    first, second = Live.objects.get(release__headline=SEED_HEADLINE), Live.objects.get(release__headline=SECOND_HEADLINE)
    assert body.story_ids(first.release.body) == {second.short_id}
    page = client.get(first.get_absolute_url()).content.decode()
    assert SECOND_HEADLINE in page
    assert second.short_id in page
    assert Byline.objects.filter(edition=first.edition, role="posted", source__slug="alamsar").exists()
    assert first.release.text_revision.on_behalf_of == "الأمصار"


def test_every_card_stands_for_a_story_of_the_day(day):
    named = set().union(*(body.story_ids(text) for text in Edition.objects.values_list("body", flat=True)))
    assert named
    assert named <= set(Article.objects.values_list("short_id", flat=True))
    written = sum(text.body.count("data-story") for story in records.stories() for text in story.texts)
    assert sum(text.count("data-story") for text in Edition.objects.values_list("body", flat=True)) == written


def test_every_story_went_through_the_whole_line_and_two_people(day):
    for live in Live.objects.select_related("release"):
        assert moves_of(live) == ["submit", "take", "approve", "publish", "adopt"]
        assert live.release.approved_by_id not in live.release.writers
        assert live.release.solo_reason == ""


def test_the_day_has_its_hours_and_the_releases_keep_their_own(day):
    now = timezone.now()
    hours = {live.first_released_at for live in Live.objects.all()}
    assert len(hours) > 15
    assert now - timedelta(minutes=30) < max(hours) <= now
    assert all(live.release.released_at >= live.first_released_at for live in Live.objects.select_related("release"))
    assert all(now - timedelta(minutes=10) < entry.at for entry in AuditEntry.objects.all())


def test_the_newest_story_of_the_day_is_the_first_of_the_latest(day):
    minutes = {text.headline: story.released_minutes_ago for story in records.stories() for text in story.texts}
    latest = [live.release.headline for live in Live.objects.on_air("ar").select_related("release")]
    assert [minutes[headline] for headline in latest] == sorted(minutes[headline] for headline in latest)


def test_whoever_signs_in_finds_work(day):
    unreleased = Edition.objects.filter(live=None)
    assert {Stage.DRAFT, Stage.REVIEW, Stage.APPROVED} == set(unreleased.values_list("stage", flat=True))
    returned = AuditEntry.objects.get(act="return")
    assert returned.note
    assert Edition.objects.get(pk=returned.edition_id).stage == Stage.DRAFT


def test_no_reader_sees_what_lies_on_the_desk(day, client):
    for edition in Edition.objects.filter(live=None):
        assert edition.headline not in client.get("/").content.decode()
        assert client.get("/search/", {"q": edition.headline}).context["cards"] == []
        words = {"section": edition.article.section.slug, "short_id": edition.article.short_id, "slug": "x"}
        assert client.get(path_to("article", "ar", **words)).status_code == 404


def test_every_role_has_an_account_that_signs_in_with_the_known_password(day):
    held = {role for user in User.objects.all() for role in user.roles}
    assert held == set(Role)
    for user in User.objects.all():
        assert Client().login(username=user.username, password=accounts.PASSWORD)
        assert Client().login(username=user.email, password=accounts.PASSWORD)


def test_the_printed_accounts_are_those_that_were_made(day):
    printed = accounts.describe()
    lines = printed.splitlines()
    assert len(lines) == User.objects.count()
    for user, line in zip(User.objects.order_by("pk"), lines, strict=True):
        assert line.startswith(user.username)
        assert accounts.PASSWORD in line
        assert all(str(role.label) in line for role in user.roles)


def test_a_second_loading_touches_nothing(day):
    before = {model: model.objects.count() for model in [*load.OURS, AuditEntry, Change, Release]}
    assert load.load_into_empty() is False
    assert {model: model.objects.count() for model in before} == before
