"""Pages that anybody may keep: nobody's in particular, told apart by their bytes, tagged with what they depend on."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles import press
from articles.models import Change, Kind, Topic
from editorial.roles import Role
from tests.articles.site import every_public_address
from tests.make import (
    PASSWORD,
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
    make_user,
    make_writer,
    release_again,
    revise,
    signed,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def live():
    make_masthead()
    return make_live(topics=[make_topic()], picture=make_photo(), bylines=signed(make_author(), (make_source(), "posted")))


def addresses(live):
    return [address for address in every_public_address(live.edition) if "/a/" not in address] + ["/board/"]


def test_public_pages_set_no_cookie_vary_on_nothing_and_ask_nobody_else(client, live):
    for address in [*addresses(live), live.share_path, "/nowhere/"]:
        answer = client.get(address)
        assert not answer.cookies, address
        assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding", address
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_page_is_the_same_whoever_asks(client, live):
    staff = make_user(Role.CHIEF, username="chief", password=PASSWORD)
    anonymous = {address: client.get(address).content for address in addresses(live)}
    client.force_login(staff)
    for address, content in anonymous.items():
        answer = client.get(address)
        assert answer.content == content, address
        assert not answer.cookies


@pytest.mark.parametrize(
    "query", ["fbclid=abc", "utm_source=telegram&utm_medium=x", "page=2", "q=جسر", "section__slug__startswith=a", "a[]=1"]
)
def test_query_strings_that_a_page_does_not_know_change_nothing(client, live, query):
    for address in addresses(live):
        if address.startswith("/search/"):
            continue
        plain, asked = client.get(address), client.get(f"{address}?{query}")
        assert asked.content == plain.content, address
        assert asked.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*"])
def test_a_reader_who_has_these_very_bytes_hears_only_that(client, live, written):
    for address in addresses(live):
        tag = client.get(address).headers["ETag"]
        answer = client.get(address, headers={"If-None-Match": written.format(tag)})
        assert (answer.status_code, answer.content) == (304, b""), address
        assert answer.headers["ETag"] == tag
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert not answer.cookies


def test_a_reader_who_has_other_bytes_gets_the_page(client, live):
    answer = client.get("/", headers={"If-None-Match": '"something-else"'})
    assert answer.status_code == 200


def test_the_tag_of_a_page_follows_its_release_and_not_the_draft(client, live):
    address = live.get_absolute_url()
    before = client.get(address).headers["ETag"]
    revise(live.edition, headline="عنوان لم يُنشر")
    assert client.get(address).headers["ETag"] == before
    release_again(live.edition, writer=live.edition.created_by, editor=make_editor(), body="<p>نص نُشر</p>")
    assert client.get(address).headers["ETag"] != before


def keys(client, address):
    return set(client.get(address).headers["Surrogate-Key"].split())


def test_each_page_carries_the_tags_of_what_it_shows(client, live):
    story, section, topic = f"article:{live.article_id}", live.section, Topic.objects.get()
    author, source = (byline.author or byline.source for byline in live.live_bylines.all())
    assert keys(client, "/") == {"front:ar", "masthead:ar", story}
    assert keys(client, "/en/") == {"front:en", "masthead:en"}
    assert keys(client, section.path("ar")) == {f"section:{section.pk}:ar", "masthead:ar", story}
    assert keys(client, author.path("ar")) == {f"author:{author.pk}:ar", "masthead:ar", story}
    assert keys(client, author.path("en")) == {f"author:{author.pk}:en", "masthead:en"}
    assert keys(client, "/board/") == {"masthead:ar"}
    assert keys(client, "/rss.xml") == {"feed:ar", "masthead:ar", story}
    assert keys(client, f"/{section.slug}/rss.xml") == {f"section:{section.pk}:ar", "masthead:ar", story}
    assert keys(client, "/search/?q=جسر") == {"feed:ar", "masthead:ar", story}
    assert keys(client, live.get_absolute_url()) == {
        "masthead:ar", story,
        *(f"{thing._meta.model_name}:{thing.pk}:ar" for thing in (section, topic, author, source)),
    }  # fmt: skip


def test_a_story_s_page_depends_on_the_stories_around_it(client):
    section = make_section()
    card, following = make_live(), make_live(section=section)
    live = make_live(section=section, body=f'<p>نص</p><figure data-story="{card.short_id}"></figure>')
    shown = keys(client, live.get_absolute_url())
    assert {f"article:{each.article_id}" for each in (live, card, following)} <= shown
    assert f"section:{card.section_id}:ar" not in shown


def test_a_release_names_the_tag_of_every_list_that_it_changes(client, live):
    changed = set(Change.objects.latest("sequence").tags)
    for address in addresses(live):
        if not address.startswith("/board/"):
            assert keys(client, address) & changed, address


def test_a_story_s_tags_reach_up_to_the_section_that_its_section_is_a_part_of():
    economy = make_section("اقتصاد")
    live = make_live(section=make_section("نفط", parent=economy))
    assert {f"section:{economy.pk}:ar", f"section:{live.section_id}:ar"} <= press.touched_by(live)


def test_only_a_whole_answer_is_told_unchanged():
    request = RequestFactory().get("/", headers={"If-None-Match": "*"})
    request.LANGUAGE_CODE = "ar"
    assert press.keepable(request, HttpResponse("صفحة"), ["front:ar"]).status_code == 304
    assert press.keepable(request, HttpResponse("لا صفحة", status=404), ["front:ar"]).status_code == 404


PAGES = ["front", "section", "topic", "author", "source", "article", "search", "rss", "board"]
MOST_QUERIES = 8


def test_a_page_asks_the_database_the_same_few_questions_for_12_stories_and_for_24(client):
    make_masthead()
    make_board_member()
    sections = [make_section(name) for name in ("محليات", "اقتصاد", "رياضة")]
    make_section("نفط", parent=sections[1])
    topic, author, source = make_topic(), make_author(portrait=make_photo()), make_source()
    editor, writer = make_editor(), make_writer()

    def publish(number):
        kind = [Kind.NEWS, Kind.OPINION, Kind.REPORT, Kind.BREAKING][number % 4]
        return make_live(
            approved_by=editor, by=writer, section=sections[number % 3], topics=[topic], kind=kind,
            headline=f"جسر رقم {number}", picture=make_photo() if number % 2 else None, bylines=signed(author, source),
        )  # fmt: skip

    def counts(live):
        paths = {
            "front": "/", "section": live.section.path("ar"), "topic": topic.path("ar"), "author": author.path("ar"),
            "source": source.path("ar"), "article": live.get_absolute_url(), "search": "/search/?q=جسر", "rss": "/rss.xml",
            "board": "/board/",
        }  # fmt: skip
        return {name: questions(client, path) for name, path in paths.items()}

    first = [publish(number) for number in range(12)]
    few = counts(first[0])
    for number in range(12, 24):
        publish(number)
    many = counts(first[0])
    assert list(few) == PAGES
    assert few == many
    assert max(many.values()) <= MOST_QUERIES, many


def questions(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_an_article_with_embedded_stories_and_topics_asks_no_more(client):
    others = [make_live() for _turn in range(4)]
    body = "<p>نص</p>" + "".join(f'<figure data-story="{other.short_id}"></figure>' for other in others)
    live = make_live(body=body, topics=[make_topic(), make_topic()], bylines=signed(make_author(), make_source()))
    assert questions(client, live.get_absolute_url()) <= MOST_QUERIES


def test_a_draft_leaves_the_tags_of_pages_alone():
    make_edition()
    assert not Change.objects.exists()
