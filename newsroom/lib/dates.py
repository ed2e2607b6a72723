"""Dates and times as readers of each language write them: Baghdad's clock, Iraqi and Sorani months, western digits.

Django's own Arabic months are the Egyptian ones, and the full date of Sorani in CLDR is broken, so the formats stand here.
Everything is absolute: a stored page can't know when it will be read.
"""

from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone


class Calendar(NamedTuple):
    """How a language writes a date; months from January, days of the week from Monday."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short: str  # without the year
    long: str
    comma: str


ARABIC = Calendar(
    (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
    ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "{day} {month}", "{day} {month} {year}", "، ",
)  # fmt: skip
SORANI = Calendar(
    (
        "کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران",
        "تەممووز", "ئاب", "ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم",
    ),
    ("دووشەممە", "سێشەممە", "چوارشەممە", "پێنجشەممە", "هەینی", "شەممە", "یەکشەممە"),
    "{day}ی {month}", "{day}ی {month}ی {year}", "، ",
)  # fmt: skip
ENGLISH = Calendar(
    (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "{day} {month}", "{day} {month} {year}", ", ",
)  # fmt: skip
CALENDARS = {"ar": ARABIC, "ckb": SORANI, "en": ENGLISH}


def local(at: datetime) -> datetime:
    """The same moment on the newsroom's own clock, whichever zone is active."""
    return timezone.localtime(at, timezone.get_default_timezone())


def written(pattern: str, on: date, calendar: Calendar) -> str:
    return pattern.format(day=on.day, month=calendar.months[on.month - 1], year=on.year)


def written_day(on: date, language: str) -> str:
    """A date as it is, whichever the zone: «23 تشرين الثاني 2026»."""
    calendar = CALENDARS[language]
    return written(calendar.long, on, calendar)


def day(at: datetime, language: str) -> str:
    """The day of a moment: «23 تشرين الثاني 2026»."""
    return written_day(local(at), language)


def weekday(at: datetime, language: str) -> str:
    """«الاثنين، 23 تشرين الثاني 2026»."""
    calendar = CALENDARS[language]
    return calendar.weekdays[local(at).weekday()] + calendar.comma + day(at, language)


def clock(at: datetime) -> str:
    """«14:10»."""
    return local(at).strftime("%H:%M")


def moment(at: datetime, language: str) -> str:
    """«14:10، 23 تشرين الثاني 2026»."""
    return clock(at) + CALENDARS[language].comma + day(at, language)


def seen_from(at: datetime, now: datetime, language: str) -> str:
    """For a page that says what day it is and is made anew at midnight: «14:10», «22 تشرين الثاني», «3 أيار 2025»."""
    calendar, then, today = CALENDARS[language], local(at), local(now)
    if then.date() == today.date():
        return clock(at)
    return written(calendar.short if then.year == today.year else calendar.long, then, calendar)


def iso(at: datetime) -> str:
    """For <time datetime>: «2026-11-23T14:10:00+03:00»."""
    return local(at).isoformat(timespec="seconds")
