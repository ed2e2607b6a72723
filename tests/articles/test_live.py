"""What is on air: the only thing of a story that public pages ask for, and what each page makes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import pages
from articles.models import Author, Kind, Live
from tests.make import (
    make_author,
    make_edition,
    make_live,
    make_photo,
    make_section,
    make_source,
    make_topic,
    make_translator,
    signed,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def shift(live, **ago):
    moment = timezone.now() - timedelta(**ago)
    Live.objects.filter(pk=live.pk).update(first_released_at=moment, changed_at=moment)
    return live


def test_the_newest_stands_first_and_of_two_at_once_the_later_entered():
    old, twin, other_twin = (make_live() for _turn in range(3))
    moment = timezone.now() - timedelta(hours=1)
    Live.objects.filter(pk__in=[twin.pk, other_twin.pk]).update(first_released_at=moment, changed_at=moment)
    shift(old, hours=2)
    assert list(Live.objects.on_air("ar")) == [other_twin, twin, old]


def test_the_clock_is_a_second_lock():
    live = make_live()
    shift(live, minutes=-5)
    assert not Live.objects.on_air("ar").exists()
    assert not Live.objects.aired().exists()
    shift(live, minutes=5)
    assert list(Live.objects.on_air("ar")) == [live]


def test_a_language_shows_its_own():
    arabic = make_live()
    english = make_live(article=arabic.article, language="en", by=make_translator(), headline="A bridge")
    assert [list(Live.objects.on_air(code)) for code in ("ar", "en", "ckb")] == [[arabic], [english], []]
    assert [live.direction for live in (arabic, english)] == ["rtl", "ltr"]


def test_lists_by_section_topic_author_and_source():
    economy, topic, author, source = make_section("اقتصاد"), make_topic(), make_author(), make_source()
    oil = make_section("نفط", parent=economy)
    live = make_live(section=oil, topics=[topic], bylines=signed(author, (source, "posted"), (author, "photo")))
    make_live()
    on_air = Live.objects.on_air("ar")
    for rows in (
        on_air.in_section(oil),
        on_air.in_section(economy),
        on_air.about(topic),
        on_air.signed_by(author),
        on_air.carried_from(source),
    ):
        assert list(rows) == [live]


def test_a_card_needs_no_further_question(django_assert_num_queries):
    make_live(picture=make_photo(), bylines=signed(make_author()))
    with django_assert_num_queries(1):
        (live,) = Live.objects.on_air("ar").for_cards()
        assert live.release.headline
        assert live.release.section.name
        assert live.release.picture.width
        assert live.release.bylines[0]["name"]
        assert live.get_absolute_url()
        assert live.direction == "rtl"


def test_the_front_page_leads_with_the_newest_story_that_has_a_picture():
    pictured = make_live(picture=make_photo())
    plain = [make_live() for _turn in range(3)]
    front = pages.front("ar")
    assert front["lead"] == pictured
    assert front["stack"] == plain[::-1]


def test_a_front_page_without_a_picture_leads_with_the_newest_and_with_nothing_if_there_is_none():
    assert pages.front("ar")["lead"] is None
    first, second = make_live(), make_live()
    assert pages.front("ar")["lead"] == second
    assert pages.front("ar")["stack"] == [first]


def test_breaking_news_and_opinions_stand_in_places_of_their_own():
    author = make_author(portrait=make_photo())
    opinion = make_live(kind=Kind.OPINION, bylines=signed(author), picture=make_photo())
    breaking = make_live(kind=Kind.BREAKING, body="", bylines=signed(make_source()))
    news = make_live()
    front = pages.front("ar")
    assert (front["lead"], front["stack"], front["breaking"]) == (news, [], [breaking])
    assert front["opinions"] == [(opinion, author)]
    assert set(front["latest"]) == {opinion, breaking, news}


def test_a_day_with_nothing_but_breaking_news_still_has_a_lead():
    breaking = make_live(kind=Kind.BREAKING, body="", bylines=signed(make_source()))
    assert pages.front("ar")["lead"] == breaking


def test_an_opinion_without_an_author_stands_without_a_portrait():
    opinion = make_live(kind=Kind.OPINION)
    assert pages.front("ar")["opinions"] == [(opinion, None)]
    assert not Author.objects.exists()


def test_a_band_shows_its_section_s_newest_that_stand_nowhere_above_in_the_menu_s_order():
    culture, sport = make_section("ثقافة", position=2), make_section("رياضة", position=1)
    museum = make_section("متاحف", parent=culture)
    of_culture = [make_live(section=museum if number % 2 else culture) for number in range(4)]
    of_sport = [make_live(section=sport) for _number in range(7)]
    front = pages.front("ar")
    assert front["lead"] == of_sport[-1]
    assert [band.section for band in front["bands"]] == [sport, culture]
    sport_band, culture_band = front["bands"]
    assert sport_band.cards == of_sport[1::-1]
    assert culture_band.cards == of_culture[::-1]


def test_nothing_stands_twice_above_the_bands():
    for number in range(12):
        make_live(picture=make_photo() if number == 3 else None)
    front = pages.front("ar")
    shown = [front["lead"], *front["stack"], *(card for band in front["bands"] for card in band.cards)]
    assert len(shown) == len(set(shown))


def test_an_article_leads_on_to_others_of_its_section_and_not_to_those_it_embeds():
    section = make_section()
    card, other = make_live(section=section), make_live(section=section)
    make_live()
    live = make_live(section=section, body=f'<p>نص</p><figure data-story="{card.short_id}"></figure>')
    context = pages.article(live)
    assert context["next"] == [other]
    assert context["minutes"] == 1


def test_an_article_knows_in_which_languages_readers_have_it():
    live = make_live()
    make_edition(article=live.article, language="en", by=make_translator(), headline="Not published")
    assert pages.article(live)["in_languages"] == ["ar"]
    make_live(article=live.article, language="ckb", by=make_translator(), headline="پردێک")
    assert pages.article(live)["in_languages"] == ["ar", "ckb"]


def test_language_links_stand_in_the_order_of_the_settings():
    links = pages.links_to("board", "en")
    assert [(link.code, link.path, link.current) for link in links] == [
        ("ar", "/board/", False), ("ckb", "/ckb/board/", False), ("en", "/en/board/", True),
    ]  # fmt: skip


def test_a_biography_is_not_shown_in_another_language():
    author = make_author(bio="تكتب عن المياه")
    assert pages.author("ar", author)["about"] == "تكتب عن المياه"
    assert pages.author("en", author)["about"] == ""
