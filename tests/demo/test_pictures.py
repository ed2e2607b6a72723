"""The demo day's pictures."""

from io import BytesIO

import pytest
from PIL import Image, ImageStat

from newsroom.demo import records
from newsroom.demo.pictures import PATTERNS, draw


def opened(key, width=480):
    return Image.open(BytesIO(draw(key, width)))


@pytest.mark.parametrize("key", PATTERNS)
def test_a_pattern_fills_its_sheet(key):
    picture = opened(key)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (480, 320))
    spread = ImageStat.Stat(picture.convert("L")).stddev[0]
    assert spread > 8, "an empty sheet"


@pytest.mark.parametrize("key", PATTERNS)
def test_a_pattern_is_the_same_every_time(key):
    assert draw(key, 320) == draw(key, 320)


def test_no_two_patterns_look_alike():
    # What an eye would remember of each: sixteen patches of colour.
    seen = {key: opened(key, 320).resize((4, 4), Image.Resampling.BOX).tobytes() for key in PATTERNS}
    names = sorted(seen)
    alike = [
        (one, other)
        for index, one in enumerate(names)
        for other in names[index + 1 :]
        if sum(abs(a - b) for a, b in zip(seen[one], seen[other], strict=True)) / 48 < 10
    ]
    assert not alike


def test_a_picture_is_drawn_at_the_width_of_the_largest_rendition():
    assert opened("star-cross", 1600).size == (1600, 1067)


def test_a_picture_names_nobody_and_no_place():
    picture = opened("star-cross")
    assert not picture.getexif()
    assert "comment" not in picture.info


def test_an_unknown_pattern_is_refused():
    with pytest.raises(KeyError):
        draw("لا نقش بهذا الاسم")


def test_every_picture_of_the_day_has_its_pattern_and_is_used_by_a_story():
    pictures = {photo.key: photo.pattern for photo in records.reference().photos}
    assert set(pictures.values()) <= set(PATTERNS)
    assert {story.picture for story in records.stories()} - {""} == set(pictures)
