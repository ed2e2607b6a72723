"""Latin names inside Arabic, Arabic names inside English: each stands apart, in markup and without it."""

import pytest

from newsroom.lib.text import fold, isolate, isolate_plain, slugify, tidy

FSI, PDI = "\u2068", "\u2069"
ISOLATED = [
    ("أفادت صحيفة «O Globo» البرازيلية", "O Globo"),
    ("دورة في لغة C++ للمبتدئين", "C++"),
    ("الاتصال على +964 770 123 4567 مساءً", "+964 770 123 4567"),
    ("بين 12-15 درجة", "12-15"),
    ("بغداد (AFP) – قال الناطق", "(AFP)"),
    ("قراءات PM2.5 ترتفع", "PM2.5"),
    ("قطعوا 33.3 km قبل الشروق", "33.3 km"),
    ("سرعة 40 Mbps مجاناً", "40 Mbps"),
    ("عام 2024 O Globo قالت", "O Globo"),
    ("نشره @river_courier أمس", "@river_courier"),
]


@pytest.mark.parametrize(("text", "run"), ISOLATED)
def test_what_runs_from_left_to_right_inside_arabic_is_isolated(text, run):
    assert isolate(text, "rtl") == text.replace(run, f"<bdi>{run}</bdi>")
    assert isolate_plain(text, "rtl") == text.replace(run, f"{FSI}{run}{PDI}")


def test_a_name_in_arabic_inside_english_is_isolated():
    assert isolate("Carried from الأمصار today", "ltr") == "Carried from <bdi>الأمصار</bdi> today"


def test_words_in_the_text_s_own_direction_are_left_alone():
    arabic = "افتتاح 22 صفاً في المدرسة، وأكثر من 80% من المقاعد"
    assert isolate(arabic, "rtl") == isolate_plain(arabic, "rtl") == arabic


def test_isolating_loses_no_letter_and_lets_no_markup_through():
    hostile = "<script>alert(1)</script> «O Globo» & غيرها"
    assert isolate_plain(hostile, "rtl").replace(FSI, "").replace(PDI, "") == hostile
    assert "<script" not in isolate(hostile, "rtl")


@pytest.mark.parametrize("control", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u200e", "\u200f", "\u2066", "\0"])
def test_a_typed_line_keeps_no_control_that_would_turn_what_follows(control):
    assert tidy(f"  عنوان{control}  المادة ") == "عنوان المادة"


def test_a_kurdish_joiner_stays_in_the_text_and_parts_words_in_the_address():
    assert tidy("نوێ\u200cترین") == "نوێ\u200cترین"
    assert slugify("نوێ\u200cترین هەواڵ") == "نوێ-ترین-هەواڵ"


def test_an_address_is_cut_between_words():
    assert slugify("بوتين وكيم في قمة ببكين.. تقدير روسي", longest=20) == "بوتين-وكيم-في-قمة"


def test_a_search_finds_every_spelling():
    assert fold("الى") == fold("إلى")
    assert fold("تطورًا نوعيًّا") == fold("تطورا نوعيا")
    assert fold("مكتبة") == fold("مكتبه")
    assert fold("هەواڵی کوردی") == fold("هەواڵي كوردي")
