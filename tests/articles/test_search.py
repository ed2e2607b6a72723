"""Search finds what readers mean, whatever way they spell it, and nothing that they do not have."""

import pytest

from articles.models import Live
from tests.articles.site import html_of, words_of
from tests.make import make_author, make_edition, make_live, make_translator, revise, signed

pytestmark = pytest.mark.django_db


def found(words, language="ar"):
    return {live.release.headline for live in Live.objects.on_air(language).matching(words)}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("اجتماع إلى المحافظة", "الى المحافظه"),
        ("إجتماعاً في أربيل", "اجتماعا"),
        ("تطوّرٌ جديد", "تطور"),
        ("مستشفى الزهور", "مستشفي"),
        ("مسؤول في شؤون البيئة", "مسوول شوون"),
        ("وفق O Globo", "o globo"),
        ("الجــسر", "الجسر"),
        ("ﻻ جديد", "لا"),
    ],
)
def test_spellings_that_readers_mix_find_each_other(written, asked):
    make_live(headline=written)
    assert found(asked) == {written}


def test_sorani_is_found_from_an_arabic_keyboard():
    make_live(language="ckb", headline="کوردستان و یاری")
    assert found("كوردستان ياري", "ckb") == {"کوردستان و یاری"}


def test_all_the_words_must_be_there_in_any_order_and_place():
    make_live(headline="جسر الموصل", summary="فتح", body="<p>عبره أول سائق</p>", bylines=signed(make_author("سلمى الراوي")))
    for asked in ("سائق جسر", "فتح الموصل", "الراوي", "جسر   سائق"):
        assert found(asked) == {"جسر الموصل"}
    assert found("جسر البصرة") == set()


def test_words_of_two_list_items_are_two_words():
    make_live(headline="أسعار", body="<ul><li>تمر</li><li>قمح</li></ul>")
    assert found("تمرقمح") == set()
    assert found("قمح") == {"أسعار"}


@pytest.mark.parametrize("nothing", ["", "   ", "ـ", "ًٌَُ", "\u200c", "\u200b", "\u202e"])
def test_a_question_without_a_letter_finds_nothing(client, nothing):
    live = make_live()
    page = html_of(client.get("/search/", {"q": nothing}))
    assert live.get_absolute_url() not in page


@pytest.mark.parametrize(
    "words", ["%", "_", "\\", "'", "' OR 1=1 --", "%%%", "جسر%الموصل", "<script>alert(1)</script>", "a" * 10_000, "\ud800"]
)
def test_whatever_is_asked_is_a_word_and_nothing_else(client, words):
    live = make_live(headline="جسر في الموصل")
    answer = client.get("/search/", {"q": words.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    assert live.get_absolute_url() not in html_of(answer)
    assert "<script>alert" not in html_of(answer)


def test_what_was_asked_stands_in_the_box_again(client):
    assert 'value="&quot;جسر&quot; &amp; &lt;b&gt;"' in html_of(client.get("/search/", {"q": '"جسر" & <b>'}))


def test_readers_find_what_they_have_and_not_what_stands_at_the_desk(client):
    live = make_live(headline="جسر منشور", body="<p>نص</p>")
    revise(live.edition, headline="جسر سري")
    make_edition(headline="جسر مسودة")
    words = words_of(client.get("/search/", {"q": "جسر"}))
    assert "جسر منشور" in words
    assert "سري" not in words
    assert "مسودة" not in words


def test_search_stays_in_the_language_of_the_page(client):
    arabic = make_live(headline="جسر BBC")
    make_live(article=arabic.article, language="en", by=make_translator(), headline="Bridge BBC")
    assert found("BBC") == {"جسر BBC"}
    assert found("bbc", "en") == {"Bridge BBC"}


def test_search_pages_are_not_for_search_engines(client):
    answer = client.get("/search/", {"q": "جسر"})
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_other_parameters_and_several_questions_do_no_harm(client):
    assert client.get("/search/?q=جسر&q=نهر&q[]=x&q__contains=1").status_code == 200
    assert client.get("/search/?" + "&".join(f"a{number}=1" for number in range(600))).status_code in {200, 400}
