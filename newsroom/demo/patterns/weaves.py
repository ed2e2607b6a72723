"""What is woven or grown: a kilim, a reed mat, a reed hall, palms, furrows, a river, a comb."""

import math

from newsroom.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix, polar, ramp, rgb, ring
from newsroom.demo.patterns.stars import grid
from newsroom.demo.patterns.walls import box


def kilim(canvas: Canvas) -> None:
    """Stepped diamonds within diamonds, knot by knot, between borders of small triangles."""
    knot = 8.0
    rows, columns = math.ceil(HEIGHT / knot), math.ceil(WIDTH / knot)
    for row in range(rows):
        for column in range(columns):
            colour = border_knot(row, column, rows) or field_knot(row, column)
            canvas.flat(box(column * knot, row * knot, knot + 1, knot + 1), canvas.shade(colour, 0.07))
    for row in range(rows * 2):
        dark = [(0, row * knot / 2), (WIDTH, row * knot / 2)]
        canvas.line(dark, mix(rgb("#3a1512"), rgb("#7c2a22"), 0.5), 0.6)


RED, INDIGO, WOOL, SAFFRON, MOSS, NIGHT = (rgb(c) for c in ("#9c2f27", "#24386b", "#ecdfc3", "#cf8f34", "#55683a", "#2a1a1f"))


# From the heart of a diamond outwards: up to which distance in knots, the colour, and another that breaks into it.
BANDS = [
    (6, WOOL, WOOL), (10, INDIGO, INDIGO), (18, RED, SAFFRON), (22, WOOL, WOOL), (28, INDIGO, MOSS), (31, NIGHT, NIGHT),
    (40, mix(RED, NIGHT, 0.35), mix(RED, NIGHT, 0.35)), (46, RED, RED), (60, SAFFRON, SAFFRON),
]  # fmt: skip


def field_knot(row: int, column: int) -> Colour:
    """Diamonds 50 knots wide, stepped two by two, with a hooked heart."""
    across, down = abs(column % 50 - 25) // 2 * 2, abs((row - 17) % 50 - 25) // 2 * 2
    colour, other = next((colour, other) for reach, colour, other in BANDS if across + down < reach)
    broken = (across + 2) % 8 < 4 and down < 6 if colour == RED else across % 12 >= 8
    return other if broken else colour


def border_knot(row: int, column: int, rows: int) -> Colour | None:
    """Two borders along the long sides; nothing in between."""
    depth = min(row, rows - 1 - row)
    if depth >= 17:
        return None
    if depth in {0, 1, 15, 16}:
        return NIGHT
    tooth = abs(column % 14 - 7)
    return WOOL if tooth * 2 > depth - 1 else (INDIGO if column // 14 % 2 else RED)


def reeds(canvas: Canvas) -> None:
    """A mat of split reed: each strip goes over two and under two, one step on from its neighbour."""
    strip = 34.0
    straw = [rgb("#8f6f38"), rgb("#c9a658"), rgb("#e6cf8c"), rgb("#b7b06a")]
    columns, rows = math.ceil(WIDTH / strip) + 1, math.ceil(HEIGHT / strip) + 1
    for row in range(-2, rows):
        for column in range(-2, columns):
            if (column + row) % 4 == 0:
                lie = box(column * strip, row * strip, 2 * strip, strip)
                stalk(canvas, lie, ramp(straw, 0.35 + 0.5 * math.sin(row * 1.9) ** 2), (1, 0))
            if (column + row) % 4 == 2:
                stand = box(column * strip, row * strip, strip, 2 * strip)
                stalk(canvas, stand, ramp(straw, 0.1 + 0.5 * math.sin(column * 2.7) ** 2), (0, 1))


def stalk(canvas: Canvas, shape: list[Point], colour: Colour, along: tuple[int, int]) -> None:
    """One visible length of reed, with its fibres."""
    shade = canvas.shade(colour, 0.09)
    canvas.tile(shape, shade, 1.6)
    (x, y), (right, bottom) = shape[0], shape[2]
    for share in (0.24, 0.5, 0.72, 0.86):
        dark = mix(shade, rgb("#5b4420"), canvas.chance.uniform(0.1, 0.34))
        if along == (1, 0):
            canvas.line([(x + 5, y + (bottom - y) * share), (right - 5, y + (bottom - y) * share)], dark, 1.3)
        else:
            canvas.line([(x + (right - x) * share, y + 5), (x + (right - x) * share, bottom - 5)], dark, 1.3)


def mudhif(canvas: Canvas) -> None:
    """Inside a reed guest hall: seven arches behind one another, a screen of light at the far end."""
    floor, centre = 0.97, (WIDTH / 2, 640.0)
    sizes = [1.32 * 0.735**index for index in range(7)]
    for index, size in enumerate([*sizes, sizes[-1] * 0.8]):
        depth = index / 7
        vault = ramp([rgb("#3a2412"), rgb("#7a5526"), rgb("#c1924a"), rgb("#ecd08a")], depth)
        canvas.flat(arch(centre, size * 1.06), vault)
        mats(canvas, centre, size, vault)
    screen(canvas, centre, sizes[-1] * 0.74)
    carpets(canvas, centre, sizes, floor)
    for index in reversed(range(7)):
        bundle(canvas, centre, sizes[index], index / 7)


def arch(centre: Point, size: float) -> list[Point]:
    """A tall parabola-like arch with its feet on the floor, `size` 1 as high as the sheet's middle part."""
    half, high, floor = 620 * size, 600 * size, centre[1] + 330 * size
    points = []
    for step in range(41):
        angle = math.radians(180 * step / 40)
        across = math.copysign(abs(math.cos(angle)) ** 0.82, math.cos(angle))
        points.append((centre[0] - half * across, centre[1] - high * math.sin(angle) ** 0.8))
    return [(centre[0] - half, floor), *points, (centre[0] + half, floor)]


def mats(canvas: Canvas, centre: Point, size: float, colour: Colour) -> None:
    """The matting between two arches: thin rows that follow the vault inwards."""
    for step in range(9):
        inner = size * (1.04 - step * 0.033)
        canvas.line(arch(centre, inner), mix(colour, rgb("#20120a"), 0.16 + 0.12 * (step % 2)), 2.2 * size + 0.6)


def bundle(canvas: Canvas, centre: Point, size: float, depth: float) -> None:
    """One arch: a bundle of reeds as thick as a person, bound with rope."""
    reed = ramp([rgb("#8a6229"), rgb("#c79a4e"), rgb("#f0d797")], depth)
    for share, tone in ((0.0, 0.5), (0.012, 0.2), (0.026, 0.0), (0.04, 0.1), (0.054, 0.34)):
        canvas.strap(arch(centre, size * (1.03 - share)), mix(reed, rgb("#2a180a"), tone), 21 * size)
    outer, inner = arch(centre, size * 1.042), arch(centre, size * 0.966)
    for far, near in list(zip(outer, inner, strict=True))[2:-2:2]:
        canvas.strap([far, near], mix(reed, rgb("#3a220f"), 0.62), 7 * size)
    for side in (-1, 1):
        foot = centre[0] + side * 620 * size
        canvas.tile(box(foot - 36 * size, centre[1] + 306 * size, 72 * size, 46 * size), mix(reed, rgb("#3a220f"), 0.7), 0)


def screen(canvas: Canvas, centre: Point, size: float) -> None:
    """The end wall: daylight through a lattice of crossed reeds."""
    shape = arch(centre, size)
    canvas.flat(shape, rgb("#bfe0dc"))
    left, right = shape[0][0], shape[-1][0]
    top, bottom = min(y for _, y in shape), shape[0][1]
    for step in range(1, 14):
        x = left + (right - left) * step / 14
        reach = top + (bottom - top) * 0.62 * (abs(step - 7) / 7) ** 2.2
        canvas.line([(x, reach), (x, bottom)], rgb("#8d6a33"), 2.4)
    for step in range(1, 9):
        y = top + (bottom - top) * step / 9
        inset = (right - left) * 0.5 * (1 - step / 9) ** 1.7
        canvas.line([(left + inset, y), (right - inset, y)], rgb("#8d6a33"), 2.0)


def carpets(canvas: Canvas, centre: Point, sizes: list[float], floor: float) -> None:
    """The floor in perspective: stripes of carpet that run towards the light."""
    end = sizes[-1] * 0.74
    near_y, far_y = HEIGHT + 10, centre[1] + 330 * end
    colours = [rgb("#6b2a1f"), rgb("#c79a4e"), rgb("#2b4a4c"), rgb("#8e3a29"), rgb("#d9b871"), rgb("#6b2a1f")]
    count = 18
    for index in range(count):
        shares = (index / count * 2 - 1, (index + 1) / count * 2 - 1)
        far = [(centre[0] + 620 * end * share, far_y) for share in shares]
        near = [(centre[0] + 1250 * floor * share, near_y) for share in reversed(shares)]
        canvas.flat([*far, *near], canvas.shade(colours[index % len(colours)], 0.05))
    for step in range(26):
        y = far_y + (near_y - far_y) * (step / 26) ** 1.8
        half = 620 * end + (1250 * floor - 620 * end) * (y - far_y) / (near_y - far_y)
        canvas.line([(centre[0] - half, y), (centre[0] + half, y)], rgb("#2a1710"), 1.2)


def palms(canvas: Canvas) -> None:
    """Rows of palmettes, each leaf bending outwards; the rows darken downwards like a grove at dusk."""
    dusk = [rgb("#f0cf9a"), rgb("#d99a62"), rgb("#7c8b5a"), rgb("#2f5f4a"), rgb("#123a36")]
    wide, high = 228.0, 150.0
    for row in range(-1, math.ceil(HEIGHT / high) + 2):
        ground = ramp(dusk, row * high / HEIGHT)
        leaves = mix(ground, rgb("#0f3a34"), 0.62) if row < 4 else mix(ground, rgb("#e6c987"), 0.55)
        for column in range(-1, math.ceil(WIDTH / wide) + 2):
            foot = (column * wide + (row % 2) * wide / 2, row * high + 120)
            canvas.tile(ring(foot, (wide * 0.56,), 48), mix(ground, (0, 0, 0), 0.1), 0)
            canvas.disc(foot, wide * 0.535, ground)
            palmette(canvas, foot, wide * 0.5, leaves)


def palmette(canvas: Canvas, foot: Point, radius: float, colour: Colour) -> None:
    """Eleven leaves from one foot, and dates hanging between the lowest."""
    for index in range(11):
        angle = 180 + 18 * index
        outline = ((0.16, 0.0), (0.5, -5.6), (0.8, -5.0), (0.99, 0.0), (0.8, 5.0), (0.5, 5.6))
        leaf = [polar(foot, radius * r, angle + d) for r, d in outline]
        canvas.tile(leaf, canvas.shade(colour, 0.09), 1)
        canvas.line([polar(foot, radius * 0.24, angle), polar(foot, radius * 0.9, angle)], mix(colour, (0, 0, 0), 0.24), 1.6)
    for angle in (189, 207, 225, 315, 333, 351):
        canvas.knob(polar(foot, radius * 0.93, angle), radius * 0.034, rgb("#b4572f"))
    canvas.knob(foot, radius * 0.17, rgb("#a8552c"))
    canvas.disc(foot, radius * 0.08, rgb("#f0cf9a"))


def fields(canvas: Canvas) -> None:
    """Plots seen from above, furrows in each its own way, ditches of water between them."""
    crops = [rgb(c) for c in ("#6f8f4a", "#8fa65a", "#c2a65a", "#a9804a", "#4f7a52", "#d3bf83", "#7d5f3c")]
    canvas.flat(box(0, 0, WIDTH, HEIGHT), rgb("#5f9aa0"))
    lean, y, row = 0.16, -60.0, 0
    while y < HEIGHT + 60:
        high = canvas.chance.uniform(120, 210)
        x = -380 + canvas.chance.uniform(0, 80)
        while x < WIDTH + 300:
            wide = canvas.chance.uniform(110, 300)
            corners = [(x + lean * py, py) for py in (y, y + high)]
            plot = [corners[0], (corners[0][0] + wide, y), (corners[1][0] + wide, y + high), corners[1]]
            furrows(canvas, plot, canvas.chance.choice(crops))
            x += wide + (22 if canvas.chance.random() < 0.22 else 8)
        y += high + (26 if row % 3 == 1 else 9)
        row += 1


def furrows(canvas: Canvas, plot: list[Point], colour: Colour) -> None:
    """One plot with its furrows, along or across."""
    canvas.tile(plot, canvas.shade(colour, 0.08), 0)
    a, b, c, d = plot if canvas.chance.random() < 0.5 else [plot[1], plot[2], plot[3], plot[0]]
    count = max(6, round(math.dist(a, b) / 11))
    for step in range(1, count):
        share = step / count
        tone = mix(colour, rgb("#2d2a16"), 0.3) if step % 2 else mix(colour, rgb("#f4ecc8"), 0.24)
        head = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        foot = (d[0] + (c[0] - d[0]) * share, d[1] + (c[1] - d[1]) * share)
        inset = [(h + (f - h) * part) for part in (0.04, 0.96) for h, f in zip(head, foot, strict=True)]
        canvas.line([(inset[0], inset[1]), (inset[2], inset[3])], canvas.shade(tone, 0.05), 3)


def waves(canvas: Canvas) -> None:
    """A river as reliefs drew it: streams of waving lines, one behind another."""
    water = [rgb("#f0dcb4"), rgb("#c9d8c0"), rgb("#77b3ad"), rgb("#2f7f8c"), rgb("#17506b"), rgb("#0d2b47")]
    bands = 15
    for index in range(bands):
        base = HEIGHT * (index / bands) ** 1.12 - 30
        amplitude, length, shift = 12 + index * 1.9, 250 + index * 24, index * 131
        crest = [(x, base + amplitude * math.sin((x + shift) * 2 * math.pi / length)) for x in range(-20, WIDTH + 40, 10)]
        colour = ramp(water, index / (bands - 1))
        canvas.tile([*crest, (WIDTH + 30, HEIGHT + 90), (-30, HEIGHT + 90)], colour, 0)
        for line in range(1, 5):
            lower = [(x, y + line * (6 + index * 0.75)) for x, y in crest]
            tone = mix(colour, (255, 255, 255) if index > 4 else rgb("#7a6a48"), 0.3 - line * 0.055)
            canvas.line(lower, tone, 2.2 + index * 0.1)


def honeycomb(canvas: Canvas) -> None:
    """Cells of wax, some open and full, some capped."""
    edge = 52.0
    honey = [rgb("#5b2c0c"), rgb("#b4651a"), rgb("#e39b28"), rgb("#f6c95c")]
    for column, row, (x, y) in grid(edge * math.sqrt(3), edge * 1.5):
        middle = (x + (row % 2) * edge * math.sqrt(3) / 2, y)
        fill = 0.5 + 0.32 * math.sin(x / 260 + 1.2) + 0.26 * math.cos(y / 210) + canvas.chance.uniform(-0.14, 0.14)
        canvas.tile(ring(middle, (edge,), 6, 30), rgb("#e9c27a"), 0)
        if (column * 3 + row * 5) % 13 in {0, 4} and fill > 0.5:
            canvas.tile(ring(middle, (edge * 0.9,), 6, 30), canvas.shade(rgb("#d9a860"), 0.07), 0)
            canvas.disc(middle, edge * 0.4, canvas.shade(rgb("#e6bb78"), 0.05))
            continue
        for step in range(5):
            deep = mix(ramp(honey, fill), (30, 12, 4), 0.42 - step * 0.1)
            canvas.flat(ring(middle, (edge * (0.88 - step * 0.1),), 6, 30), deep)
        canvas.disc((middle[0] - edge * 0.2, middle[1] - edge * 0.24), edge * 0.1, mix(ramp(honey, fill), (255, 248, 220), 0.6))
