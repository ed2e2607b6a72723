"""What walls are made of: patterned brick, zigzags, glazed tile, niches in tiers, a wooden lattice, kites."""

import math

from newsroom.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix, polar, ramp, rgb, ring
from newsroom.demo.patterns.stars import grid


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def hazarbaf(canvas: Canvas) -> None:
    """A bond of long and short bricks; the glazed short ones draw diamonds, a smaller one inside each."""
    cell, course = 25.0, 24.0
    for row in range(-1, math.ceil(HEIGHT / course) + 1):
        for column in range(-1, math.ceil(WIDTH / (3 * cell)) + 2):
            x, y = column * 3 * cell + (row % 2) * 1.5 * cell, row * course
            clay = mix(rgb("#c9955f"), rgb("#a56a3c"), y / HEIGHT)
            canvas.tile(box(x, y, 2 * cell, course), canvas.shade(clay, 0.1), 2.4)
            canvas.tile(box(x + 2 * cell, y, cell, course), canvas.shade(glazed(column, row) or clay, 0.08), 2)


def glazed(column: int, row: int) -> Colour | None:
    """The glaze of a short brick by its place on the two diagonals; None where it stays clay."""
    falling, rising = (2 * column + row % 2 + row) // 2 % 6, (2 * column + row % 2 - row) // 2 % 6
    if falling == 0 or rising == 0:
        return rgb("#17808a")
    if {falling, rising} <= {2, 3, 4}:
        return rgb("#e9dcbd") if falling == rising == 3 else rgb("#1d3c78")
    return None


def chevron(canvas: Canvas) -> None:
    """Zigzags of glazed brick, as they wind round a minaret."""
    bands = [rgb("#22343f"), rgb("#3f6675"), rgb("#7fa3a6"), rgb("#e6e0d0"), rgb("#b98a5a"), rgb("#e6e0d0"), rgb("#3f6675")]
    wide, high, slope = 25.0, 21.0, 8
    for column in range(-1, math.ceil(WIDTH / wide) + 1):
        rise = abs(column % (2 * slope) - slope)
        for row in range(-slope - 1, math.ceil(HEIGHT / high) + 1):
            colour = canvas.shade(bands[row // 2 % len(bands)], 0.1)
            canvas.tile(box(column * wide, (row + rise) * high, wide, high), colour, 2)


def tiles(canvas: Canvas) -> None:
    """Square tiles set on their corners, from deep cobalt at one side to pale turquoise at the other."""
    glaze = [rgb("#12326b"), rgb("#14607f"), rgb("#1f8f93"), rgb("#62bfb3"), rgb("#c5e3d2")]
    half = 62.0
    for column, row, (x, y) in grid(2 * half, half):
        middle = (x + (row % 2) * half, y)
        place = 0.78 * middle[0] / WIDTH + 0.3 * (1 - y / HEIGHT) + canvas.chance.uniform(-0.09, 0.09)
        canvas.tile(ring(middle, (half,), 4), canvas.shade(ramp(glaze, place), 0.06), 5)
        canvas.tile(ring(middle, (half * 0.62,), 4), canvas.shade(ramp(glaze, place + 0.1), 0.05), 2)
        canvas.tile(ring(middle, (half * 0.36, half * 0.2), 8), canvas.shade(ramp(glaze, 1.05 - place), 0.05), 1)
        if (column * 5 + row * 3) % 17 == 0:
            canvas.tile(ring(middle, (half * 0.36, half * 0.2), 8), rgb("#d8a748"), 1)


def muqarnas(canvas: Canvas) -> None:
    """Niches in tiers, each on the points of the tier below, fluted like a shell and darker inwards."""
    wide, high, pitch = 218.0, 226.0, 136.0
    tiers = [rgb("#1d6f78"), rgb("#2a4a7c"), rgb("#a5552f")]
    for row in range(-1, math.ceil(HEIGHT / pitch) + 2):
        for column in range(-1, math.ceil(WIDTH / wide) + 2):
            foot = (column * wide + (row % 2) * wide / 2, row * pitch + 90)
            canvas.tile(niche(foot, wide * 0.5, high), canvas.shade(rgb("#f1e6cc"), 0.03), 0)
            canvas.line(niche(foot, wide * 0.5, high), rgb("#6d513d"), 2.4)
            canvas.tile(niche(foot, wide * 0.44, high * 0.9), canvas.shade(tiers[row % 3], 0.06), 0)
            hood(canvas, foot, wide, high)


def hood(canvas: Canvas, foot: Point, wide: float, high: float) -> None:
    """The hollow of a niche: shells of stucco, lit from above, with flutes that meet at its foot."""
    stucco = [rgb("#f5ecd6"), rgb("#e5d2ab"), rgb("#c59f70"), rgb("#86644c"), rgb("#3c3140")]
    for step in range(14):
        size = 0.8 - step * 0.05
        canvas.flat(niche(foot, wide * 0.5 * size, high * size), ramp(stucco, step / 13))
    edge = niche(foot, wide * 0.4, high * 0.8)[2:-2]
    for point in edge[2:-2:3]:
        canvas.line([foot, point], rgb("#9a7752"), 1.8)
    canvas.knob((foot[0], foot[1] - high * 0.84), 5, rgb("#d8a748"))


def niche(foot: Point, half: float, high: float) -> list[Point]:
    """A pointed arch on its two feet: straight sides, then two arcs that meet."""
    steps, spring = 16, 0.38
    left = [
        (foot[0] - half * math.cos(math.radians(90 * i / steps)), foot[1] - high * (spring + (1 - spring) * lift(i / steps)))
        for i in range(steps + 1)
    ]
    right = [(2 * foot[0] - x, y) for x, y in reversed(left)]
    return [(foot[0], foot[1] + high * 0.24), (foot[0] - half, foot[1]), *left, *right, (foot[0] + half, foot[1])]


def lift(share: float) -> float:
    """How high the arch has risen: an arc that ends in a point rather than flat."""
    return 0.72 * math.sin(math.radians(90 * share)) + 0.28 * share**2


def shanasheel(canvas: Canvas) -> None:
    """A bay window's lattice: turned wood before coloured glass, in three panels under arches."""
    glass = [rgb("#f0dfae"), rgb("#e2a83a"), rgb("#1f6f86"), rgb("#274b8a"), rgb("#b23a2e"), rgb("#e2a83a"), rgb("#2f7a57")]
    half, third = WIDTH / 36, WIDTH / 3
    for _column, row, (x, y) in grid(2 * half, half):
        middle = (x + (row % 2) * half, y)
        across, down = abs(middle[0] % third - third / 2), abs(y - 14 * half)
        glow = 1 - math.dist(middle, (WIDTH * 0.5, HEIGHT * 0.45)) / 1500
        colour = mix(rgb("#140c0a"), glass[round((across + down) / half) // 2 % len(glass)], glow)
        canvas.flat(ring(middle, (half,), 4), canvas.shade(colour, 0.06))
        canvas.flat(ring(middle, (half * 0.5,), 4), mix(colour, (255, 246, 214), 0.26 * glow))
    slats(canvas, half)
    for _column, row, (x, y) in grid(2 * half, half):
        knot = (x + (row % 2) * half + half, y)
        canvas.knob(knot, 11, canvas.shade(rgb("#7a4a2a"), 0.08))
        canvas.disc(knot, 4.5, rgb("#4b2916"))
    panels(canvas)


def slats(canvas: Canvas, half: float) -> None:
    """Turned bars on both diagonals, along the sides of the panes."""
    for index in range(-30, 60):
        start = (index * 2 + 1) * half
        for ends in (((start, 0.0), (start + HEIGHT, HEIGHT)), ((start, 0.0), (start - HEIGHT, HEIGHT))):
            canvas.strap(ends, rgb("#5b351d"), 9)
            canvas.line(ends, rgb("#7d5230"), 3)


def panels(canvas: Canvas) -> None:
    """The frame that holds the lattice: posts, a rail, and a spandrel of small stars over each arch."""
    wood, dark = rgb("#4a2a17"), rgb("#2b170d")
    third, post, top = WIDTH / 3, 26.0, 330.0
    for index in range(3):
        middle = third * (index + 0.5)
        half = third / 2 - post
        arch = [(middle - half * math.cos(math.radians(t)), top - 250 * lift(t / 90)) for t in range(0, 91, 5)]
        arch += [(2 * middle - x, y) for x, y in reversed(arch)]
        near, far = middle - third / 2, middle + third / 2
        canvas.tile([(near, top), *arch, (far, top), (far, 0), (near, 0)], wood, 0)
        canvas.strap(arch, rgb("#8a5c36"), 8)
        for side in (-1, 1):
            for size, (dx, dy) in ((30.0, (0.8, 66)), (17.0, (0.46, 48)), (17.0, (0.86, 150))):
                spot = (middle + side * half * dx, dy)
                canvas.tile(ring(spot, (size, size * 0.62), 16, 11.25), rgb("#b98a52"), 1)
                canvas.disc(spot, size * 0.28, dark)
    for index in range(4):
        canvas.tile(box(third * index - post, 0, 2 * post, HEIGHT), wood, 0)
        canvas.strap([(third * index, 0), (third * index, HEIGHT)], rgb("#6d4325"), 10)
    canvas.tile(box(0, HEIGHT - 120, WIDTH, 140), wood, 0)
    for index in range(-1, 41):
        canvas.tile(ring((index * 40 + 20, HEIGHT - 62), (21, 12), 8), canvas.shade(rgb("#8a5c36"), 0.08), 1)


def kites(canvas: Canvas) -> None:
    """Hexagons cut into six kites each, in the colours of tissue paper under a pale sky."""
    edge = 138.0
    rise, step = edge * 1.5, edge * math.sqrt(3)
    paper = [rgb("#d9482f"), rgb("#efb23a"), rgb("#2b7fa3")]
    for column, row, (x, y) in grid(step, rise):
        middle = (x + (row % 2) * step / 2, y)
        hue = paper[(column - (row - row % 2) // 2 - row) % 3]
        for turn in range(0, 360, 60):
            colour = hue if turn % 120 else rgb("#f6eedb")
            kite(canvas, middle, edge, turn, mix(colour, rgb("#d4e6e8"), 0.34 * (1 - y / HEIGHT)))
        canvas.tile(ring(middle, (22, 12), 12, 30), rgb("#17324a"), 1)


def kite(canvas: Canvas, top: Point, edge: float, turn: float, colour: Colour) -> None:
    """One kite of paper with its two crossed ribs."""
    side = edge * math.sqrt(3) / 2
    shape = [top, polar(top, side, turn), polar(top, edge, turn + 30), polar(top, side, turn + 60)]
    canvas.tile(shape, canvas.shade(colour, 0.05), 4)
    rib = mix(colour, (20, 20, 30), 0.26)
    canvas.line([polar(top, edge * 0.2, turn + 30), polar(top, edge * 0.93, turn + 30)], rib, 2.2)
    canvas.line([polar(top, side * 0.96, turn + 4), polar(top, side * 0.96, turn + 56)], rib, 2.2)
