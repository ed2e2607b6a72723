#!/usr/bin/env python3
"""Make static/fonts/vazirmatn.woff2: Vazirmatn (OFL), cut down to what our Arabic and Sorani pages set in type.

The letters, marks and punctuation below with every layout rule among them; weights 400 to 800 on one axis; no hints.
Latin letters are left to the reader's own fonts. One file of at most 26 KB, or this script stops.

Run it in an environment of its own, for the newsroom itself never needs these tools:

    npm install vazirmatn                # in a scratch folder; tried with 33.0.3
    python3 -m venv fonts-env && fonts-env/bin/pip install fonttools brotli
    fonts-env/bin/python scripts/build_font.py node_modules/vazirmatn
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
LARGEST = 26 * 1024  # bytes
WEIGHTS = (400, 800)

ARABIC = [*range(0x0621, 0x063B), *range(0x0640, 0x0656), 0x0670, 0x0671]
KURDISH = [ord(letter) for letter in "پچڕژڤکگڵھۆیێە"]
DIGITS = [*range(0x30, 0x3A), *range(0x0660, 0x066A)]
SIGNS = [ord(sign) for sign in " \u00a0\u200c\u200d«»“”‘’‹›…–—،؛؟٪٫٬!\"%&'()*+,-./:;=?[]·•×"]
FEATURES = ["calt", "ccmp", "fina", "init", "isol", "kern", "liga", "locl", "mark", "medi", "mkmk", "rlig", "tnum"]


def build(package: Path) -> int:
    """Write the font and its licence; returns the font's size in bytes."""
    font = TTFont(package / "fonts" / "variable" / "Vazirmatn[wght].ttf", recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*ARABIC, *KURDISH, *DIGITS, *SIGNS])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    made = TARGET / "vazirmatn.woff2"
    font.save(made)
    shutil.copyfile(package / "OFL.txt", TARGET / "OFL.txt")
    return made.stat().st_size


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"Usage: {sys.argv[0]} folder-of-the-npm-package")
    size = build(Path(sys.argv[1]))
    if size > LARGEST:
        sys.exit(f"The font has {size} bytes, more than the {LARGEST} that a page may spend on it.")
    sys.stdout.write(f"{size} bytes\n")
