"""Narrower copies of a picture, and the files that nobody owns any more."""

import os
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import renditions
from articles.models import Change, Photo
from articles.tasks import make_renditions, remove_forgotten_pictures
from tests.make import make_author, make_live, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def make_wide_photo(width: int = 1000, **fields) -> Photo:
    data = BytesIO()
    Image.new("RGB", (width, width // 2), "#a86b32").save(data, "JPEG")
    return make_photo(file=ContentFile(data.getvalue(), name="جسر.jpg"), **fields)


def files(media) -> dict[str, int]:
    """Every file with the time of its last change."""
    return {path.relative_to(media).as_posix(): path.stat().st_mtime_ns for path in media.rglob("*") if path.is_file()}


def test_a_picture_gets_each_width_that_is_narrower_than_itself(media):
    photo = make_wide_photo(1000)
    assert renditions.make(photo) == [320, 640, 960]
    photo = Photo.objects.get()
    assert photo.rendered_widths == [320, 640, 960]
    for width in photo.rendered_widths:
        with default_storage.open(photo.rendition_name(width)) as file, Image.open(file) as image:
            assert (image.format, image.size) == ("WEBP", (width, width // 2))
    assert set(files(media)) == {photo.name, *(photo.rendition_name(width) for width in (320, 640, 960))}


def test_a_small_picture_is_shown_as_it_is():
    photo = make_wide_photo(300)
    assert renditions.make(photo) == []
    assert photo.url(320) == photo.file.url


def test_readers_get_the_narrowest_rendition_that_is_wide_enough():
    photo = make_wide_photo(1000)
    renditions.make(photo)
    assert photo.url(500).endswith("-640.webp")
    assert photo.url(961) == photo.file.url
    assert [part.split()[1] for part in photo.srcset.split(", ")] == ["320w", "640w", "960w", "1000w"]


def test_making_renditions_again_changes_nothing(media):
    photo = make_wide_photo()
    make_live(picture=photo)
    renditions.make(photo)
    before, told = files(media), Change.objects.count()
    assert renditions.make(Photo.objects.get()) == [320, 640, 960]
    assert files(media) == before
    assert Change.objects.count() == told


def test_a_rendition_that_was_lost_is_made_again(media):
    photo = make_wide_photo()
    renditions.make(photo)
    (media / photo.rendition_name(640)).unlink()
    renditions.make(photo)
    assert (media / photo.rendition_name(640)).exists()


def test_what_a_stopped_worker_left_unfinished_is_never_a_rendition(media):
    photo = make_wide_photo()
    default_storage.save(f"{photo.rendition_name(320)}.part", ContentFile(b"half a pict"))
    renditions.make(photo)
    with Image.open(media / photo.rendition_name(320)) as image:
        assert image.size == (320, 160)


def test_pages_of_stories_and_authors_that_show_the_picture_are_told():
    photo = make_wide_photo()
    live = make_live(picture=photo)
    author = make_author(portrait=photo)
    make_live()
    renditions.make(photo)
    tags = set(Change.objects.latest("sequence").tags)
    assert {f"article:{live.article_id}", "front:ar", f"section:{live.section_id}:ar"} <= tags
    assert {f"author:{author.pk}:ar", f"author:{author.pk}:ckb", f"author:{author.pk}:en"} <= tags
    assert len([tag for tag in tags if tag.startswith("article:")]) == 1


def test_a_picture_that_no_page_shows_tells_nobody():
    photo = make_wide_photo()
    renditions.make(photo)
    assert not Change.objects.exists()


def test_the_worker_makes_the_renditions_and_passes_over_a_picture_that_is_gone():
    photo = make_wide_photo()
    make_renditions(photo.pk)
    make_renditions(photo.pk + 1)
    assert Photo.objects.get().rendered_widths == [320, 640, 960]


def test_by_night_files_without_a_picture_go_and_all_others_stay(media):
    photo = make_wide_photo()
    renditions.make(photo)
    owned = set(files(media))
    folder = photo.name.rpartition("/")[0]
    names = ("lost.jpg", "lost-320.webp", "جسر-320.webp.part")
    old = [default_storage.save(f"{folder}/{name}", ContentFile(b"x")) for name in names]
    new = default_storage.save(f"{folder}/waiting.jpg", ContentFile(b"x"))
    elsewhere = default_storage.save("backups/kept.txt", ContentFile(b"x"))
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for name in (*old, *owned, elsewhere):
        os.utime(media / name, (long_ago, long_ago))
    remove_forgotten_pictures(0)
    assert set(files(media)) == owned | {new, elsewhere}


def test_an_empty_newsroom_has_nothing_to_forget():
    assert renditions.remove_forgotten() == []
