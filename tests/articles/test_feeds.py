"""Feeds: what a reader's program gets is valid, complete and readable in any direction."""

import warnings

import feedparser
import pytest

from articles import feeds
from articles.models import Live
from tests.make import (
    make_author,
    make_edition,
    make_editor,
    make_live,
    make_masthead,
    make_section,
    make_source,
    make_writer,
    release_again,
    signed,
)

pytestmark = pytest.mark.django_db


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reader's own code is older than this Python
        feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize(("prefix", "language"), [("", "ar"), ("/en", "en"), ("/ckb", "ckb")])
def test_an_empty_feed_is_a_feed(client, prefix, language):
    feed = read(client, f"{prefix}/rss.xml")
    assert (feed.version, feed.feed.language, feed.entries) == ("rss20", language, [])
    assert feed.feed.link.endswith(f"{prefix}/")


def test_a_story_in_the_feed_has_its_words_dates_names_and_address(client):
    live = make_live(
        headline="جسر جديد", summary="مقدمة الخبر", section=make_section("محليات"),
        bylines=signed(make_author("سلمى الراوي"), (make_source("الأمصار"), "posted")),
    )  # fmt: skip
    (entry,) = read(client, "/rss.xml").entries
    assert (entry.title, entry.summary, entry.author) == ("جسر جديد", "مقدمة الخبر", "سلمى الراوي, الأمصار")
    assert entry.link.endswith(live.get_absolute_url())
    assert entry.id.endswith(live.share_path)
    assert [tag.term for tag in entry.tags] == ["محليات"]
    assert entry.published_parsed[:5] == live.first_released_at.utctimetuple()[:5]


def test_links_in_a_feed_lead_to_the_page_itself(client):
    make_live()
    (entry,) = read(client, "/rss.xml").entries
    assert client.get(entry.link.partition("8000")[2]).status_code == 200


def test_latin_names_in_titles_are_isolated_with_marks_since_no_markup_can_stand_there(client):
    make_live(headline="صحيفة O Globo تكتب", summary="وفق O Globo")
    (entry,) = read(client, "/rss.xml").entries
    assert entry.title == "صحيفة \u2068O Globo\u2069 تكتب"
    assert entry.summary == "وفق \u2068O Globo\u2069"


def test_signs_that_mean_something_to_xml_are_words_in_a_headline(client):
    make_live(headline='«أ & ب» <ج> ]]> "د"', summary="\x01\x0b نص")
    (entry,) = read(client, "/rss.xml").entries
    assert "أ & ب" in entry.title
    assert entry.summary == "نص"


def test_the_newest_stories_stand_first_and_no_more_than_a_reader_s_program_wants(client, monkeypatch):
    monkeypatch.setattr(feeds, "NEWEST", 5)
    editor, writer, section = make_editor(), make_writer(), make_section()
    for number in range(7):
        make_live(approved_by=editor, by=writer, section=section, headline=f"خبر رقم {number}")
    entries = read(client, "/rss.xml").entries
    assert [entry.title for entry in entries] == [f"خبر رقم {number}" for number in range(6, 1, -1)]


def test_a_section_s_feed_holds_its_own_and_its_parts_stories(client):
    economy = make_section("اقتصاد", slug="economy")
    make_live(headline="خبر الاقتصاد", section=economy)
    make_live(headline="خبر النفط", section=make_section("نفط", parent=economy))
    make_live(headline="خبر الرياضة")
    feed = read(client, "/economy/rss.xml")
    assert {entry.title for entry in feed.entries} == {"خبر الاقتصاد", "خبر النفط"}
    assert "اقتصاد" in feed.feed.title
    assert client.get("/nowhere/rss.xml").status_code == 404


@pytest.mark.parametrize(("prefix", "name"), [("", "جريدة الرافدين"), ("/en", "Rafidain Daily"), ("/ckb", "ڕۆژنامەی ڕافیدەین")])
def test_a_feed_is_called_what_the_pages_of_its_language_are_called(client, prefix, name):
    make_masthead(name_ar="جريدة الرافدين", name_en="Rafidain Daily", name_ckb="ڕۆژنامەی ڕافیدەین")
    make_section(name_ar="اقتصاد", name_en="Economy", name_ckb="ئابووری", slug="economy")
    assert f"<title>{name}" in client.get(f"{prefix}/").content.decode()
    assert read(client, f"{prefix}/rss.xml").feed.title == name
    assert read(client, f"{prefix}/economy/rss.xml").feed.title.startswith(f"{name} · ")


def test_a_name_that_means_something_to_xml_is_a_name(client):
    make_masthead(name="أ & ب «ج»")
    assert read(client, "/rss.xml").feed.title == "أ & ب «ج»"


def test_a_feed_holds_one_language(client):
    arabic = make_live(headline="خبر بالعربية")
    make_live(article=arabic.article, language="en", headline="News in English")
    assert [entry.title for entry in read(client, "/rss.xml").entries] == ["خبر بالعربية"]
    assert [entry.title for entry in read(client, "/en/rss.xml").entries] == ["News in English"]


def test_a_draft_is_in_no_feed_and_a_change_only_after_its_release(client):
    make_edition(headline="مسودة")
    live = make_live(headline="العنوان الأول")
    release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), headline="العنوان الثاني")
    (entry,) = read(client, "/rss.xml").entries
    assert entry.title == "العنوان الثاني"
    assert Live.objects.count() == 1
