"""Public pages: what readers meet at each address, and what never reaches them."""

from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.utils import timezone

from articles import pages
from articles.models import Live, Stage
from editorial.workflow import Step
from tests.articles.site import every_public_address, html_of, words_of
from tests.editorial.door import change_shared
from tests.make import (
    make_author,
    make_board_member,
    make_edition,
    make_editor,
    make_live,
    make_masthead,
    make_photo,
    make_section,
    make_source,
    make_topic,
    make_translator,
    make_writer,
    release_again,
    revise,
    signed,
    step,
)  # fmt: skip

pytestmark = pytest.mark.django_db

LANGUAGES = [("", 'lang="ar" dir="rtl"'), ("/en", 'lang="en" dir="ltr"'), ("/ckb", 'lang="ckb" dir="rtl"')]
SECRET = "خبر لم يُنشر بعد عن مستشفى الزهور"


def story(**fields):
    """Everything by which a story can be found."""
    return {
        "section": make_section(), "topics": [make_topic()], "picture": make_photo(),
        "bylines": signed(make_author(), (make_source(), "posted")), "headline": SECRET, "summary": SECRET,
        "body": f"<p>{SECRET}</p>",
    } | fields  # fmt: skip


@pytest.mark.parametrize("stage", list(Stage))
def test_a_story_that_was_not_published_is_nowhere(client, stage):
    edition = make_edition(stage=stage, **story())
    for address in every_public_address(edition):
        answer = client.get(address)
        assert answer.status_code == (404 if edition.article.short_id in address else 200), address
        assert SECRET not in words_of(answer)
        assert edition.article.short_id not in answer.content.decode()


def test_a_published_story_is_everywhere(client):
    live = make_live(**story())
    for address in every_public_address(live.edition):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert SECRET in words_of(answer), address


def test_a_change_to_a_published_story_is_nowhere_until_it_is_released(client):
    live = make_live(**story(headline="العنوان المنشور", summary="", body="<p>النص المنشور</p>"))
    revise(live.edition, headline=SECRET, summary=SECRET, body=f"<p>{SECRET}</p>", kicker=SECRET)
    step(live.edition, Step.SUBMIT, by=live.edition.created_by)
    step(live.edition, Step.APPROVE, by=make_editor())
    for address in every_public_address(live.edition):
        assert SECRET not in words_of(client.get(address, follow=True)), address
    step(live.edition, Step.PUBLISH, by=make_editor())
    assert SECRET in words_of(client.get("/"))


def test_a_story_in_one_language_is_not_on_another_s_pages(client):
    live = make_live(**story())
    for address in every_public_address(live.edition, language="en"):
        assert SECRET not in words_of(client.get(address)), address


def test_a_story_dated_in_the_future_is_not_shown_before_its_time(client):
    live = make_live(**story())
    english = make_live(article=live.article, language="en", by=make_translator(), headline="A hospital")
    soon = timezone.now() + timedelta(hours=1)
    Live.objects.filter(pk=live.pk).update(first_released_at=soon, changed_at=soon)
    for address in every_public_address(live.edition):
        answer = client.get(address)
        assert SECRET not in words_of(answer), address
        assert live.release.slug not in unquote(answer.headers.get("Location", ""))
    assert live.get_absolute_url() not in html_of(client.get(english.get_absolute_url()))
    assert client.get(f"/a/{live.short_id}/").headers["Location"] == english.get_absolute_url()


def test_a_story_of_long_ago_is_shown_with_its_date(client):
    live = make_live(**story())
    long_ago = timezone.now().replace(year=1869, month=6, day=15)
    Live.objects.filter(pk=live.pk).update(first_released_at=long_ago, changed_at=long_ago)
    for address in every_public_address(live.edition):
        assert client.get(address, follow=True).status_code == 200, address
    assert "1869" in words_of(client.get(live.get_absolute_url()))


def test_a_correct_arabic_address_is_served_and_not_redirected_to_itself(client):
    live = make_live(headline="افتتاح جسر جديد على دجلة")
    address = live.get_absolute_url()
    assert unquote(address).endswith("/افتتاح-جسر-جديد-على-دجلة/")
    for written in (address, unquote(address), address.lower(), quote(unquote(address))):
        assert client.get(written).status_code == 200, written


@pytest.mark.parametrize(
    "wrong", ["/{section}/{id}/عنوان-آخر/", "/sport/{id}/{slug}/", "/x/{id}/y/", "/{section}/{id}/{slug}x/"]
)
def test_a_wrong_section_or_slug_redirects_once(client, wrong):
    live = make_live()
    section, slug = live.address
    answer = client.get(wrong.format(section=section, id=live.short_id, slug=slug))
    assert (answer.status_code, answer.headers["Location"]) == (301, live.get_absolute_url())
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_moved_story_is_found_at_its_old_address(client):
    live = make_live(headline="عنوان أول")
    old = live.get_absolute_url()
    again = release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), slug="عنوان-بيد")
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, again.get_absolute_url())


def test_a_story_that_moved_and_moved_back_leads_nobody_in_a_circle(client):
    """A browser keeps a plain 301 for ever and would go to and fro between two of them."""
    live = make_live(section=make_section(slug="local"))
    here, there = live.get_absolute_url(), live.get_absolute_url().replace("/local/", "/economy/")
    editor, known = make_editor(), {}
    for section in (make_section(slug="economy"), live.section):
        change_shared(live.edition, section=section, by=editor)
        release_again(live.edition, writer=editor, editor=make_editor(), headline=f"جسر في {section.slug}")
        answer = client.get(here if section.slug == "economy" else there)
        assert answer.status_code == 301
        assert "no-cache" in answer.headers["Cache-Control"]
        assert answer.headers["Surrogate-Key"] == f"article:{live.article_id}"
        known[section.slug] = answer.headers["Location"]
    assert known == {"economy": there, "local": here}
    assert client.get(here).status_code == 200


NOWHERE = [
    "/fr/", "/EN/", "/fr/local/abc234/عنوان/", "/local/abc234/عنوان/", "/nowhere/", "/topic/nothing/", "/author/nobody/",
    "/source/none/", "/a/abc234/", "/nowhere/rss.xml", "/a/ABCDEFGH/", "/local/x/%D8%B9/", "/عنوان/", "/wp-login.php",
]  # fmt: skip


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_not_found_in_the_address_s_language(client, address):
    for prefix, language in LANGUAGES:
        answer = client.get(prefix + address)
        assert answer.status_code == 404, prefix + address
        assert language in html_of(answer)
        assert answer.headers["Cache-Control"] == "no-store"


def test_arabic_has_no_prefix(client):
    assert client.get("/ar/").headers["Location"] == "/"


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_the_language_comes_from_the_path_alone(prefix, language):
    for browser in ("ar", "en", "fr-FR,fr;q=0.9", ""):
        answer = Client(headers={"Accept-Language": browser}).get(prefix + "/")
        assert language in html_of(answer)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_when_something_breaks_readers_are_told_in_their_language(monkeypatch, prefix, language):
    monkeypatch.setattr(pages, "front", lambda _language: 1 / 0)
    answer = Client(raise_request_exception=False).get(prefix + "/")
    assert answer.status_code == 500
    assert language in html_of(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Traceback" not in html_of(answer)
    assert not answer.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_for_reading_only(method):
    live = make_live(**story())
    reader = Client(enforce_csrf_checks=True)
    for address in every_public_address(live.edition):
        assert getattr(reader, method)(address).status_code == 405, address


def test_a_head_request_has_the_headers_without_the_page(client):
    live = make_live(**story())
    for address in every_public_address(live.edition):
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        assert head.headers.get("ETag") == whole.headers.get("ETag")


def test_the_share_address_leads_to_the_language_asked_for_else_to_the_one_there_is(client):
    live = make_live()
    assert client.get(live.share_path).headers["Location"] == live.get_absolute_url()
    assert client.get(f"/en/a/{live.short_id}/").headers["Location"] == live.get_absolute_url()
    english = make_live(article=live.article, language="en", by=make_translator(), headline="A bridge in Mosul")
    assert client.get(f"/en/a/{live.short_id}/").headers["Location"] == english.get_absolute_url()
    assert client.get(f"/ckb/a/{live.short_id}/").headers["Location"] == live.get_absolute_url()


def test_an_article_shows_what_a_reader_needs(client):
    source = make_source("الأمصار")
    live = make_live(
        headline="صحيفة O Globo تكتب عن الأهوار", kicker="بيئة", summary="مقدمة عن O Globo", body="<p>وفق O Globo</p>",
        bylines=signed(make_author("سلمى الراوي"), (source, "posted")), picture=make_photo(alt="قصب"),
        topics=[make_topic("الأهوار")],
    )  # fmt: skip
    answer = client.get(live.get_absolute_url())
    page, words = html_of(answer), words_of(answer)
    for needed in ("سلمى الراوي", "الأمصار", "بيئة", "تصوير: نادية حسن", "الجسر مساءً", "الأهوار"):
        assert needed in words
    assert "صحيفة <bdi>O Globo</bdi> تكتب" in page
    assert "<p>وفق <bdi>O Globo</bdi></p>" in page
    assert 'alt="قصب"' in page
    assert live.first_released_at.astimezone().strftime("%Y-%m-%dT%H:%M") in page
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "\u2068O Globo\u2069" in title


def test_a_story_embedded_in_another_is_a_card_that_follows_it(client):
    other = make_live(headline="القصة الثانية")
    live = make_live(body=f'<p>نص</p><figure data-story="{other.short_id}"></figure>')
    assert other.get_absolute_url() in html_of(client.get(live.get_absolute_url()))
    release_again(other.edition, writer=other.edition.created_by, editor=make_editor(), headline="عنوانها الجديد")
    assert "عنوانها الجديد" in words_of(client.get(live.get_absolute_url()))


def test_a_draft_embedded_in_a_story_leaves_no_trace_of_itself(client):
    draft = make_edition(headline=SECRET)
    live = make_live(body=f'<p>نص</p><figure data-story="{draft.article.short_id}"></figure>')
    page = html_of(client.get(live.get_absolute_url()))
    assert SECRET not in page
    assert draft.article.short_id not in page


def test_language_links_lead_to_the_same_story_where_it_is_told_and_else_to_the_front(client):
    arabic = make_live()
    english = make_live(article=arabic.article, language="en", by=make_translator(), headline="A bridge in Mosul")
    page = html_of(client.get(arabic.get_absolute_url()))
    assert english.get_absolute_url() in page
    assert 'href="/ckb/"' in page
    assert arabic.get_absolute_url() in html_of(client.get(english.get_absolute_url()))


def test_the_masthead_stands_on_the_board_page_word_for_word(client):
    line = "الموقع قدم أوراق اعتماده الى نقابة الصحفيين العراقيين"
    make_masthead(accreditation_status="papers_submitted", accreditation_line=line)
    make_board_member("هناء الجبوري", position="رئيسة التحرير")
    words = words_of(client.get("/board/"))
    for written in ("مجلس التحرير: مجموعة صحفيين عرب", line, "هناء الجبوري", "رئيسة التحرير"):
        assert written in words
    assert line not in words_of(client.get("/en/board/"))


def test_pages_stand_before_anything_was_written(client):
    for prefix in ("", "/en", "/ckb"):
        for address in ("/", "/search/", "/board/", "/rss.xml"):
            assert client.get(prefix + address).status_code == 200


def test_a_section_shows_what_its_parts_hold(client):
    economy = make_section("اقتصاد", slug="economy")
    oil = make_section("نفط", slug="oil", parent=economy)
    live = make_live(section=oil, by=make_writer())
    for address in ("/economy/", "/oil/", "/economy/rss.xml"):
        assert live.get_absolute_url() in html_of(client.get(address)), address
