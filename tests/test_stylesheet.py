"""What every rule of readers' stylesheet keeps to."""

import re
from itertools import product

import pytest

from newsroom import finders

PHYSICAL = r"(?<![\w-])((margin|padding|border)-)?(left|right|top|bottom)(?=\s*:)|text-align:\s*(left|right)"
HURTS_JOINED_LETTERS = r"letter-spacing|italic|hyphens|text-transform|justify;|text-stroke"
PARTS = [pytest.param(part.read_text(encoding="utf-8"), id=part.name) for part in finders.parts()]
TEXTS = ["ink", "ink-2", "accent", "signal"]


def colours(scheme: str) -> dict[str, str]:
    """The tokens' colours by name; the dark scheme lies over the light one."""
    css = (finders.CSS / "tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    found = re.compile(r"--([\w-]+): (#[0-9a-f]+);")
    return dict(found.findall(light)) | (dict(found.findall(dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, "relative luminance"."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(scheme):
    token = colours(scheme)
    pairs = [*product(TEXTS, ["paper", "paper-2"]), ("on-ground", "ground")]
    faint = {pair: round(contrast(token[pair[0]], token[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("css", PARTS)
def test_nothing_knows_left_from_right(css):
    assert not re.search(PHYSICAL, css)


@pytest.mark.parametrize("css", PARTS)
def test_nothing_hurts_joined_letters(css):
    for_arabic = re.sub(r"[^{}]*:lang\(en\)[^{}]*\{[^}]*\}", "", css)
    assert not re.search(HURTS_JOINED_LETTERS, for_arabic)


@pytest.mark.parametrize("css", PARTS)
def test_older_phones_understand_all_of_it(css):
    assert not re.search(r"light-dark\(|&|@layer|@import|color-mix", css)


def test_the_font_is_one_file_within_its_budget():
    fonts = [path for path in (finders.CSS.parent / "fonts").iterdir() if path.suffix.startswith(".woff")]
    assert [path.name for path in fonts] == ["vazirmatn.woff2"]
    assert fonts[0].stat().st_size <= 26 * 1024
