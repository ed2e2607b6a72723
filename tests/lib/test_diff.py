"""What two texts differ in: nothing lost, nothing invented, moved paragraphs found again."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.lib.align import align, longest_rise
from newsroom.lib.diff import Kind, compare_bodies, compare_lines
from newsroom.lib.words import paragraphs, plain_tokens

BRIDGE = "<p>فُتح الجسر صباح اليوم أمام السيارات، وعبره أول سائق عند السادسة.</p>"
WORKS = "<p>وقال المهندسون إن العمل استمر عامين كاملين بلا توقف.</p>"
MARKET = "<p>أما أصحاب المحال في السوق القديم فينتظرون عودة الزبائن قبل العيد.</p>"
RIVER = "<p>ويبلغ طول الجسر 240 متراً فوق نهر دجلة.</p>"


def text(tokens):
    return "".join(token.space + token.word for token in tokens)


def told(old, new):
    """Kind and words on both sides, of what is not the same."""
    changed = (span for span in compare_lines(old, new) if span.kind != Kind.SAME)
    return [(span.kind, text(span.old).strip(), text(span.new).strip()) for span in changed]


def kinds(old, new):
    return [change.kind for change in compare_bodies(old, new)]


# Words


def test_a_word_put_in_another_s_place_is_one_gone_and_one_added():
    assert told("وصل الوزير إلى بغداد", "وصل السفير إلى بغداد") == [("gone", "الوزير", ""), ("added", "", "السفير")]


@pytest.mark.parametrize(
    ("old", "new"),
    [("ذهب الى السوق", "ذهب إلى السوق"), ("قال مدرس", "قال مُدرِّس"), ("خبر عاجل", "خبر عـــاجل"), ("مدرسه قديمة", "مدرسة قديمة")],
)
def test_hamza_tashkeel_and_tatweel_are_small(old, new):
    assert [kind for kind, _old, _new in told(old, new)] == ["small"]


def test_a_digit_is_never_small():
    assert told("بلغ العدد 12 شخصاً", "بلغ العدد 13 شخصاً") == [("gone", "12", ""), ("added", "", "13")]


def test_a_doubled_blank_is_spacing_and_a_word_added_in_front_is_not():
    assert told("نص  قصير", "نص قصير") == [("spacing", "قصير", "قصير")]
    assert told("قال الوزير", "وقد قال الوزير") == [("added", "", "وقد")]


def test_a_rewritten_sentence_is_not_broken_up_by_a_lone_comma():
    old, new = "سافر الرجل صباحاً، ثم عاد سريعاً", "بقيت المرأة هناك، ولم تغادر مكانها"
    assert told(old, new) == [("gone", old, ""), ("added", "", new)]


def test_lines_of_a_summary_stay_apart():
    assert told("سطر أول\nسطر ثانٍ", "سطر أول سطر ثانٍ") == [("gone", "", "")]


# Formatting


def test_bold_and_a_link_are_told_as_formatting():
    (change,) = compare_bodies(
        "<p>قال الوزير أمس</p>", '<p>قال <strong>الوزير</strong> <a href="https://example.org/">أمس</a></p>'
    )
    bold, link = (span for span in change.spans if span.kind != Kind.SAME)
    assert (bold.kind, bold.marks_gone, bold.marks_added) == (Kind.FORMAT, [], [("strong", "")])
    assert link.marks_added == [("a", "https://example.org/")]


def test_another_address_of_a_link_is_told_with_both():
    old, new = ('<p><a href="https://example.org/1">هنا</a></p>', '<p><a href="https://example.org/2">هنا</a></p>')
    (span,) = compare_bodies(old, new)[0].spans
    assert (span.marks_gone, span.marks_added) == ([("a", "https://example.org/1")], [("a", "https://example.org/2")])


@pytest.mark.parametrize(
    "around", ["<h2>{}</h2>", "<h3>{}</h3>", "<ul><li><p>{}</p></li></ul>", "<blockquote><p>{}</p></blockquote>"]
)
def test_a_paragraph_that_becomes_something_else_is_the_same_words_in_another_shape(around):
    (change,) = compare_bodies("<p>عنوان قصير</p>", around.format("عنوان قصير"))
    assert (change.kind, change.reshaped, [span.kind for span in change.spans]) == (Kind.CHANGED, True, [Kind.SAME])


def test_two_lists_made_one_are_told():
    apart, whole = "<ul><li>أ</li></ul><ul><li>ب</li></ul>", "<ul><li>أ</li><li>ب</li></ul>"
    assert [change.regrouped for change in compare_bodies(apart, whole)] == [False, True]


def test_a_point_taken_out_of_a_list_changes_no_other():
    assert kinds("<ul><li>أول</li><li>ثانٍ</li></ul>", "<ul><li>ثانٍ</li></ul>") == [Kind.GONE, Kind.SAME]


# Paragraphs


def test_a_moved_paragraph_is_shown_once_in_its_new_place():
    changes = compare_bodies(BRIDGE + WORKS + MARKET + RIVER, RIVER + BRIDGE + WORKS + MARKET)
    assert [(change.kind, change.moved, change.old_number, change.new_number) for change in changes] == [
        (Kind.SAME, True, 4, 1), (Kind.SAME, False, 1, 2), (Kind.SAME, False, 2, 3), (Kind.SAME, False, 3, 4),
    ]  # fmt: skip


def test_a_paragraph_moved_and_edited_is_moved_with_its_words_compared():
    edited = RIVER.replace("240", "250")
    changes = compare_bodies(BRIDGE + WORKS + MARKET + RIVER, edited + BRIDGE + WORKS + MARKET)
    assert (changes[0].moved, changes[0].kind) == (True, Kind.CHANGED)
    assert [text(span.new).strip() for span in changes[0].spans if span.kind == Kind.ADDED] == ["250"]


def test_a_new_paragraph_does_not_touch_its_neighbours():
    assert kinds(BRIDGE + MARKET, BRIDGE + WORKS + MARKET) == [Kind.SAME, Kind.ADDED, Kind.SAME]


def test_what_is_gone_stands_where_it_stood():
    assert kinds(BRIDGE + WORKS + MARKET, BRIDGE + MARKET) == [Kind.SAME, Kind.GONE, Kind.SAME]


def test_a_paragraph_of_other_words_is_no_version_of_the_old_one():
    assert sorted(kinds(WORKS, MARKET)) == [Kind.ADDED, Kind.GONE]


def test_a_paragraph_rewritten_by_half_is_found_though_another_moved_across_it():
    rewritten = "<p>وقال المهندسون إن العمل تأخر عامين بسبب الفيضان الأخير.</p>"
    changes = compare_bodies(RIVER + BRIDGE + WORKS + MARKET, BRIDGE + rewritten + MARKET + RIVER)
    assert [(change.kind, change.moved) for change in changes] == [
        (Kind.SAME, False), (Kind.CHANGED, False), (Kind.SAME, False), (Kind.SAME, True),
    ]  # fmt: skip


def test_another_related_story_is_one_gone_and_one_added():
    old, new = '<figure data-story="k3m9xq"></figure>', '<figure data-story="h7w2pc"></figure>'
    assert sorted(kinds(BRIDGE + old, BRIDGE + new)) == [Kind.ADDED, Kind.GONE, Kind.SAME]


# Whatever was written

WORDS = st.sampled_from("قال الوزير إلى الى بغداد مُدرِّسة مدرسه نصّ عـراق O Globo 12 3.5 دەی\u200cگوت ، . « » في".split(" "))
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).flatmap(
    lambda words: st.lists(st.sampled_from([" ", " ", " ", "", "  "]), min_size=len(words), max_size=len(words)).map(
        lambda blanks: "".join(map("".join, zip(blanks, words, strict=True)))
    )
)
PLAIN = SENTENCES | st.tuples(SENTENCES, SENTENCES).map("<br>".join)
INLINES = st.lists(
    PLAIN | PLAIN.map("<strong>{}</strong>".format) | PLAIN.map('<a href="https://example.org/خبر">{}</a>'.format)
    | PLAIN.map('<a href="/محليات/"><strong>{}</strong></a>'.format),
    min_size=1, max_size=3,
).map("".join)  # fmt: skip
P = INLINES.map("<p>{}</p>".format)
PS = st.lists(P, min_size=1, max_size=2).map("".join)
POINTS = st.lists(PS.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join)
BLOCKS = (
    P | P | P | INLINES.map("<h2>{}</h2>".format) | INLINES.map("<h3>{}</h3>".format) | POINTS.map("<ul>{}</ul>".format)
    | POINTS.map("<ol>{}</ol>".format) | PS.map("<blockquote>{}</blockquote>".format)
    | st.sampled_from(["k3m9xq", "h7w2pc"]).map('<figure data-story="{}"></figure>'.format)
)  # fmt: skip
BODIES = st.lists(BLOCKS, max_size=8)


@st.composite
def two_versions(draw):
    """A body and what became of it: blocks taken out, written anew, put in elsewhere."""
    old = draw(BODIES)
    kept = [block for block in old if draw(st.integers(0, 4))]
    new = draw(st.permutations(kept)) if draw(st.booleans()) else kept
    for block in draw(st.lists(BLOCKS, max_size=3)):
        new = [*new[:1], block, *new[1:]]
    return "".join(old), "".join(new)


def applied(old, changes):
    """The new text: what stayed is taken from the old one, the rest from the comparison."""
    made = []
    for change in sorted((change for change in changes if change.new), key=lambda change: change.new_number):
        source = old[change.old_number - 1].tokens if change.old_number else ()
        place, words = 0, []
        for span in change.spans:
            taken = source[place : place + len(span.old)]
            place += len(span.old)
            words += [token.runs for token in (taken if span.kind in {Kind.SAME, Kind.SPACING} else span.new)]
        assert place == len(source)
        made.append((change.new.shape, words))
    return made


@given(two_versions())
@settings(max_examples=150)
def test_the_comparison_applied_to_the_old_text_gives_the_new_one(versions):
    old, new = versions
    changes = compare_bodies(old, new)
    wanted = [(paragraph.shape, [token.runs for token in paragraph.tokens]) for paragraph in paragraphs(new)]
    assert applied(paragraphs(old), changes) == wanted


@given(two_versions())
@settings(max_examples=150)
def test_each_side_read_by_itself_is_the_whole_text(versions):
    old, new = versions
    changes = compare_bodies(old, new)
    before = sorted((change for change in changes if change.old), key=lambda change: change.old_number)
    after = [change for change in changes if change.new]
    assert [change.old for change in before] == paragraphs(old)
    assert [change.new for change in after] == paragraphs(new)
    for change in changes:
        assert sum((span.old for span in change.spans), ()) == (change.old.tokens if change.old else ())
        assert sum((span.new for span in change.spans), ()) == (change.new.tokens if change.new else ())


@given(two_versions())
@settings(max_examples=150)
def test_only_a_text_that_is_the_same_shows_no_difference(versions):
    old, new = versions
    silent = all(change.kind == Kind.SAME and not change.moved for change in compare_bodies(old, new))
    assert silent == (paragraphs(old) == paragraphs(new))
    assert all(change.kind == Kind.SAME and not change.moved for change in compare_bodies(new, new))


@given(SENTENCES, SENTENCES)
def test_the_same_holds_for_lines(old, new):
    spans = compare_lines(old, new)
    assert (spans == []) == (old == new)
    assert compare_lines(new, new) == []
    if spans:
        assert text(sum((span.old for span in spans), ())) == old
        assert sum((span.new for span in spans), ()) == plain_tokens(new)


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_what_two_lists_have_in_common_rises_on_both_sides(old, new):
    pairs = align(old, new)
    assert all(old[here] == new[there] for here, there in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(st.permutations(range(7)))
def test_the_longest_rise_rises_and_none_is_longer(numbers):
    rise = longest_rise(numbers)
    assert rise == sorted(rise)
    assert not Counter(rise) - Counter(numbers)
    best = [1] * len(numbers)
    for position in range(len(numbers)):
        best[position] += max((best[before] for before in range(position) if numbers[before] < numbers[position]), default=0)
    assert len(rise) == max(best)
    assert [numbers.index(number) for number in rise] == sorted(numbers.index(number) for number in rise)
