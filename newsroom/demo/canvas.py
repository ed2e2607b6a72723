"""A sheet to draw on with Pillow: units instead of pixels, tiles with a raised edge, light and grain at the end."""

import math
import random
from collections.abc import Iterable, Sequence
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1600, 1067  # the sheet in units, 3:2, whatever its size in pixels
FINER = 2  # drawn at twice the size and reduced: smooth edges
QUALITY = 86  # of the JPEG


def rgb(text: str) -> Colour:
    """A colour written as in a style sheet: #0b5a60."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` at 0, `other` at 1."""
    share = min(max(share, 0.0), 1.0)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def ramp(colours: Sequence[Colour], share: float) -> Colour:
    """The colour at `share` (0 to 1) of the way through all of them."""
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    first = min(int(place), len(colours) - 2)
    return mix(colours[first], colours[first + 1], place - first)


def polar(centre: Point, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def ring(centre: Point, radii: Sequence[float], count: int, turn: float = 0.0) -> list[Point]:
    """`count` points round a centre, their distances taken from `radii` in turn: one for a polygon, two for a star."""
    return [polar(centre, radii[index % len(radii)], turn + 360 * index / count) for index in range(count)]


def shrunk(points: Sequence[Point], by: float) -> list[Point]:
    """The shape drawn in towards its middle by that many units at its farthest point."""
    cx, cy = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    far = max(math.hypot(x - cx, y - cy) for x, y in points)
    factor = max(0.0, 1 - by / far) if far else 0.0
    return [(cx + (x - cx) * factor, cy + (y - cy) * factor) for x, y in points]


class Canvas:
    """One sheet. The same seed and width give the same bytes."""

    def __init__(self, width: int, ground: Colour, seed: str) -> None:
        self.size = width, round(width * HEIGHT / WIDTH)
        self.scale = width * FINER / WIDTH
        fine = self.size[0] * FINER, self.size[1] * FINER
        self.image = Image.new("RGB", fine, ground)
        self.relief = Image.new("L", fine, 0)
        self.pen, self.relief_pen = ImageDraw.Draw(self.image), ImageDraw.Draw(self.relief)
        self.chance = random.Random(seed)  # noqa: S311 chooses shades, keeps no secret

    def pixels(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def shade(self, colour: Colour, spread: float = 0.06) -> Colour:
        """The colour a little lighter or darker, as no two fired tiles are alike."""
        amount = self.chance.uniform(-spread, spread)
        return mix(colour, (255, 255, 255) if amount > 0 else (0, 0, 0), abs(amount))

    def flat(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon(self.pixels(points), fill=colour)

    def tile(self, points: Sequence[Point], colour: Colour, joint: float = 3.0) -> None:
        """A filled shape that stands out of the ground, with a joint around it."""
        inside = self.pixels(shrunk(points, joint))
        self.pen.polygon(inside, fill=colour)
        self.relief_pen.polygon(inside, fill=255)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        thick = max(1, round(width * self.scale))
        self.pen.line(self.pixels(points), fill=colour, width=thick, joint="curve")

    def strap(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A line that stands out of the ground."""
        self.line(points, colour, width)
        thick = max(1, round(width * self.scale))
        self.relief_pen.line(self.pixels(points), fill=255, width=thick, joint="curve")

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        (x, y), r = self.pixels([centre])[0], radius * self.scale
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def knob(self, centre: Point, radius: float, colour: Colour) -> None:
        """A disc that stands out of the ground."""
        self.disc(centre, radius, colour)
        (x, y), r = self.pixels([centre])[0], radius * self.scale
        self.relief_pen.ellipse((x - r, y - r, x + r, y + r), fill=255)

    def finish(self) -> bytes:
        """The sheet as a JPEG: edges lit from above, light falling off, a fine grain."""
        image = light(grain(edges(self.image, self.relief, self.scale).reduce(FINER), self.chance))
        out = BytesIO()
        image.save(out, "JPEG", quality=QUALITY, optimize=True)
        return out.getvalue()


def edges(image: Image.Image, relief: Image.Image, scale: float) -> Image.Image:
    """Lighten the upper edge of whatever stands out, darken the ground below its lower edge."""
    if not relief.getbbox():
        return image
    step = max(1, round(1.6 * scale))
    soft = relief.filter(ImageFilter.BoxBlur(step * 0.8))
    lit = ImageChops.subtract(soft, ImageChops.offset(soft, step, step)).point(lambda value: value * 0.34)
    dark = ImageChops.subtract(ImageChops.offset(soft, step, step), soft).point(lambda value: value * 0.46)
    image.paste((255, 250, 238), mask=lit)
    image.paste((12, 10, 14), mask=dark)
    return image


def grain(image: Image.Image, chance: random.Random) -> Image.Image:
    """A faint unevenness, as of paper or fired clay."""
    width, height = image.width // 2, image.height // 2
    noise = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    noise = noise.filter(ImageFilter.BoxBlur(1)).resize(image.size, Image.Resampling.BILINEAR)
    noise = noise.point(lambda value: 128 + (value - 128) * 0.15)
    return ImageChops.overlay(image, Image.merge("RGB", (noise, noise, noise)))


def light(image: Image.Image) -> Image.Image:
    """Brighter towards the upper middle, darker in the corners."""
    falling = Image.radial_gradient("L").resize((image.width * 2, image.height * 2), Image.Resampling.BILINEAR)
    corner = image.width // 2, round(image.height * 0.62)
    falling = falling.crop((*corner, corner[0] + image.width, corner[1] + image.height))
    shadow = falling.point(lambda value: max(0, value - 40) * 0.42)
    image.paste((10, 10, 16), mask=shadow)
    return image
