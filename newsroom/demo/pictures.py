"""The demo day's pictures, drawn by code: no photograph, no face, nothing that pretends to be either."""

from collections.abc import Callable

from newsroom.demo.canvas import Canvas, rgb
from newsroom.demo.patterns import stars, walls, weaves

GROUND = rgb("#2a2622")  # the joint between tiles, where a pattern leaves any

PATTERNS: dict[str, Callable[[Canvas], None]] = {
    "star-cross": stars.star_cross,
    "girih": stars.girih,
    "night-stars": stars.night_stars,
    "shamsa": stars.shamsa,
    "hazarbaf": walls.hazarbaf,
    "chevron": walls.chevron,
    "tiles": walls.tiles,
    "muqarnas": walls.muqarnas,
    "shanasheel": walls.shanasheel,
    "kites": walls.kites,
    "kilim": weaves.kilim,
    "reeds": weaves.reeds,
    "mudhif": weaves.mudhif,
    "palms": weaves.palms,
    "fields": weaves.fields,
    "waves": weaves.waves,
    "honeycomb": weaves.honeycomb,
}


def draw(key: str, width: int = 1600) -> bytes:
    """The pattern as a JPEG, 3:2 and `width` pixels wide; the same every time. Raises KeyError for an unknown key."""
    canvas = Canvas(width, GROUND, seed=key)
    PATTERNS[key](canvas)
    return canvas.finish()
