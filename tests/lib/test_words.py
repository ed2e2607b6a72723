"""A body taken apart into paragraphs and words, and put together again."""

import pytest

from newsroom.lib.words import Paragraph, Run, Token, card_in, paragraphs, pieces, plain_tokens, spelling, text_in, words_in


def words_of(text):
    return [token.word for token in plain_tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال الوزيرُ: «نعم».", ["قال", "الوزيرُ", ":", "«", "نعم", "»", "."]),
        ("مُدَرِّسَةٌ عــراقيّة", ["مُدَرِّسَةٌ", "عــراقيّة"]),
        ("دەی\u200cگوت بە ئێمە", ["دەی\u200cگوت", "بە", "ئێمە"]),
        ("بلغ 3.5 بالمئة و1,200 دينار عند 14:10", ["بلغ", "3.5", "بالمئة", "و1,200", "دينار", "عند", "14:10"]),
        ("صحيفة O Globo (don't)", ["صحيفة", "O", "Globo", "(", "don't", ")"]),
    ],
)
def test_a_word_keeps_its_marks_its_joiners_and_a_number_its_separators(text, words):
    assert words_of(text) == words


def test_blanks_are_kept_where_they_stand():
    assert plain_tokens(" نص  ثانٍ ") == (
        Token(" ", (Run("نص"),)),
        Token("  ", (Run("ثانٍ"),)),
        Token(" ", ()),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الى", "إلى"), ("أن", "إن"), ("آخر", "اخر"), ("مدرسة", "مدرسه"), ("مسؤول", "مسوول"), ("عليّ", "على"),
        ("كتاب", "كتــاب"), ("كَتَبَ", "كتب"), ("کتاب", "كتاب"), ("ایران", "إيران"),
    ],
)  # fmt: skip
def test_one_word_in_two_spellings_is_one_word(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(("one", "other"), [("كتب", "كتاب"), ("3", "4"), ("لا", "لم"), ("AFP", "afp"), ("هەولێر", "ههولێر")])
def test_two_words_stay_two(one, other):
    assert spelling(one) != spelling(other)


def test_marks_alone_are_still_something():
    assert spelling("ّ") == "ّ"


def test_a_word_half_in_bold_is_one_word_of_two_runs():
    (paragraph,) = paragraphs('<p>ال<strong>كتاب</strong> <a href="https://example.org/">هنا</a></p>')
    bold, link = (("strong", ""),), (("a", "https://example.org/"),)
    assert paragraph.tokens == (
        Token("", (Run("ال"), Run("كتاب", bold))),
        Token(" ", (Run("هنا", link),)),
    )


def test_lists_quotes_headings_and_cards_are_told_by_their_shape():
    body = (
        "<h2>عنوان</h2><ul><li><p>أول</p></li><li><p>ثانٍ</p><p>تتمة</p></li></ul><ul><li>ثالث</li></ul>"
        '<blockquote><p>قول</p></blockquote><figure data-story="k3m9xq"></figure>'
    )
    assert [(found.shape, found.opens, "".join(found.words)) for found in paragraphs(body)] == [
        (("h2",), 0, "عنوان"),
        (("ul", "li", "p"), 0, "اول"),
        (("ul", "li", "p"), 1, "ثان"),
        (("ul", "li", "p"), 2, "تتمه"),
        (("ul", "li"), 0, "ثالث"),
        (("blockquote", "p"), 0, "قول"),
        (("figure",), 0, "k3m9xq"),
    ]


def test_words_around_a_list_inside_a_point_are_not_lost():
    found = paragraphs("<ul><li>قبل<ul><li>داخل</li></ul>بعد</li></ul>")
    assert [(paragraph.shape, paragraph.words) for paragraph in found] == [
        (("ul", "li"), ["قبل"]),
        (("ul", "li", "ul", "li"), ["داخل"]),
        (("ul", "li"), ["بعد"]),
    ]


def test_a_line_break_is_a_word_of_its_own_and_an_empty_body_has_no_paragraph():
    (lines,) = paragraphs("<p>سطر<br>آخر</p>")
    assert [token.word for token in lines.tokens] == ["سطر", "\u2028", "آخر"]
    assert paragraphs("") == []
    assert isinstance(lines, Paragraph)


def test_the_quick_way_finds_the_same_paragraphs():
    body = (
        '<h2>عنوان</h2><p>قال &amp; <strong>الوزير</strong><br>سطر <a href="https://example.org/">رابط</a></p>'
        '<ul><li><p>أول</p></li><li>ثانٍ</li></ul><figure data-story="k3m9xq"></figure><blockquote><p>«قول»</p></blockquote>'
    )
    found = pieces(body)
    assert [text_in(piece) for piece in found] == ["عنوان", "قال & الوزير\nسطر رابط", "أول", "ثانٍ", "", "«قول»"]
    assert [card_in(piece) for piece in found] == ["", "", "", "", "k3m9xq", ""]
    signs = {"&", "«", "»", "\u2028"}
    assert [words_in(piece) for piece in found] == [
        [word for word in paragraph.words if word not in signs] for paragraph in paragraphs(body)
    ]
