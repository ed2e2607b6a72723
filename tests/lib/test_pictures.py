"""What people upload is never what readers get: it is opened elsewhere, and made anew or refused."""

import random
import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, ImageDraw, ImageFilter
from PIL.ExifTags import GPS, IFD, Base

from newsroom.lib import picture_worker, pictures

RED, BLUE = (200, 30, 40), (30, 60, 190)
SCRIPT = b"<script>alert(document.cookie)</script>"


def drawn(width: int = 600, height: int = 400, mode: str = "RGB") -> Image.Image:
    """Red on the one half and blue on the other."""
    image = Image.new("RGB", (width, height), RED)
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill=BLUE)
    return image.convert(mode)


def saved(image: Image.Image, extension: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, extension, **options)
    return out.getvalue()


def opened(picture: pictures.Picture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 16 for a, b in zip(found, wanted, strict=True))


def png(width: int, height: int, depth: int, colour: int, row: bytes) -> bytes:
    """A PNG written by hand, all its rows alike, so that it is small however many there are."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" + row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def with_camera_data(image: Image.Image, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "Kamera-7"
    exif[Base.Artist] = "سلمى الراوي"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = "N"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (33.0, 18.0, 46.0)
    return saved(image, "JPEG", exif=exif, comment="في بيت المصوّر", xmp=b"<x:xmpmeta>Kamera-7</x:xmpmeta>", quality=95)


def refused(data: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        pictures.decode(data)
    return caught.value.code


def test_place_and_camera_are_gone_and_the_picture_stands_upright():
    data = with_camera_data(drawn(600, 400), orientation=6)
    assert b"Kamera-7" in data
    picture = pictures.decode(data)
    image = opened(picture)
    assert (picture.extension, picture.width, picture.height) == ("jpg", 400, 600)
    assert near(image.getpixel((200, 50)), RED)
    assert near(image.getpixel((200, 550)), BLUE)
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
    for trace in (b"Exif", b"Kamera-7", b"xmpmeta", "المصو".encode()):
        assert trace not in picture.data


def test_a_picture_that_is_a_page_as_well_is_only_a_picture_afterwards():
    picture = pictures.decode(saved(drawn(), "JPEG", comment=SCRIPT) + SCRIPT)
    assert b"script" not in picture.data
    assert near(opened(picture).getpixel((20, 20)), RED)


@pytest.mark.parametrize(
    ("extension", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "P"), ("PNG", "1"), ("WEBP", "RGB"), ("AVIF", "RGB")],
)
def test_still_pictures_of_the_four_formats_become_jpeg(extension, mode):
    picture = pictures.decode(saved(drawn(mode=mode), extension))
    assert (picture.extension, picture.width, picture.height) == ("jpg", 600, 400)
    image = opened(picture)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    if mode in {"RGB", "P"}:
        assert near(image.getpixel((20, 20)), RED)


def test_what_shines_through_still_does():
    image = drawn(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    picture = pictures.decode(saved(image, "PNG"))
    assert picture.extension == "webp"
    assert opened(picture).getchannel("A").getextrema() == (0, 255)


def test_an_unused_transparency_is_dropped():
    assert pictures.decode(saved(drawn(mode="RGBA"), "PNG")).extension == "jpg"


def test_a_scan_in_16_bit_grey_keeps_its_greys():
    grey = png(300, 200, 16, 0, struct.pack(">H", 0x8000) * 300)
    assert near(opened(pictures.decode(grey)).getpixel((9, 9)), (128, 128, 128))


def test_a_telephones_picture_with_a_second_one_behind_it_is_taken():
    data = saved(drawn(), "MPO", save_all=True, append_images=[drawn(64, 64)])
    assert near(opened(pictures.decode(data)).getpixel((20, 20)), RED)


def test_a_broken_colour_profile_does_not_stop_a_picture():
    picture = pictures.decode(saved(drawn(), "JPEG", icc_profile=b"not a profile at all"))
    assert near(opened(picture).getpixel((20, 20)), RED)


def test_a_large_photograph_is_brought_to_the_width_of_a_large_screen():
    """24 million pixels, as reporters' cameras give them."""
    large = drawn(600, 400).filter(ImageFilter.BLUR).resize((6000, 4000))
    picture = pictures.decode(saved(large, "JPEG"))
    assert (picture.width, picture.height) == (2560, 1707)


def test_the_name_and_the_type_that_come_with_a_file_count_for_nothing():
    upload = SimpleUploadedFile("../../صورة.html", saved(drawn(), "PNG"), content_type="text/html")
    assert pictures.decode_upload(upload).extension == "jpg"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        ("ليست صورة".encode(), "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'>" + SCRIPT + b"</svg>", "unreadable"),
        (b"<!doctype html><html><body>" + SCRIPT, "unreadable"),
        (saved(drawn(), "JPEG")[:2000], "unreadable"),
        (saved(drawn(), "PNG")[:-200], "unreadable"),
        (b"\xff\xd8\xff\xe0" + SCRIPT, "unreadable"),
        (saved(drawn(), "GIF"), "unreadable"),
        (saved(drawn(), "TIFF"), "unreadable"),
        (saved(drawn(), "PDF"), "unreadable"),
        (saved(drawn(), "WEBP", save_all=True, append_images=[drawn().rotate(180)]), "moving"),
        (saved(drawn(), "PNG", save_all=True, append_images=[drawn().rotate(180)]), "moving"),
        (saved(drawn(99, 400), "JPEG"), "too_small"),
        (saved(drawn(12_000, 120), "PNG"), "too_small"),
        (png(30_000, 30_000, 1, 0, bytes(3750)), "too_large"),
        (png(9_000, 9_000, 1, 0, bytes(1125)), "too_large"),
        (png(7_700, 7_700, 8, 6, bytes(30_800)), "too_large"),
        (bytes(pictures.HEAVIEST + 1), "too_heavy"),
    ],
    ids=[
        "empty", "text", "svg", "html", "cut jpeg", "cut png", "a jpeg's beginning", "gif", "tiff", "pdf", "moving webp",
        "moving png", "too narrow", "too narrow once shrunk", "bomb", "too many pixels", "more than the memory", "too heavy",
    ],
)  # fmt: skip
def test_what_is_no_usable_picture_is_refused(data, code):
    assert refused(data) == code


def test_a_file_that_is_too_heavy_is_not_even_read():
    upload = SimpleUploadedFile("صورة.jpg", b"x")
    upload.size = pictures.HEAVIEST + 1
    upload.file.close()
    with pytest.raises(ValidationError) as caught:
        pictures.decode_upload(upload)
    assert caught.value.code == "too_heavy"


def test_a_picture_that_keeps_the_processor_busy_is_given_up():
    """A progressive JPEG may paint the same pixels as often as it likes."""
    data = saved(Image.new("L", (5000, 5000), 128), "JPEG", progressive=True)
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    assert refused(data[:-2] + last_scan * 400 + b"\xff\xd9") == "too_slow"


def test_a_worker_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.001)
    assert refused(saved(drawn(), "JPEG")) == "too_slow"


def test_the_worker_never_holds_more_than_256_mb():
    """Linux tells of the most that a process has ever held."""
    ending = "import sys; sys.stderr.write(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    starting = f"import runpy; runpy.run_path({picture_worker.__file__!r}, run_name='__main__'); {ending}"
    bomb = png(7_700, 7_700, 8, 6, bytes(30_800))
    done = subprocess.run([sys.executable, "-I", "-c", starting], input=bomb, capture_output=True, check=True)
    assert b"too_large" in done.stdout
    assert 100_000 < int(done.stderr) < 256 * 1024


def test_the_worker_is_told_nothing_of_the_sites_secrets(monkeypatch):
    asked = {}

    def run(command, **options):
        asked.update(options)
        return subprocess.CompletedProcess(command, 1, b"", b"")

    monkeypatch.setattr(subprocess, "run", run)
    assert refused(b"x") == "unreadable"
    assert set(asked["env"]) <= {"LD_LIBRARY_PATH"}


def test_damage_anywhere_leads_to_a_picture_or_to_a_refusal():
    chance = random.Random(7)
    whole = [with_camera_data(drawn(), 3), saved(drawn(mode="P"), "PNG"), saved(drawn(), "WEBP"), saved(drawn(), "AVIF")]
    for original in whole:
        for _ in range(5):
            damaged = bytearray(original)
            for _ in range(8):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            check_clean_or_refused(bytes(damaged))


def test_other_peoples_broken_pictures_are_stored_clean_or_refused(test_data):
    """Without their material, on what we break ourselves."""
    theirs = sorted((test_data / "images").iterdir()) if test_data else []
    files = [path.read_bytes() for path in theirs] or [saved(drawn(), "GIF"), with_camera_data(drawn(), 8)]
    for data in files:
        check_clean_or_refused(data)


def check_clean_or_refused(data: bytes) -> None:
    """Whatever else it raises fails the test."""
    try:
        picture = pictures.decode(data)
    except ValidationError:
        return
    image = opened(picture)
    image.load()
    assert image.format in {"JPEG", "WEBP"}
    assert not image.getexif()
    assert max(image.size) <= picture_worker.LONGEST


@pytest.mark.parametrize("code", pictures.REFUSALS)
def test_a_refusal_says_that_nothing_was_stored(code):
    with translation.override("en"):
        assert "Nothing was stored" in pictures.refusal(code).messages[0]


def test_a_refusal_names_its_limits():
    with translation.override("en"):
        assert "25 MB" in pictures.refusal("too_heavy").messages[0]
        assert "100 pixels" in pictures.refusal("too_small").messages[0]


def test_a_rendition_is_a_webp_of_the_asked_width():
    original = BytesIO(saved(drawn(1000, 500), "JPEG"))
    image = Image.open(BytesIO(pictures.narrowed(original, 320)))
    assert (image.format, image.size) == ("WEBP", (320, 160))
