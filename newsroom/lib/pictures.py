"""Takes pictures from people: whatever comes in, what goes out is our own encoding or a refusal. Knows no models."""

import json
import logging
import os
import subprocess
import sys
from io import BytesIO
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import Image

from newsroom.lib import picture_worker

logger = logging.getLogger("tahrir.pictures")

HEAVIEST = 25 * 1024 * 1024  # bytes
PATIENCE = 10  # seconds on the clock, where a machine is so busy that the worker's own limit of time is not reached
ACCEPT = "image/jpeg,image/png,image/webp,image/avif"  # what a file chooser offers; the content decides
RENDITION_QUALITY = 80

REFUSALS = {
    "empty": _("The file is empty. Nothing was stored; choose the picture again."),
    "too_heavy": _("The file is larger than %(megabytes)s MB. Nothing was stored; save the picture as JPEG and upload that."),
    "unreadable": _(
        "This is not a whole JPEG, PNG, WebP or AVIF picture. Nothing was stored; open it in an image program, "
        "save it as JPEG and upload that."
    ),
    "moving": _("This is a moving picture. Nothing was stored; save one frame of it as JPEG or PNG and upload that."),
    "too_large": _(
        "The picture has more pixels than can be opened here. Nothing was stored; save it as JPEG with at most "
        "6000 pixels on its longer side and upload that."
    ),
    "too_small": _(
        "The picture is too small for readers: each side needs %(pixels)s pixels or more. Nothing was stored; "
        "look for a larger one."
    ),
    "too_slow": _(
        "The picture took too long to open. Nothing was stored; open it in an image program, save it as JPEG and upload that."
    ),
}
NUMBERS = {"megabytes": HEAVIEST // 1024 // 1024, "pixels": picture_worker.SHORTEST}


class Picture(NamedTuple):
    """Our own encoding: JPEG ("jpg"), or WebP where something shines through; sRGB, upright, without any metadata."""

    data: bytes
    extension: str
    width: int
    height: int


def refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code, params=NUMBERS)


def decode_upload(upload: File) -> Picture:
    """The same as decode() for a file of a form; one that is too heavy is not even read. Its name is never used."""
    if upload.size > HEAVIEST:
        raise refusal("too_heavy")
    with upload.open("rb") as file:
        return decode(file.read())


def decode(data: bytes) -> Picture:
    """Open and encode anew in another process, which has 256 MB and 2 s.

    Raises ValidationError, with one of REFUSALS as its code, for whatever is not a still picture of our four formats.
    """
    if not data:
        raise refusal("empty")
    if len(data) > HEAVIEST:
        raise refusal("too_heavy")
    header, _line_end, encoded = ask_worker(data).partition(b"\n")
    said = json.loads(header)
    if "refused" in said:
        raise refusal(said["refused"])
    return Picture(encoded, said["extension"], said["width"], said["height"])


def ask_worker(data: bytes) -> bytes:
    """What the worker puts out. It sees none of our environment, which holds the site's secrets."""
    try:
        done = subprocess.run(  # noqa: S603 our own script; what people send goes to its standard input
            [sys.executable, "-I", picture_worker.__file__],
            input=data, capture_output=True, timeout=PATIENCE, check=False, env=LIBRARIES,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise refusal("too_slow") from error
    if done.returncode:
        last_words = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        logger.info("picture refused: status %s, %s", done.returncode, last_words[:200])
        raise refusal("too_slow" if -done.returncode == picture_worker.OUT_OF_TIME else "unreadable")
    return done.stdout


# Where an installation of Python keeps its own libraries in an unusual place, it starts only with this.
LIBRARIES = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}


def narrowed(original: IO[bytes], width: int) -> bytes:
    """WebP, `width` pixels wide, of a picture that decode() has made."""
    out = BytesIO()
    with Image.open(original, formats=["JPEG", "WEBP"]) as image:
        height = max(1, round(image.height * width / image.width))
        image.draft(None, (width, height))
        image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0).save(out, "WEBP", quality=RENDITION_QUALITY)
    return out.getvalue()
