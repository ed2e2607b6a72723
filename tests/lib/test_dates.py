"""Dates as readers read them, string by string."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from newsroom.lib import dates

NOVEMBER = datetime(2026, 11, 23, 11, 10, tzinfo=UTC)  # 14:10 in Baghdad
LANGUAGES = ["ar", "ckb", "en"]

MONTHS = {
    "ar": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "ckb": "کانوونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەممووز|ئاب|ئەیلوول|تشرینی یەکەم|تشرینی دووەم|کانوونی یەکەم",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}
WRITTEN = {"ar": "7 {} 2026", "ckb": "7ی {}ی 2026", "en": "7 {} 2026"}
WEEK = {
    "ar": "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "ckb": "دووشەممە|سێشەممە|چوارشەممە|پێنجشەممە|هەینی|شەممە|یەکشەممە",
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_the_name_that_the_country_gives_it(language):
    written = [dates.day(datetime(2026, month, 7, 12, tzinfo=UTC), language) for month in range(1, 13)]
    assert written == [WRITTEN[language].format(month) for month in MONTHS[language].split("|")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_names_the_day_of_the_week(language):
    comma = ", " if language == "en" else "، "
    week = [datetime(2026, 11, 23 + days, 12, tzinfo=UTC) for days in range(7)]
    assert [dates.weekday(day, language).split(comma)[0] for day in week] == WEEK[language].split("|")
    assert dates.weekday(NOVEMBER, "ar") == "الاثنين، 23 تشرين الثاني 2026"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "14:10، 23 تشرين الثاني 2026"),
        ("ckb", "14:10، 23ی تشرینی دووەمی 2026"),
        ("en", "14:10, 23 November 2026"),
    ],
)
def test_a_story_s_moment_is_absolute_and_on_baghdad_s_clock(language, written):
    assert dates.moment(NOVEMBER, language) == written


def test_a_story_released_late_in_utc_belongs_to_baghdad_s_next_day():
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert dates.moment(late, "ar") == "01:30، 1 كانون الثاني 2027"


def test_the_clock_stays_baghdad_s_wherever_the_desk_s_person_is():
    with timezone.override("America/Sao_Paulo"):
        assert dates.clock(NOVEMBER) == "14:10"


def test_machines_get_the_offset():
    assert dates.iso(NOVEMBER) == "2026-11-23T14:10:00+03:00"


@pytest.mark.parametrize(
    ("then", "written"),
    [
        (datetime(2026, 11, 23, 5, 5, tzinfo=UTC), "08:05"),
        (datetime(2026, 11, 22, 20, 59, tzinfo=UTC), "22 تشرين الثاني"),
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), "00:00"),
        (datetime(2025, 5, 3, 9, 0, tzinfo=UTC), "3 أيار 2025"),
    ],
)
def test_on_the_front_page_today_s_stories_have_a_clock_and_older_ones_a_day(then, written):
    assert dates.seen_from(then, NOVEMBER, "ar") == written


def test_a_date_without_an_hour_is_not_moved_by_a_zone():
    assert dates.written_day(date(2026, 2, 1), "ar") == "1 شباط 2026"
