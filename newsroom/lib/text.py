"""Words of several scripts: isolating, folding, slugs. Knows no models."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# U+202A–202E and the marks beside them turn the direction of everything that follows; no newsroom types them.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ZWNJ = "\u200c"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
LATIN = "A-Za-z\u00c0-\u024f"
# A run begins and ends with a letter or digit of its script and may hold neutral signs in between: «O Globo», C++, +964 770.
FOREIGN_RUN = {
    "rtl": re.compile(rf"[+@#(]*(?:[{LATIN}][{LATIN}0-9]*|\d+(?=[-–/:]\d|\s\d))(?:[ .,'’&/:@_+\-–]*[{LATIN}0-9]+)*[+#)%]*"),
    "ltr": re.compile(rf"[{ARABIC}]+(?:[ ،؛.\-–{ZWNJ}]*[{ARABIC}]+)*"),
}
FOLDS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ؤ": "و", "ئ": "ي", ZWNJ: " "})
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


def tidy(text: str) -> str:
    """One line as typed, without direction controls, NULs and doubled blanks; composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", BIDI_CONTROLS.sub("", text).replace("\0", "")).split())


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


def count_words(text: str) -> int:
    return len(text.split())
