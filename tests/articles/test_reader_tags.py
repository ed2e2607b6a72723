"""What templates ask for while they make a reader's page."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import Context, Template
from django.utils import translation

from articles.models import BylineRole, Kind
from articles.templatetags import reader
from tests.make import make_live


def rendered(source: str, **context: object) -> str:
    return Template("{% load reader %}" + source).render(Context(context))


def test_a_headline_stands_isolated_in_the_page_and_in_the_title():
    words = "صحيفة «O Globo» تسأل"
    assert rendered("{{ words|isolate:'rtl' }}", words=words) == "صحيفة «<bdi>O Globo</bdi>» تسأل"
    assert rendered("{{ words|isolate_plain:'rtl' }}", words=words) == "صحيفة «\u2068O Globo\u2069» تسأل"


def test_a_headline_in_a_title_is_escaped():
    assert "<script>" not in rendered("{{ words|isolate_plain:'rtl' }}", words="خبر <script>")


def test_a_text_that_is_missing_leaves_nothing_behind():
    assert rendered("{{ words|isolate:'rtl' }}{{ words|isolate_plain:'rtl' }}", words=None) == ""


def test_the_place_opens_the_first_paragraph():
    body = reader.with_dateline("<p>عقد المجلس جلسته.</p><p>ثم انفضّ.</p>", "بغداد")
    assert body == '<p><span class="dateline"><bdi>بغداد</bdi> –</span> عقد المجلس جلسته.</p><p>ثم انفضّ.</p>'


def test_a_body_that_opens_with_a_list_has_the_place_before_it():
    assert reader.with_dateline("<ul><li>بند</li></ul>", "<البصرة>").startswith(
        '<p><span class="dateline"><bdi>&lt;البصرة&gt;</bdi> –</span> </p><ul>'
    )


@pytest.mark.parametrize("role", BylineRole.values)
@pytest.mark.parametrize("kind", [Kind.NEWS, Kind.OPINION])
def test_every_role_over_a_story_has_a_label(role, kind):
    with translation.override("en"):
        assert reader.byline_label(role, kind)


@pytest.mark.parametrize(
    ("context", "lit"),
    [
        ({}, None),
        ({"section": SimpleNamespace(pk=3, parent_id=None)}, 3),
        ({"section": SimpleNamespace(pk=4, parent_id=3)}, 3),
        ({"release": SimpleNamespace(section=SimpleNamespace(pk=4, parent_id=3))}, 3),
    ],
)
def test_the_menu_lights_the_section_or_the_one_that_it_is_part_of(context, lit):
    assert reader.lit_section(Context(context)) == lit


def test_search_engines_are_told_no_language_that_they_do_not_know():
    assert [code for code in ("ar", "ckb", "en") if reader.is_searched(code)] == ["ar", "en"]
    assert reader.locale("ar") == "ar_AR"


@pytest.mark.django_db
def test_a_story_is_passed_on_by_its_short_address_and_its_isolated_headline(settings):
    settings.SITE_URL = "https://tahrir.example"
    live = make_live(headline="صحيفة «O Globo» تسأل")
    address = f"https://tahrir.example/a/{live.short_id}/"
    asked = [parse_qs(urlsplit(link).query) for _name, link in reader.share_links(live)]
    assert asked[0]["text"] == [f"صحيفة «\u2068O Globo\u2069» تسأل\n{address}"]
    assert [query["url"] for query in asked[1:3]] == [[address]] * 2
    assert asked[3]["u"] == [address]
