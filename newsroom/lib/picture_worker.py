"""Opens one picture that nobody has looked at yet, in a process of its own with little memory and little time.

Run by newsroom.lib.pictures as a script: the file comes on standard input; on standard output goes one line of JSON and,
where the picture is taken, our own encoding of it. Whatever else a broken file makes of this process (a traceback, a signal)
is a refusal too. Imports nothing but Pillow, so that it starts quickly and knows no secret.
"""

import json
import resource
import signal
import sys
from io import BytesIO
from typing import BinaryIO, NamedTuple

# Each plugin by name: Pillow opens only with those that were imported.
from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin

PLUGINS = (AvifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")  # MPO is what Pillow calls a telephone's JPEG with a second picture behind it
PIXELS = 60_000_000
UNEASY = 30_000_000  # pixels from which a failure is rather our want of memory than the file's fault
LONGEST = 2560  # pixels of the longer side as stored: a lead picture on a large screen of double density
SHORTEST = 100  # pixels of the shorter side
JPEG_QUALITY = 88
WEBP_QUALITY = 90

MEMORY = 240 * 1024 * 1024  # bytes; with the 14 MB of the libraries' code it stays under 256 MB
DECODING_SECONDS = 1.6  # of the processor's time: a busy machine refuses no good picture, a hostile one costs no more
ENCODING_SECONDS = 3.0
OUT_OF_TIME = signal.SIGPROF  # what the timer kills with
LIMITS = {resource.RLIMIT_DATA: MEMORY, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}


class Refused(Exception):
    """A picture that we understand and don't take; the code is one of newsroom.lib.pictures.REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Encoded(NamedTuple):
    data: bytes
    extension: str
    width: int
    height: int


def limit() -> None:
    """Bound memory and files for good, and the processor's time until the timer is set anew; then the process is killed."""
    for which, most in LIMITS.items():
        hard = resource.getrlimit(which)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (allowed, allowed))
    signal.setitimer(signal.ITIMER_PROF, DECODING_SECONDS)


def decode(file: BinaryIO) -> Image.Image:
    """The picture upright, in sRGB, at most LONGEST pixels, in mode RGB or, where something shines through, RGBA."""
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(BytesIO(file.read()), formats=FORMATS) as image:
        if image.width * image.height > PIXELS:
            raise Refused("too_large")
        if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
            raise Refused("moving")
        load(image)
        return bare(upright(image))


def load(image: Image.Image) -> None:
    """Read the pixels; of a JPEG only as many as are needed. Decoders that run out of memory seldom say so."""
    pixels = image.width * image.height
    image.draft(None, (LONGEST, LONGEST))
    try:
        image.load()
    except OSError as error:
        if pixels > UNEASY:
            raise Refused("too_large") from error
        raise


def upright(image: Image.Image) -> Image.Image:
    """Shrunk first: everything after it costs a fraction of the memory."""
    image = smooth(image)
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if min(image.size) < SHORTEST:
        raise Refused("too_small")
    ImageOps.exif_transpose(image, in_place=True)
    return in_srgb(image)


def smooth(image: Image.Image) -> Image.Image:
    """In a mode whose pixels can be averaged: no palettes, no single bits, no 16-bit greys."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def in_srgb(image: Image.Image) -> Image.Image:
    """By the picture's own colour profile; a profile that can't be read or doesn't fit is left aside."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert(mode)


def bare(image: Image.Image) -> Image.Image:
    """The pixels alone: a new picture knows nothing of camera, place, programs or comments."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    new = Image.new(image.mode, image.size)
    new.paste(image)
    return new


def encode(image: Image.Image) -> Encoded:
    """JPEG, progressive; WebP where something shines through: a tenth of what PNG would take, the edges kept exactly."""
    out = BytesIO()
    if image.mode == "RGBA":
        image.save(out, "WEBP", quality=WEBP_QUALITY, alpha_quality=100, method=2)
        return Encoded(out.getvalue(), "webp", *image.size)
    image.save(out, "JPEG", quality=JPEG_QUALITY, progressive=True)
    return Encoded(out.getvalue(), "jpg", *image.size)


def answer(file: BinaryIO) -> tuple[dict[str, str | int], bytes]:
    """What goes to standard output: the header's fields and the encoding, which is empty for a refusal."""
    try:
        image = decode(file)
        signal.setitimer(signal.ITIMER_PROF, ENCODING_SECONDS)
        encoded = encode(image)
    except Refused as refused:
        return {"refused": refused.code}, b""
    except (MemoryError, Image.DecompressionBombError):
        return {"refused": "too_large"}, b""
    return {"extension": encoded.extension, "width": encoded.width, "height": encoded.height}, encoded.data


def main() -> None:
    limit()
    header, data = answer(sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + data)


if __name__ == "__main__":
    main()
