"""The body's vocabulary: what a story's text may hold, and how readers get it."""

import json
import os
from itertools import chain
from pathlib import Path
from time import thread_time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from articles import body
from newsroom.lib.html import LARGEST

HOSTILE = [
    "<p>نص<script>alert('اختراق')</script></p>",
    '<p onclick="alert(1)">نص</p>',
    '<p style="background:url(javascript:alert(1))">نص</p>',
    '<a href="javascript:alert(1)">رابط</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">رابط</a>',
    '<a href=" &#14; javascript:alert(1)">رابط</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">رابط</a>',
    '<a href="vbscript:msgbox(1)">رابط</a>',
    '<a href="//evil.example/">رابط</a>',
    '<a href="/\\evil.example/">رابط</a>',
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"><circle/></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<iframe src="https://evil.example/" srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="https://evil.example/"><input name="password"></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    # Texts that a second parser reads otherwise than the first.
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<textarea><p></textarea><img src=x onerror=alert(1)></p>",
    "<a href='https://example.org/\"><img src=x onerror=alert(1)>'>رابط</a>",
    '<figure data-story="abc234"><script>alert(1)</script>"></figure>',
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
]
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "figure", "strong", "a", "br", "bdi"}


def check_harmless(markup):
    """Judged by a parser of its own: only our tags, only our attributes, only links that lead to pages."""
    for element in parser.fragment_fromstring(markup, create_parent="div").iterdescendants():
        assert element.tag in TAGS, markup
        for name, value in element.attrib.items():
            assert (element.tag, name) in {("a", "href"), ("figure", "data-story")}, markup
            assert value.startswith(("https://", "http://", "mailto:", "tel:", "/")) or name == "data-story", markup
            assert not value.startswith(("//", "/\\")), markup


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_body_is_stored_harmless(hostile):
    cleaned = body.clean(hostile)
    check_harmless(cleaned)
    assert body.clean(cleaned) == cleaned
    check_harmless(body.render(cleaned, "ar", {}))


PIECES = [
    "نص", " ", "O Globo", "&lt;", "&amp;", "&nbsp;", "<p>", "</p>", "<div>", "</div>", "<strong>", "</strong>", "<b>", "</b>",
    "<a href='https://example.org/?a=1&b=2'>", '<a href="/محليات/">', "</a>", "<ul>", "</ul>", "<ol>", "<li>", "</li>",
    "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<br>", '<figure data-story="abc234">', "</figure>", "<table>", "<td>",
    "</table>", "<svg>", "</svg>", "<style>", "</style>", "<!--", "-->", "<script>", "</script>", "\u200b", "\u202e", "\x00",
    "<math>", "<mtext>", "<template>", "<select>", "<option>", "<form>", "'", '"', ">", "<", "<img src=x onerror=alert(1)>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=300)
def test_cleaning_a_text_twice_changes_nothing_whatever_was_pasted(markup):
    cleaned = body.clean(markup)
    assert body.clean(cleaned) == cleaned
    check_harmless(cleaned)


@given(st.text(alphabet=st.characters(exclude_characters="<>&"), max_size=200))
@settings(max_examples=100)
def test_any_text_can_be_saved_and_rendered(text):
    cleaned = body.clean(f"<p>{text}</p>")
    assert body.clean(cleaned) == cleaned
    assert body.render(cleaned, "ar", {}) is not None


WORDS = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآةى،.", min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(st.sampled_from(PIECES[6:32]), min_size=8, max_size=8))
@settings(max_examples=100)
def test_no_word_is_lost_whatever_markup_stands_around_it(words, marks):
    pasted = "".join(f"{mark}{word}" for word, mark in zip(words, marks, strict=False))
    text = "".join(parser.fragment_fromstring(body.clean(pasted), create_parent="div").itertext())
    assert "".join(text.split()) == "".join(words)


def other_people_s_cases():
    """Texts of the folder that TAHRIR_TEST_DATA names; without it a few of our own in the same shapes."""
    folder = Path(os.environ.get("TAHRIR_TEST_DATA", "/nowhere")) / "hostile"
    if not folder.is_dir():
        return [("own", HOSTILE)]
    return [(str(path.relative_to(folder)), texts_in(path)) for path in sorted(folder.rglob("*")) if path.is_file()]


def texts_in(path):
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    found = strings(json.loads(text)) if path.suffix == ".json" else text.splitlines()
    return [text[:LARGEST], *found]


def strings(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return chain.from_iterable(strings(inner) for inner in [*value.keys(), *value.values()])
    return chain.from_iterable(strings(inner) for inner in value) if isinstance(value, list) else []


@pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in other_people_s_cases()])
def test_other_people_s_attacks_are_stored_harmless_within_a_second_each(texts):
    for text in texts:
        start = thread_time()
        try:
            cleaned = body.clean(text)
        except ValidationError as refusal:
            cleaned = ""
            assert refusal.code in {"too_deep", "too_long", "too_many_tags"}, text
        assert thread_time() - start < 1, text
        check_harmless(cleaned)
        assert body.clean(cleaned) == cleaned, text
        check_harmless(body.render(cleaned, "ar", {}))


@pytest.mark.parametrize("nothing", ["", " \n ", "<p> </p>", "<p>&nbsp;</p><p><br></p>", "<p>\u200b\u200c</p>", "<div></div>"])
def test_a_body_of_only_spaces_is_empty(nothing):
    assert body.clean(nothing) == ""


def test_every_kind_of_block_survives():
    text = (
        '<h2>عنوان</h2><p>نص <strong>مهم</strong> <a href="https://example.org/خبر">رابط</a><br>سطر</p>'
        "<ul><li><p>تمر</p></li></ul><ol><li><p>أول</p></li></ol><blockquote><p>«قال»</p></blockquote>"
        '<h3>فرعي</h3><figure data-story="abc234"></figure>'
    )
    cleaned = body.clean(text)
    assert [block.tag for block in body.fragments(cleaned)] == ["h2", "p", "ul", "ol", "blockquote", "h3", "figure"]
    assert body.clean(cleaned) == cleaned


def test_the_stories_in_a_body_are_found_by_their_short_ids():
    cleaned = body.clean('<p>نص</p><figure data-story="abc234"></figure><figure data-story="../../x"></figure>')
    assert body.story_ids(cleaned) == {"abc234"}


def test_a_card_of_a_story_that_readers_do_not_have_leaves_no_trace():
    assert body.render('<p>نص</p><figure data-story="abc234"></figure>', "ar", {}) == "<p>نص</p>"


def test_words_that_stood_in_a_card_or_a_caption_are_kept():
    assert body.clean("<figure><img src=x><figcaption>شرح الصورة</figcaption></figure>") == "<p>شرح الصورة</p>"
    assert body.clean('<figure data-story="abc234">كلام</figure>') == '<figure data-story="abc234"></figure><p>كلام</p>'


def test_latin_names_inside_arabic_are_isolated():
    assert "<bdi>O Globo</bdi>" in body.render("<p>وفق صحيفة O Globo البرازيلية</p>", "ar", {})
    nested = body.render("<p>وفق <strong>صحيفة O Globo</strong> و AFP أيضاً</p>", "ar", {})
    assert nested == "<p>وفق <strong>صحيفة <bdi>O Globo</bdi></strong> و <bdi>AFP</bdi> أيضاً</p>"


def test_arabic_names_inside_english_are_isolated():
    assert body.render("<p>The site «تحرير» says</p>", "en", {}) == "<p>The site «<bdi>تحرير</bdi>» says</p>"


def test_isolation_changes_no_word():
    text = "<p>قال Ivo لـ<strong>BBC News</strong> إن C++ و+964 770 و12-15 (AFP) كلها <a href='/x/'>في Al-Amsar</a> هنا</p>"
    cleaned = body.clean(text)
    shown = parser.fromstring(body.render(cleaned, "ar", {})).text_content()
    assert shown == parser.fromstring(cleaned).text_content()


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (400, 2), (1500, 8)])
def test_reading_time_counts_words(words, minutes):
    assert body.minutes_to_read(f"<p>{'كلمة ' * words}</p>") == minutes
