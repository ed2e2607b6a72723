"""Words of several scripts: isolating, folding, slugs. Knows no models."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# U+202A–202E and the marks beside them turn the direction of everything that follows; no newsroom types them.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# What XML and PostgreSQL refuse to hold, and what takes no place on a page: a headline of it would look empty.
UNSPEAKABLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
INVISIBLE = "\u00ad\u115f\u1160\u200b\u2060\u2800\u3164\ufeff\uffa0"
DROPPED = re.compile(f"[{BIDI_CONTROLS}{UNSPEAKABLE}{INVISIBLE}]")
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # Unicode's rarer ones; XML refuses most of them
ZWNJ = "\u200c"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
LATIN = "A-Za-z\u00c0-\u024f"
# A number goes with its Latin unit: «33.3 km» would read backwards; a year before a name does not: «2024 O Globo».
UNITS = "km|m|cm|mm|kg|g|mg|[KMGT]B|[KMG]bps|[kM]?Wh?|V|A|Hz"
MEASURED = rf"\d+(?:[.,]\d+)*(?=\s?(?:{UNITS})(?![{LATIN}]))"
# A run begins and ends with a letter or digit of its script and may hold neutral signs in between: «O Globo», C++, +964 770.
FOREIGN_RUN = {
    "rtl": re.compile(
        rf"[+@#(]*(?:[{LATIN}][{LATIN}0-9]*|\d+(?=[-–/:]\d|\s\d)|{MEASURED})(?:[ .,'’&/:@_+\-–]*[{LATIN}0-9]+)*[+#)%]*"
    ),
    "ltr": re.compile(rf"[{ARABIC}]+(?:[ ،؛.\-–{ZWNJ}]*[{ARABIC}]+)*"),
}
FOLDS = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ؤ": "و", "ئ": "ي", ZWNJ: " "}
)
MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")  # tatweel and tashkeel
NOT_IN_SLUG = re.compile(r"[^\w-]+|_+")


def runs(text: str, direction: str) -> Iterator[tuple[str, bool]]:
    """Cut `text` into pieces, each with whether it runs against `direction` ("rtl" or "ltr")."""
    end = 0
    for match in FOREIGN_RUN[direction].finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def isolate(text: str, direction: str) -> SafeString:
    """Escape for HTML, with every run against the direction in <bdi>."""
    pieces = (f"<bdi>{escape(piece)}</bdi>" if foreign else escape(piece) for piece, foreign in runs(text, direction))
    return mark_safe("".join(pieces))  # noqa: S308 each piece is escaped above


def isolate_plain(text: str, direction: str) -> str:
    """The same for titles, subjects and feeds, where no markup can stand: U+2068 … U+2069."""
    return "".join(f"\u2068{piece}\u2069" if foreign else piece for piece, foreign in runs(text, direction))


def without_controls(text: str) -> str:
    """Leave out what nobody types and nobody sees: direction controls, NULs, half characters, signs without width."""
    return DROPPED.sub("", LINE_ENDS.sub(" ", text))


def says_something(text: str) -> bool:
    """Whether there is anything to be seen: blanks and joiners alone are nothing."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def tidy(text: str) -> str:
    """One line as typed, without control characters and doubled blanks, composed (NFC); empty where nothing can be seen."""
    line = " ".join(unicodedata.normalize("NFC", without_controls(text)).split())
    return line if says_something(line) else ""


def fold(text: str) -> str:
    """What a search compares: spelling variants of Arabic and Sorani made one, marks gone, lower case."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(FOLDS).lower()


def slugify(text: str, longest: int = 80) -> str:
    """Words joined by hyphens in their own script; ZWNJ becomes a hyphen; cut between words."""
    words = MARKS.sub("", unicodedata.normalize("NFKC", text)).replace(ZWNJ, "-").lower()
    slug = re.sub(r"-{2,}", "-", NOT_IN_SLUG.sub("-", words)).strip("-")
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def tidy_lines(text: str) -> str:
    """As tidy(), line by line; empty lines go."""
    return "\n".join(filter(None, (tidy(line) for line in text.splitlines())))
