"""Readers' pages as markup: the same promises on every one of them, in every language."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from lxml import html

from articles.models import Kind, Live
from editorial.models import Masthead
from tests.make import (
    make_author,
    make_board_member,
    make_live,
    make_masthead,
    make_photo,
    make_place,
    make_section,
    make_source,
    make_topic,
    signed,
)  # fmt: skip

pytestmark = pytest.mark.django_db

BOARD_LINE = "مجلس التحرير: مجموعة صحفيين عرب"
ACCREDITATION_LINE = "الموقع قدم أوراق اعتماده الى نقابة الصحفيين العراقيين"
DIRECTION = {"ar": "rtl", "ckb": "rtl", "en": "ltr"}
LANGUAGES = list(DIRECTION)
PAGES = ["front", "section", "topic", "author", "source", "article", "board", "search", "missing"]


@pytest.fixture
def site() -> dict[str, Any]:
    """A paper of one day: a section with its part, a story in three languages, an opinion, breaking news."""
    make_masthead(
        name_en="Tahrir", name_ckb="تەحریر", board_line=BOARD_LINE, board_line_en="Editorial board: Arab journalists",
        board_line_ckb="دەستەی نووسەران: ڕۆژنامەنووسانی عەرەب", accreditation_status="papers_submitted",
        accreditation_line=ACCREDITATION_LINE, accreditation_line_en="The site has submitted its papers",
        accreditation_line_ckb="ماڵپەڕەکە بەڵگەنامەکانی پێشکەش کردووە",
    )  # fmt: skip
    author, source, topic = make_author(portrait=make_photo()), make_source(), make_topic()
    make_board_member(author=author, bio="تقرأ كل عنوان بصوت عالٍ.")
    whole = make_section(slug="iraq")
    part = make_section("محافظات", slug="governorates", parent=whole)
    about = {"section": part, "topics": [topic], "place": make_place(), "picture": make_photo(kind="illustration")}
    story = make_live(
        headline="صحيفة «O Globo» تسأل عن لغة C++", kicker="حوار (AFP)", bylines=signed(author, (source, "posted")), **about
    )
    article = story.edition.article
    for language, headline in (("en", "A newspaper asks about الأهوار"), ("ckb", "ڕۆژنامەیەک دەپرسێت")):
        make_live(article=article, language=language, headline=headline, bylines=signed(author, (source, "posted")))
    make_live(kind=Kind.OPINION, headline="دفاعاً عن كرسي الباب", bylines=signed(author), section=make_section("رأي"))
    make_live(
        kind=Kind.BREAKING, headline="إغلاق الجسر", summary="", body="", bylines=signed((source, "quoting")), section=whole
    )
    return {"story": story, "author": author, "source": source, "topic": topic}


def address(site: dict[str, Any], page: str, language: str) -> str:
    prefix = "" if language == "ar" else f"/{language}"
    return {
        "front": f"{prefix}/",
        "section": f"{prefix}/iraq/",
        "topic": site["topic"].path(language),
        "author": site["author"].path(language),
        "source": site["source"].path(language),
        "article": Live.objects.get(article=site["story"].article_id, language=language).get_absolute_url(),
        "board": f"{prefix}/board/",
        "search": f"{prefix}/search/?q=O+Globo",
        "missing": f"{prefix}/no-such-section/",
    }[page]


def read(client: Client, path: str) -> html.HtmlElement:
    return html.document_fromstring(client.get(path).content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_keeps_what_readers_were_promised(client, site, page, language):
    answer = client.get(address(site, page, language))
    assert answer.status_code == (404 if page == "missing" else 200)
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    root = html.document_fromstring(answer.content.decode())
    assert (root.get("lang"), root.get("dir")) == (language, DIRECTION[language])
    assert not root.xpath("//script | //style | //@style | //*[starts-with(name(@*), 'on')]")
    assert len(root.xpath("//h1")) == len(root.xpath("//main")) == 1
    assert root.xpath("//body/a[@class='skip']/@href") == ["#" + root.xpath("//main")[0].get("id")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_other_machine_for_anything(client, site, page, language):
    root = read(client, address(site, page, language))
    asked = root.xpath(
        "//img/@src | //link[@rel='stylesheet' or @rel='preload' or contains(@rel, 'icon')]/@href | //form/@action"
    )
    asked += [part.split()[0] for value in root.xpath("//@srcset") for part in value.split(", ")]
    assert asked
    assert all(re.match(r"/(?!/)", path) for path in asked)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_headings_follow_each_other_without_a_gap(client, site, page, language):
    levels = [int(heading.tag[1]) for heading in read(client, address(site, page, language)).xpath("//h1|//h2|//h3|//h4")]
    within = levels[levels.index(1) :]
    assert all(after - before <= 1 for before, after in pairwise(within))


@pytest.mark.parametrize("page", PAGES)
def test_both_lines_of_the_masthead_stand_on_every_page_word_for_word(client, site, page):
    words = read(client, address(site, page, "ar")).text_content()
    assert words.count(BOARD_LINE) >= 2
    assert words.count(ACCREDITATION_LINE) >= 2


@pytest.mark.parametrize("status", ["none", "refused", "expired"])
def test_a_line_on_the_accreditation_that_is_no_longer_true_is_not_shown(client, site, status):
    Masthead.objects.update(accreditation_status=status)
    words = read(client, "/board/").text_content()
    assert BOARD_LINE in words
    assert ACCREDITATION_LINE not in words


def test_the_board_page_claims_no_more_than_the_status_says(client, site):
    facts = read(client, "/en/board/").xpath("//dl/dd[1]")[0].text_content()
    assert facts.strip() == "Papers submitted"


@pytest.mark.parametrize("language", ["en", "ckb"])
def test_a_masthead_s_line_is_never_lent_from_another_language(client, language):
    make_masthead(board_line=BOARD_LINE)
    assert BOARD_LINE not in read(client, f"/{language}/").text_content()


def test_language_links_name_languages_as_browsers_and_search_engines_know_them(client, site):
    root = read(client, address(site, "article", "ar"))
    links = root.xpath("//nav[@class='languages']/a")
    assert [(link.get("lang"), link.get("dir"), link.get("hreflang")) for link in links] == [
        ("ckb", "rtl", None),
        ("en", "ltr", "en"),
    ]
    assert root.xpath("//link[@rel='alternate']/@hreflang") == ["ar", "en"]


def test_a_page_says_where_it_stands(client, site, settings):
    settings.SITE_URL = "https://tahrir.example"
    path = address(site, "article", "en")
    root = read(client, path + "?fbclid=1")
    assert root.xpath("//link[@rel='canonical']/@href") == [f"https://tahrir.example{path}"]
    assert root.xpath("//meta[@property='og:url']/@content") == [f"https://tahrir.example{path}"]


def test_a_story_told_in_one_language_has_no_alternates_in_others(client, site):
    story = Live.objects.get(release__kind=Kind.OPINION)
    assert read(client, story.get_absolute_url()).xpath("//link[@rel='alternate']/@hreflang") == ["ar"]


def test_latin_names_are_isolated_in_the_title_the_headline_and_the_card(client, site):
    root = read(client, address(site, "article", "ar"))
    isolated = "صحيفة «\u2068O Globo\u2069» تسأل عن لغة \u2068C++\u2069"
    assert root.xpath("//title")[0].text == f"{isolated} · تحرير"
    assert root.xpath("//meta[@property='og:title']/@content") == [isolated]
    assert root.xpath("//h1//bdi/text()") == ["O Globo", "C++"]
    assert read(client, "/").xpath("//h2[@class='lead__title']//bdi/text()") == ["O Globo", "C++"]


def test_a_story_shows_who_where_when_and_what_its_picture_is(client, site):
    root = read(client, address(site, "article", "ar"))
    story = site["story"]
    assert [link.get("href") for link in root.xpath("//ul[@class='bylines']//a")] == [
        site["author"].path("ar"),
        site["source"].path("ar"),
    ]
    assert root.xpath("//span[@class='dateline']")[0].text_content() == "بغداد –"
    when = root.xpath("//div[@class='article__facts']//time")
    assert [time.get("datetime")[-6:] for time in when] == ["+03:00"]
    picture = root.xpath("//figure//img")[0]
    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == ("جسر فوق نهر عند الغروب", "8", "6")
    assert story.release.picture.get_kind_display() in root.xpath("//figcaption")[0].text_content()
    assert root.xpath("//nav[@class='menu']//li/a[@aria-current]/@href")[0] == "/iraq/"


def test_a_story_changed_later_says_so(client, site):
    Live.objects.filter(pk=site["story"].pk).update(first_released_at="2026-11-01T08:00:00Z", changed_at="2026-11-01T09:30:00Z")
    times = read(client, address(site, "article", "ar")).xpath("//div[@class='article__facts']//time/text()")
    assert times == ["11:00، 1 تشرين الثاني 2026", "12:30، 1 تشرين الثاني 2026"]


def test_breaking_news_without_a_text_is_a_page_without_a_reading_time(client, site):
    root = read(client, Live.objects.get(kind=Kind.BREAKING).get_absolute_url())
    assert root.xpath("//h1")[0].text_content() == "إغلاق الجسر"
    assert len(root.xpath("//div[@class='article__facts']/p")) == 1
    assert not root.xpath("//div[@class='body']/*")


def test_breaking_news_runs_over_the_front_page(client, site):
    assert "إغلاق الجسر" in read(client, "/").xpath("//aside[@class='breaking']")[0].text_content()


def test_a_story_without_a_picture_is_a_card_of_text(client, site):
    card = make_live(section=make_section(slug="culture"), headline="سوق الكتب يفتح")
    shown = read(client, "/culture/").xpath("//article")
    assert [article.get("class") for article in shown] == ["card card--text"]
    assert not shown[0].xpath(".//img")
    assert shown[0].xpath(".//a/@href") == [card.get_absolute_url()]


def test_what_was_searched_for_stands_in_the_answer_without_its_markup(client, site):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("path", ["/", "/iraq/", "article"])
def test_a_page_costs_few_questions_to_the_database(client, site, path, django_assert_max_num_queries):
    path = address(site, "article", "ar") if path == "article" else path
    with django_assert_max_num_queries(8):
        assert client.get(path).status_code == 200
