"""How Django's own screens write dates in Arabic: day first, a clock of 24 hours, weeks from Saturday."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "H:i، j F Y"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "H:i، Y-m-d"
FIRST_DAY_OF_WEEK = 6
