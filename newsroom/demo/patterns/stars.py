"""Stars: tiles of eight points, straps that cross over and under, a night sky, a book's medallion."""

import math
from collections.abc import Iterator

from newsroom.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix, polar, ramp, rgb, ring

Polygon = list[Point]


def grid(step_x: float, step_y: float) -> Iterator[tuple[int, int, Point]]:
    """Column, row and middle of every cell that touches the sheet, from a little outside it."""
    for row in range(-1, math.ceil(HEIGHT / step_y) + 2):
        for column in range(-1, math.ceil(WIDTH / step_x) + 2):
            yield column, row, (column * step_x, row * step_y)


def star_cross(canvas: Canvas) -> None:
    """Eight-pointed stars that touch at their tips; the gaps between four of them are crosses."""
    radius = 133.0
    inner = radius * math.cos(math.radians(45)) / math.cos(math.radians(22.5))
    glaze = [rgb("#0f7f86"), rgb("#2fa6a4"), rgb("#7cc9bd")]
    for column, row, (x, y) in grid(2 * radius, 2 * radius):
        cross = cross_between((x + radius, y + radius), radius, inner)
        canvas.tile(cross, canvas.shade(ramp(glaze, 0.5 + 0.5 * math.sin(column * 1.7 + row * 2.3)), 0.08), 5)
        canvas.line([*cross_between((x + radius, y + radius), radius * 0.66, inner * 0.66)] * 2, rgb("#e8dcc0"), 2.5)
        canvas.knob((x + radius, y + radius), radius * 0.13, rgb("#e8dcc0"))
        rosette(canvas, (x, y), radius, inner)


def cross_between(centre: Point, radius: float, inner: float) -> Polygon:
    """The gap between four stars that stand round `centre`: sixteen corners."""
    corners = []
    for turn in (0, 90, 180, 270):
        star = polar(centre, radius * math.sqrt(2), turn + 45)
        for degrees in (270, 247.5, 225, 202.5):
            distance = radius if degrees % 45 == 0 else inner
            corners.append(polar(star, distance, degrees + turn))
    return corners


def rosette(canvas: Canvas, centre: Point, radius: float, inner: float) -> None:
    """The star itself: a field of cobalt, a ring of eight petals, a star of sand in the middle."""
    canvas.tile(ring(centre, (radius, inner), 16), canvas.shade(rgb("#173a6b"), 0.07), 5)
    for turn in range(0, 360, 45):
        petal = [polar(centre, radius * r, turn + d) for r, d in ((0.44, 0), (0.62, -13), (0.84, 0), (0.62, 13))]
        canvas.tile(petal, canvas.shade(rgb("#5fb7b4"), 0.08), 2)
        bud = [polar(centre, radius * r, turn + 22.5 + d) for r, d in ((0.48, 0), (0.56, -8), (0.68, 0), (0.56, 8))]
        canvas.tile(bud, canvas.shade(rgb("#c9893f"), 0.08), 1)
    canvas.tile(ring(centre, (radius * 0.4, radius * 0.306), 16, 22.5), rgb("#eadfc4"), 2)
    canvas.tile(ring(centre, (radius * 0.2, radius * 0.153), 16), rgb("#b4572f"), 1)


def tiling_4_6_12(edge: float) -> Iterator[Polygon]:
    """Regular polygons of 12, 6 and 4 sides that fill the sheet; every side is `edge` long."""
    apothem = edge / (2 * math.tan(math.radians(15)))
    step = 2 * apothem + edge
    rise = step * math.sqrt(3) / 2
    for row in range(-1, math.ceil(HEIGHT / rise) + 2):
        for column in range(-2, math.ceil(WIDTH / step) + 2):
            middle = (column * step + (row % 2) * step / 2, row * rise)
            yield ring(middle, (apothem / math.cos(math.radians(15)),), 12, 15)
            for turn in (30, 90):
                yield ring(polar(middle, step / math.sqrt(3), turn), (edge,), 6, turn)
            for turn in (0, 60, 120):
                yield ring(polar(middle, step / 2, turn), (edge / math.sqrt(2),), 4, turn + 45)


class Strand:
    """A strap inside one polygon: from the middle of a side to a bend, and on to the middle of the next side."""

    def __init__(self, start: Point, bend: Point, end: Point) -> None:
        self.start, self.bend, self.end = start, bend, end


def strands(polygon: Polygon, degrees: float) -> list[Strand]:
    """Straps that leave the middle of each side at that angle to it (the method of polygons in contact)."""
    count = len(polygon)
    cx, cy = sum(x for x, _ in polygon) / count, sum(y for _, y in polygon) / count
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True)]
    apothem = math.dist(middles[0], (cx, cy))
    half = apothem * math.tan(math.pi / count)
    # The bend lies on the ray to the corner, where the straps of both sides meet.
    across = math.radians(90 - 180 / count + degrees)
    reach = apothem / math.cos(math.pi / count) - half * math.sin(math.radians(degrees)) / math.sin(across)
    bends = [polar((cx, cy), reach, math.degrees(math.atan2(y - cy, x - cx))) for x, y in polygon[1:] + polygon[:1]]
    return [Strand(middles[i], bends[i], middles[(i + 1) % count]) for i in range(count)]


def weave(canvas: Canvas, all_strands: list[Strand], strap: Colour, shadow: Colour, width: float) -> None:
    """Draw the straps so that each goes over the first it crosses and under the next."""
    for strand in all_strands:
        canvas.line([strand.bend, strand.end], shadow, width * 1.7)
        canvas.strap([strand.bend, strand.end], strap, width)
    for strand in all_strands:
        canvas.line([strand.start, strand.bend], shadow, width * 1.7)
    for strand in all_strands:
        near = tuple(b + (e - b) * 0.55 for b, e in zip(strand.bend, strand.end, strict=True))
        canvas.strap([strand.start, strand.bend, (near[0], near[1])], strap, width)
        canvas.disc(strand.bend, width * 0.52, strap)


def girih(canvas: Canvas) -> None:
    """Strapwork on a tiling of twelve-, six- and four-sided figures."""
    fields = {12: rgb("#1d5a4c"), 6: rgb("#b8862f"), 4: rgb("#7d2f27")}
    all_strands: list[Strand] = []
    canvas.flat([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], rgb("#14233f"))
    for polygon in tiling_4_6_12(104.0):
        found = strands(polygon, 66)
        star = [point for strand in found for point in (strand.start, strand.bend)]
        canvas.flat(star, canvas.shade(fields[len(polygon)], 0.05))
        all_strands += found
        if len(polygon) == 12:
            heart(canvas, polygon)
    weave(canvas, all_strands, rgb("#eadbb8"), rgb("#0d1f1c"), 9)


def heart(canvas: Canvas, polygon: Polygon) -> None:
    """The middle of a twelve-pointed star: two rings of small tiles."""
    middle = sum(x for x, _ in polygon) / 12, sum(y for _, y in polygon) / 12
    canvas.tile(ring(middle, (96, 66), 24, 0), rgb("#2c7d68"), 2)
    canvas.tile(ring(middle, (58, 40), 24, 15), rgb("#e6c87f"), 2)
    canvas.tile(ring(middle, (30, 21), 24, 0), rgb("#7d2f27"), 2)


def night_stars(canvas: Canvas) -> None:
    """Six-pointed stars on a night sky; a few of them are lit."""
    edge = 78.0
    rise, step = edge * 1.5, edge * math.sqrt(3)
    gold, sky = rgb("#e9c46a"), [rgb("#0c1738"), rgb("#16295a"), rgb("#3a3f78"), rgb("#8a5a73")]
    all_strands: list[Strand] = []
    for column, row, (x, y) in grid(step, rise):
        middle = (x + (row % 2) * step / 2, y)
        hexagon = ring(middle, (edge,), 6, 30)
        found = strands(hexagon, 60)
        height = y / HEIGHT
        canvas.flat(ring(middle, (edge + 1,), 6, 30), canvas.shade(ramp(sky, height), 0.04))
        star = [point for strand in found for point in (strand.start, strand.bend)]
        lit = (column * 7 + row * 11) % 9 == 0 or canvas.chance.random() < 0.1 * (1 - height)
        canvas.tile(star, mix(gold, (255, 246, 220), 0.25) if lit else canvas.shade(ramp(sky[1:], height), 0.08), 4)
        canvas.disc(middle, 7, rgb("#b5652f") if lit else mix(ramp(sky, height), gold, 0.35))
        all_strands += found
    for strand in all_strands:
        canvas.line([strand.start, strand.bend, strand.end], mix(gold, sky[1], 0.42), 2.4)


def shamsa(canvas: Canvas) -> None:
    """The medallion of an old binding: rings of pointed lobes, with a quarter of it in each corner."""
    gold = rgb("#d8b263")
    for _column, row, (x, y) in grid(66, 38):
        centre = (x + (row % 2) * 33, y)
        canvas.tile(ring(centre, (24, 15), 8, 0), canvas.shade(rgb("#6a2f22"), 0.07), 2)
        canvas.disc(centre, 3, rgb("#a06a3a"))
    frame = [(46, 46), (WIDTH - 46, 46), (WIDTH - 46, HEIGHT - 46), (46, HEIGHT - 46), (46, 46), (WIDTH - 46, 46)]
    canvas.strap(frame, gold, 5)
    canvas.strap([(x + (14 if x < 100 else -14), y + (14 if y < 100 else -14)) for x, y in frame], gold, 1.8)
    for corner in ((46.0, 46.0), (WIDTH - 46.0, 46.0), (46.0, HEIGHT - 46.0), (WIDTH - 46.0, HEIGHT - 46.0)):
        medallion(canvas, corner, 190)
    medallion(canvas, (WIDTH / 2, HEIGHT / 2), 430)


def medallion(canvas: Canvas, centre: Point, radius: float) -> None:
    """Ring within ring of sixteen lobes, each ring turned by half a lobe against the last."""
    rings = [
        (1.0, "#d8b263"), (0.975, "#4a1d17"), (0.9, "#1f4a58"), (0.76, "#d8b263"), (0.735, "#7b2e22"),
        (0.58, "#d8b263"), (0.56, "#244f46"), (0.42, "#e6d3a1"), (0.33, "#7b2e22"), (0.2, "#d8b263"), (0.11, "#4a1d17"),
    ]  # fmt: skip
    for index, (size, colour) in enumerate(rings):
        canvas.tile(lobes(centre, radius * size, 16, 11.25 * (index // 2 % 2)), rgb(colour), 0)
    for turn in range(16):
        angle = 22.5 * turn
        leaf = [polar(centre, radius * r, angle + d) for r, d in ((0.62, 0), (0.69, -4), (0.86, 0), (0.69, 4))]
        canvas.tile(leaf, rgb("#d9c08a"), 1)
        canvas.knob(polar(centre, radius * 0.65, angle + 11.25), radius * 0.022, rgb("#d8b263"))
        canvas.knob(polar(centre, radius * 0.49, angle), radius * 0.018, rgb("#d8b263"))
        tip = polar(centre, radius * 1.1, angle + 11.25)
        canvas.strap([polar(centre, radius, angle + 11.25), tip], rgb("#d8b263"), 2.4)
        canvas.knob(tip, radius * 0.014, rgb("#d8b263"))


def lobes(centre: Point, radius: float, count: int, turn: float) -> Polygon:
    """A disc whose rim is `count` round lobes that meet in notches."""
    steps = 14
    points = []
    for index in range(count * steps):
        swell = math.sin(math.pi * (index % steps) / steps) ** 0.7  # 0 at a notch, 1 at the top of a lobe
        points.append(polar(centre, radius * (0.9 + 0.1 * swell), turn + 360 * index / (count * steps)))
    return points
