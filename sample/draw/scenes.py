"""Two poster scenes cut in flat shapes: the newsstand at dawn, the compositor."""

import math

import numpy as np
from PIL import Image, ImageDraw

from .base import (BLUE, BLUSH, HAZE, INK, PAPER, RED, SHADE, bytes_of, flatten, noise, ramp, rgb,
                   save_raster)
from .data import LETTERS
from .screens import curve

SS = 2


class Poster:
    """A canvas of flat inks at twice the size, with masks and carved lines."""

    def __init__(self, width, height, colour=PAPER):
        self.size = width * SS, height * SS
        self.sheet = np.empty((height * SS, width * SS, 3), np.float32)
        self.sheet[:] = rgb(colour)
        self.y, self.x = np.mgrid[0:height * SS, 0:width * SS].astype(np.float32) / SS

    def mask(self, *polygons):
        """Coverage of one or more polygons."""
        image = Image.new("L", self.size)
        draw = ImageDraw.Draw(image)
        for points in polygons:
            draw.polygon([(x * SS, y * SS) for x, y in points], fill=255)
        return np.asarray(image, np.float32) / 255

    def lay(self, cover, colour):
        """Print a colour where cover says."""
        tone = rgb(colour) if isinstance(colour, str) else colour
        rows, columns = np.nonzero(cover.any(1))[0], np.nonzero(cover.any(0))[0]
        if rows.size:
            part = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
            c = cover[part][..., None]
            self.sheet[part] = self.sheet[part] * (1 - c) + tone * c

    def cut(self, colour, *polygons):
        """Print polygons in one colour."""
        self.lay(self.mask(*polygons), colour)

    def bow(self, colour, points, width):
        """Print a curved stroke that thins towards both ends."""
        line = curve(points)
        t = np.linspace(0, 1, len(line))
        half = width / 2 * np.clip(np.sqrt(np.sin(np.pi * t)), 0.15, 1)
        along = np.gradient(line, axis=0)
        along /= np.maximum(np.hypot(along[:, :1], along[:, 1:]), 1e-6)
        side = np.column_stack([-along[:, 1], along[:, 0]]) * half[:, None]
        self.cut(colour, [tuple(p) for p in np.vstack([line + side, (line - side)[::-1]])])

    def engrave(self, cover, colour, phase, weight):
        """Print lines inside cover: one per unit of phase, weight 0..1 of it inked."""
        wave = np.abs(np.mod(phase, 1) - 0.5) * 2
        self.lay(cover * np.clip((np.clip(weight, 0, 1) * 1.1 - 0.05 - wave) * 5 + 0.5, 0, 1), colour)

    def letters(self, colour, words, x, y, size):
        """Print traced roman letters; returns the x where they end."""
        inked = np.zeros(self.sheet.shape[:2], np.float32)
        for letter in words:
            advance, contours = LETTERS["roman"][letter]
            for contour in contours:  # overlapping contours cut holes
                shape = [(x + px * size / 1000, y + py * size / 1000) for px, py in flatten(contour)]
                inked = np.abs(inked - self.mask(shape))
            x += advance * size / 1000
        self.lay(inked, colour)
        return x

    def image(self):
        """The finished print at its real size."""
        w, h = self.size
        return Image.fromarray(bytes_of(self.sheet)).resize((w // SS, h // SS), Image.LANCZOS)


def box(x0, y0, x1, y1):
    """A rectangle as a polygon."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def disc(x, y, r, squash=1.0):
    """A circle or ellipse as a polygon."""
    return [(x + r * math.cos(a), y + r * squash * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 96)]


def smooth(*points):
    """A closed smooth shape through points."""
    p = list(points)
    line = curve(p[-3:] + p + p[:3])
    return [tuple(v) for v in line[12:-19]]


# ---------------------------------------------------------------- the newsstand


def skyline(rng, base, least, most, narrow, wide, gaps=0.0, keep=lambda x0, x1: True):
    """A row of houses on a base line, with gables, tanks and chimneys, as polygons.

    Houses whose extent keep(x0, x1) refuses are left out.
    """
    shapes, x = [], -20.0
    while x < 1620:
        w = rng.uniform(narrow, wide)
        top = base - rng.uniform(least, most)
        kind = rng.random()
        house = [box(x, top, x + w, base + 4)]
        if kind < 0.25:
            house.append([(x, top + 1), (x + w / 2, top - w * 0.34), (x + w, top + 1)])
        elif kind < 0.45:
            house.append(box(x + w * 0.2, top - 16, x + w * 0.8, top + 1))
        elif kind < 0.6:  # a water tank on legs
            c = x + w * 0.5
            house += [box(c - 12, top - 40, c + 12, top - 14),
                      [(c - 14, top - 39), (c, top - 52), (c + 14, top - 39)],
                      box(c - 11, top - 16, c - 8, top + 1), box(c + 8, top - 16, c + 11, top + 1)]
        for _ in range(int(rng.integers(0, 3))):
            c = x + rng.uniform(0.1, 0.85) * w
            house.append(box(c, top - rng.uniform(10, 26), c + 7, top + 1))
        if keep(x, x + w):
            shapes += house
        x += w + (rng.uniform(10, 60) if rng.random() < gaps else 0)
    return shapes


def dawn_sky(p, rng):
    """The sky: five inks run into one another by grain, and a low sun with cut rays."""
    h = 640.0
    grain = np.repeat(np.repeat(rng.random((p.size[1] // 2, p.size[0] // 2)), 2, 0), 2, 1).astype(np.float32)
    drift = (noise(p.sheet.shape[:2], 500, 4, 3) - 0.5) * 90
    level = np.clip((p.y + drift * ramp(0, 400, p.y)) / h, 0, 1) * 4
    inks = [rgb(BLUE) * 0.72, rgb(BLUE), rgb(HAZE) * 0.75 + rgb(RED) * 0.12, rgb(BLUSH), rgb("#f3dcc0")]
    step = np.clip(np.floor(level), 0, 3)
    mixed = ramp(0.12, 0.88, level - step) + (grain - 0.5) * 0.5
    mixed = np.clip(mixed, 0, 1)[..., None]
    stack = np.array(inks)
    index = step.astype(int)
    p.sheet[:] = stack[index] * (1 - mixed) + stack[index + 1] * mixed
    sx, sy = 560, 566
    angle = np.arctan2(p.y - sy, p.x - sx)
    far = np.hypot(p.x - sx, p.y - sy)
    ray = (np.cos(angle * 36) > 0.62 - 0.4 * ramp(700, 160, far)) & (far > 150) & (p.y < sy)
    p.lay(ray * 0.5 * ramp(660, 170, far) * (grain < 0.75), PAPER)
    p.cut("#fbe9cf", disc(sx, sy, 128))
    p.cut(RED, disc(sx, sy, 112))


def streaks(p, cell, seed):
    """Noise drawn out sideways, like light on wet stones."""
    h, w = p.sheet.shape[:2]
    small = Image.fromarray(noise((h, w // 6), cell, seed, 2))
    return np.asarray(small.resize((w, h), Image.BICUBIC))


def pigeon(p, x, y, s, way):
    """A pigeon at the kerb; way is 1 if it looks right, -1 if left."""
    def q(*pairs):
        return [(x + a * s * way, y + b * s) for a, b in pairs]

    p.cut(HAZE, smooth(*q((-12, -9), (-4, -14), (6, -13), (11, -8), (6, -3), (-4, -3))),
          q((-9, -11), (-23, -5), (-22, -1), (-6, -4)), q((5, -12), (8, -22), (14, -22), (12, -9)),
          disc(x + 11 * s * way, y - 22 * s, 4 * s), q((14, -23), (20, -20), (14, -20)))
    p.cut(RED, q((-1, -4), (0, 2), (1.6, 2), (1, -4)), q((4, -4), (5, 2), (6.6, 2), (6, -4)))
    p.bow(BLUE, q((-16, -6), (-6, -7), (4, -9)), 3 * s)


def newspaper(p, x, y, w, h, rng, picture=True):
    """A hanging front page."""
    p.cut(PAPER, box(x, y, x + w, y + h))
    p.cut(INK, box(x + w * 0.08, y + h * 0.07, x + w * 0.92, y + h * 0.17))
    bars = [box(x + w * 0.08, y + h * (0.24 + 0.09 * k), x + w * (0.44 if picture else rng.uniform(0.7, 0.92)),
                y + h * (0.27 + 0.09 * k)) for k in range(8)]
    if picture:
        bars += [box(x + w * 0.54, y + h * (0.6 + 0.09 * k), x + w * 0.92, y + h * (0.63 + 0.09 * k))
                 for k in range(4)]
        p.cut(RED if rng.random() < 0.4 else BLUE, box(x + w * 0.54, y + h * 0.24, x + w * 0.92, y + h * 0.54))
    p.cut("#5b5650", *bars)


def kiosk(p, rng):
    """The stand: roof, sign, striped awning, lit inside, papers hung all round."""
    x0, x1, foot = 900, 1330, 806
    p.cut(INK, box(x0, 380, x1, foot))
    p.cut("#f6d9a8", box(x0 + 26, 470, x1 - 26, 700))  # the light inside
    glow = p.mask(box(x0 + 26, 470, x1 - 26, 700))
    p.engrave(glow, "#d98a4b", (np.hypot(p.x - 1115, p.y - 486)) / 11, ramp(40, 330, np.hypot(p.x - 1115, p.y - 486)) * 0.8)
    p.cut(PAPER, disc(1115, 496, 17))
    p.cut(INK, box(1112, 464, 1118, 484))
    # the newsagent
    p.cut(INK, smooth((1040, 720), (1048, 640), (1080, 612), (1118, 604), (1156, 614), (1186, 642), (1192, 720)))
    p.cut(INK, smooth((1090, 580), (1092, 546), (1117, 530), (1142, 546), (1144, 582), (1117, 610)))
    p.cut(RED, smooth((1082, 556), (1092, 534), (1118, 524), (1144, 534), (1152, 556), (1118, 550)))
    p.cut(PAPER, [(1102, 622), (1117, 664), (1132, 622), (1117, 612)])
    # counter with piles of papers
    p.cut(INK, box(x0 - 26, 690, x1 + 26, 706))
    for x, n in ((916, 5), (1000, 3), (1192, 4), (1270, 6)):
        for k in range(n):
            y = 688 - k * 8
            j = rng.uniform(-3, 3)
            p.cut(PAPER, box(x + j - 8, y - 6, x + j + 54, y))
    for k, x in enumerate(np.arange(x0 + 12, x1 - 40, 68)):
        newspaper(p, x, 718, 54, 72, rng, k % 2 == 0)
    # papers pegged on the side posts
    for x in (x0 + 30, x1 - 84):
        for y in (512, 584):
            newspaper(p, x, y, 54, 64, rng, y < 550)
    # roof and sign
    p.cut(INK, [(x0 - 40, 384), (x0 + 30, 330), (x1 - 30, 330), (x1 + 40, 384)], box(x0 + 40, 296, x1 - 40, 334))
    p.cut(INK, smooth((1060, 300), (1080, 270), (1115, 256), (1150, 270), (1170, 300), (1115, 306)),
          box(1112, 232, 1118, 262), disc(1115, 230, 8))
    p.cut(BLUE, box(x0 + 30, 336, x1 - 30, 398))
    width = sum(LETTERS["roman"][c][0] for c in "NEWS") * 0.066
    p.letters(PAPER, "NEWS", 1115 - width / 2, 390, 66)
    # awning: a fan of stripes with a scalloped edge
    n = 12
    top0, top1, low0, low1 = x0 + 6, x1 - 6, x0 - 64, x1 + 64
    for k in range(n):
        a, b, c, d = (top0 + (top1 - top0) * k / n, top0 + (top1 - top0) * (k + 1) / n,
                      low0 + (low1 - low0) * k / n, low0 + (low1 - low0) * (k + 1) / n)
        colour = RED if k % 2 == 0 else PAPER
        p.cut(colour, [(a, 398), (b, 398), (d, 464), (c, 464)], disc((c + d) / 2, 464, (d - c) / 2, 0.8))
    shade = p.mask([(top0, 398), (top1, 398), (low1, 482), (low0, 482)])
    p.engrave(shade, INK, p.y / 7, 0.34 * ramp(440, 400, p.y))


def walker(p, x, y, s):
    """A passer-by who reads while walking, seen against the light."""
    def q(*pairs):
        return [(x + a * s, y - b * s) for a, b in pairs]

    p.cut(INK, q((-0.16, 0.88), (-0.3, 0.08), (-0.42, 0.02), (-0.4, -0.03), (-0.18, -0.01), (0.0, 0.62), (0.2, 0.1),
                 (0.12, -0.03), (0.34, -0.03), (0.32, 0.08), (0.18, 0.9)))
    p.cut(INK, smooth(*q((-0.22, 0.5), (-0.2, 1.1), (-0.14, 1.45), (0.06, 1.52), (0.2, 1.4), (0.24, 0.95), (0.28, 0.46),
                         (0.02, 0.4))))
    p.cut(INK, disc(x - 0.02 * s, y - 1.69 * s, 0.145 * s))
    p.cut(INK, q((-0.25, 1.72), (0.2, 1.76), (0.2, 1.8), (0.12, 1.81), (0.08, 1.96), (-0.12, 1.94), (-0.13, 1.78), (-0.25, 1.76)))
    p.cut(INK, q((0.05, 1.38), (-0.3, 1.08), (-0.5, 1.24), (-0.45, 1.3), (-0.28, 1.2), (-0.02, 1.44)))
    p.cut(PAPER, q((-0.78, 1.0), (-0.72, 1.62), (-0.36, 1.5), (-0.4, 0.92)))
    p.cut(INK, *[q((-0.74, 1.44 - k * 0.09), (-0.735, 1.48 - k * 0.09), (-0.42, 1.38 - k * 0.09), (-0.425, 1.34 - k * 0.09))
                 for k in range(5)])
    p.cut(RED, q((-0.725, 1.53), (-0.715, 1.59), (-0.38, 1.48), (-0.385, 1.43)))


def lamp_post(p, x, foot, top):
    """A street lamp still burning."""
    far = np.hypot(p.x - x, p.y - (top + 26))
    angle = np.arctan2(p.y - top - 26, p.x - x)
    p.lay(((np.cos(angle * 28) > 0.1) & (far < 78) & (far > 34)) * 0.75, "#f6d9a8")
    p.cut(INK, [(x - 5, foot), (x - 3.5, top + 50), (x + 3.5, top + 50), (x + 5, foot)],
          [(x - 16, foot + 2), (x - 8, foot - 60), (x + 8, foot - 60), (x + 16, foot + 2)],
          box(x - 24, top + 92, x + 24, top + 97))
    p.cut("#fbe9cf", [(x - 13, top + 50), (x - 21, top + 6), (x + 21, top + 6), (x + 13, top + 50)])
    p.cut(INK, [(x - 25, top + 8), (x, top - 16), (x + 25, top + 8)], box(x - 15, top + 48, x + 15, top + 54),
          box(x - 2, top + 8, x + 2, top + 50), box(x - 3, top - 28, x + 3, top - 10))


def newsstand_dawn():
    """A newsstand opens while the sun comes up behind the city."""
    rng = np.random.default_rng(1605)
    p = Poster(1600, 900)
    dawn_sky(p, rng)
    far = skyline(rng, 690, 70, 180, 40, 90, 0.2)
    p.lay(p.mask(*far), rgb(BLUSH) * 0.55 + rgb(HAZE) * 0.38)
    middle = skyline(rng, 690, 90, 245, 60, 120, 0.35, lambda x0, x1: x1 < 400 or x0 > 700)
    p.cut("#38537a", *middle)
    p.engrave(p.mask(*middle), BLUE, p.y / 9, 0.2 + 0.75 * ramp(420, 690, p.y))
    near = skyline(rng, 700, 170, 420, 90, 160, 0, lambda x0, x1: x1 < 330 or x0 > 1260)
    p.cut(INK, *near)
    inside = p.mask(*near) > 0.5
    lit = []
    for x in list(range(14, 300, 26)) + list(range(1350, 1590, 26)):
        for y in range(300, 670, 34):
            rim = inside[(y - 8) * SS:(y + 22) * SS, max(x - 8, 0) * SS:(x + 17) * SS]
            if rng.random() < 0.24 and rim.all():
                lit.append(box(x, y, x + 9, y + 15))
    p.cut("#f3c98c", *lit)
    # the wet street, cut across in strokes that the sun and the lamps light up
    ground = p.mask(box(0, 690, 1600, 900))
    p.lay(ground, rgb(BLUE) * 0.5)
    p.engrave(ground, INK, 18 * np.log(np.maximum(p.y - 640, 1)), 0.34 + 0.3 * noise(p.sheet.shape[:2], 160, 9))
    wide = 118 + np.maximum(p.y - 690, 0) * 0.5
    strokes = (streaks(p, 30, 33) - 0.5) * 1.3 + ramp(wide * 1.25, wide * 0.1, np.abs(p.x - 560))
    band = np.abs(np.mod(18 * np.log(np.maximum(p.y - 640, 1)), 1) - 0.5) < 0.27
    p.lay(ground * band * (strokes > 0.62), "#eeb08c")
    p.lay(ground * band * (strokes > 0.98), "#fbe9cf")
    light = ramp(260, 20, np.abs(p.x - 1115)) * ramp(900, 800, p.y) + (streaks(p, 26, 3) - 0.5) * 1.2
    p.lay(p.mask(box(780, 806, 1450, 900)) * band * (light > 0.45), "#e9b478")
    p.cut(INK, box(0, 686, 1600, 694))
    p.cut(INK, [(760, 806), (1480, 806), (1560, 822), (690, 822)])  # the kerb of the stand
    lamp_post(p, 250, 800, 420)
    kiosk(p, rng)
    for x, n in ((1400, 4), (1462, 2)):  # bundles still tied
        for k in range(n):
            y = 812 - k * 22
            p.cut(PAPER, box(x - 30, y - 20, x + 30, y))
            p.cut(INK, *[box(x - 30, y - 20 + j * 5, x + 30, y - 18.6 + j * 5) for j in range(1, 4)])
            p.cut(RED, box(x - 3, y - 21, x + 3, y))
    walker(p, 640, 818, 128)
    p.lay(p.mask([(560, 818), (700, 818), (820, 900), (640, 900)]) * band, INK)
    for x, y, s, way in ((772, 852, 1.2, 1), (822, 838, 1.1, -1), (856, 868, 1.35, -1), (720, 872, 1.3, 1)):
        pigeon(p, x, y, s, way)
    for x, y, s in ((860, 190, 17), (910, 160, 13), (935, 205, 11), (790, 150, 11)):  # and birds in flight
        p.bow(INK, [(x - s, y - s * 0.35), (x - s * 0.4, y - s * 0.5), (x, y)], 4)
        p.bow(INK, [(x + s, y - s * 0.55), (x + s * 0.4, y - s * 0.5), (x, y)], 4)
    save_raster(p.image(), "newsstand-dawn", "webp", (480, 960), quality=76)


# --------------------------------------------------------------- the compositor


def portrait_compositor():
    """A compositor at the case, poster fashion, in black, red, blue and paper."""
    p = Poster(800, 1000)
    # rays behind the head, cut to a red disc
    cx, cy = 432, 330
    far, angle = np.hypot(p.x - cx, p.y - cy), np.arctan2(p.y - cy, p.x - cx)
    rays = (np.cos(angle * 30) > 0.1) & (far > 300)
    p.lay(rays.astype(np.float32), SHADE)
    p.cut(RED, disc(cx, cy, 282))
    p.engrave(p.mask(disc(cx, cy, 282)), "#8d2415", far / 10, ramp(150, 300, far) * 0.75)
    torso(p)
    head(p)
    case(p)
    hands(p)
    p.cut(INK, box(0, 0, 800, 16), box(0, 984, 800, 1000), box(0, 0, 16, 1000), box(784, 0, 800, 1000))
    p.cut(PAPER, box(16, 16, 784, 22), box(16, 978, 784, 984), box(16, 16, 22, 984), box(778, 16, 784, 984))
    save_raster(p.image(), "portrait-compositor", "webp", (400,), quality=80)


def torso(p):
    """Shirt, waistcoat and apron, turned towards the case at the lower left."""
    shirt = smooth((322, 560), (372, 500), (440, 470), (530, 468), (612, 496), (672, 560), (704, 680), (716, 860),
                   (700, 1010), (330, 1010), (300, 860), (296, 700))
    p.cut(INK, [(x - 5, y - 4) for x, y in shirt])
    p.cut(PAPER, shirt)
    cover = p.mask(shirt)
    p.engrave(cover, INK, (p.x + 0.45 * p.y) / 15, ramp(470, 720, p.x + 0.1 * (p.y - 500)) * 1.05 - 0.06)
    apron = smooth((352, 640), (420, 610), (500, 606), (566, 640), (606, 760), (622, 1010), (306, 1010), (304, 800))
    p.cut(BLUE, apron)
    p.engrave(p.mask(apron), INK, (p.x - 0.2 * p.y) / 13, ramp(400, 640, p.x) * 0.9)
    p.bow(BLUE, [(380, 650), (392, 570), (420, 500)], 22)
    p.bow(BLUE, [(560, 650), (556, 560), (530, 478)], 24)


def head(p):
    """The head in profile to the left, lit from the left, with an eyeshade."""
    neck = smooth((396, 420), (400, 490), (440, 540), (520, 520), (560, 470), (548, 380), (470, 380))
    p.cut(PAPER, neck)
    p.engrave(p.mask(neck), INK, (p.y + 0.3 * p.x) / 9, ramp(380, 500, p.x) * 1.0 + 0.25)
    face = [tuple(v) for v in curve([
        (352, 226), (343, 262), (346, 284), (334, 312), (312, 346), (318, 358), (338, 362), (336, 378), (330, 392),
        (340, 402), (336, 416), (340, 440), (362, 458), (398, 456), (440, 440), (490, 420), (530, 380), (548, 320),
        (546, 260), (520, 206), (460, 176), (400, 182), (362, 204), (352, 226)])]
    p.cut(INK, [(x + 0.0, y + 3) for x, y in face])
    p.cut(PAPER, face)
    cover = p.mask(face)
    # shade: cheek, jaw and the side of the head, cut in curved lines
    bend = np.hypot(p.x - 250, p.y - 330)
    shade = ramp(120, 250, bend) * 0.95 + 0.5 * ramp(420, 470, p.y + 0.3 * (p.x - 350))
    p.engrave(cover, INK, bend / 8.5, shade)
    hair = smooth((440, 196), (500, 190), (548, 236), (566, 310), (560, 390), (540, 434), (520, 400), (508, 350), (486, 330),
                  (470, 300), (452, 268), (436, 244))
    p.cut(INK, hair)
    for k in range(5):
        p.bow(PAPER, [(468 + k * 17, 258 + k * 2), (500 + k * 13, 300 + k * 6), (520 + k * 8, 366 + k * 6)], 3.2)
    p.cut(PAPER, smooth((462, 300), (480, 290), (498, 304), (496, 334), (480, 360), (466, 350)))  # ear
    p.bow(INK, [(470, 306), (484, 302), (488, 318), (478, 336), (474, 350)], 5)
    # moustache, mouth, brow, spectacles
    p.cut(INK, smooth((316, 360), (340, 352), (372, 360), (404, 384), (424, 404), (392, 402), (362, 392), (332, 386),
                      (312, 392)))
    for k in range(4):
        p.bow(PAPER, [(334 + k * 14, 364 + k * 3), (352 + k * 14, 376 + k * 3), (376 + k * 11, 392 + k * 2)], 2.4)
    p.bow(INK, [(340, 408), (354, 410), (370, 408)], 5)
    p.bow(INK, [(318, 352), (330, 346), (338, 352)], 5)
    p.bow(INK, [(346, 268), (372, 254), (404, 262)], 11)
    ring = p.mask(disc(374, 294, 27)) - p.mask(disc(374, 294, 22))
    p.lay(ring, INK)
    p.bow(INK, [(400, 290), (436, 294), (474, 304)], 6)
    p.bow(INK, [(346, 292), (340, 288), (334, 290)], 6)
    p.cut(INK, smooth((356, 296), (368, 288), (384, 294), (376, 302), (364, 302)))
    # eyeshade: a band round the head and a brim that throws its shadow
    p.cut(BLUE, smooth((346, 232), (400, 214), (470, 214), (552, 240), (556, 268), (470, 242), (400, 242), (348, 256)))
    brim = [tuple(v) for v in curve([(408, 226), (360, 216), (300, 232), (246, 272), (262, 282), (320, 264), (372, 258),
                                     (412, 250)])]
    p.cut(INK, [(x, y + 5) for x, y in brim])
    p.cut(BLUE, brim)
    p.engrave(p.mask(brim), INK, (p.x + p.y * 0.9) / 9, 0.3 * ramp(330, 420, p.x) + 0.25)
    p.bow(PAPER, [(262, 268), (310, 240), (360, 226)], 4)
    top = smooth((362, 214), (392, 178), (450, 160), (510, 178), (548, 226), (470, 206), (400, 206))
    p.cut(INK, top)
    for k in range(4):
        p.bow(PAPER, [(396 + k * 26, 198 - k * 1), (430 + k * 24, 178 + k * 4), (476 + k * 18, 190 + k * 8)], 3)
    # collar and bow tie
    wings = ([(400, 470), (374, 516), (398, 566), (446, 526)], [(446, 526), (470, 572), (556, 538), (560, 468)])
    for wing in wings:
        p.cut(INK, [(x + dx, y + dy) for (x, y), (dx, dy) in zip(wing, ((-1, -5), (-6, 2), (0, 7), (5, 0)))]
              if wing is wings[0] else [(x + dx, y + dy) for (x, y), (dx, dy) in
                                        zip(wing, ((-4, 0), (0, 7), (8, 5), (6, -5)))])
        p.cut(PAPER, wing)
    p.engrave(p.mask(wings[1]), INK, (p.x + p.y) / 9, ramp(470, 580, p.x) * 0.9)
    p.cut(INK, [(440, 536), (396, 524), (386, 574), (440, 556)], [(440, 536), (496, 536), (498, 586), (440, 556)],
          disc(440, 547, 14))
    p.bow(PAPER, [(402, 536), (416, 544), (426, 546)], 3)
    p.bow(PAPER, [(488, 550), (472, 550), (458, 550)], 3)


def case(p):
    """The type case in the foreground, its boxes in perspective."""
    far_y, near_y = 812.0, 1010.0

    def at(u, v):
        depth = 1 / (1 + 0.55 * v)  # v 0 near .. 1 far
        y = far_y + (near_y - far_y) * ((depth - 1 / 1.55) / (1 - 1 / 1.55))
        half = 320 + 240 * ((y - far_y) / (near_y - far_y))
        return 330 + (u - 0.5) * 2 * half, y

    p.cut(INK, [at(-0.03, 1.06), at(1.03, 1.06), at(1.03, -0.1), at(-0.03, -0.1)])
    columns = (0, .08, .16, .28, .40, .52, .60, .72, .84, .92, 1.0)
    rows = (0, .3, .56, .8, 1.0)
    rng = np.random.default_rng(26)
    for v0, v1 in zip(rows, rows[1:]):
        for u0, u1 in zip(columns, columns[1:]):
            a, b = 0.008, 0.025
            shape = [at(u0 + a, v0 + b), at(u1 - a, v0 + b), at(u1 - a, v1 - b), at(u0 + a, v1 - b)]
            p.cut("#6d655a", shape)
            inner = [at(u0 + a, v0 + b), at(u1 - a, v0 + b), at(u1 - a, v1 - b - 0.07), at(u0 + a, v1 - b - 0.07)]
            p.cut(SHADE, inner)
            sorts = []
            for _ in range(int(42 * (u1 - u0) / 0.12)):  # pieces of type lie about
                x, y = at(rng.uniform(u0 + 0.016, u1 - 0.016), rng.uniform(v0 + 0.05, v1 - 0.13))
                t, size = rng.uniform(0, math.pi), 5.5 * (y - 640) / 260
                dx, dy = math.cos(t) * size, math.sin(t) * size * 0.6
                sorts.append([(x - dx - 2, y - dy), (x - dx + 2, y - dy + 1), (x + dx + 2, y + dy), (x + dx - 2, y + dy + 1)])
            p.lay(p.mask(*sorts) * p.mask(inner), INK if rng.random() < 0.85 else RED)


def hands(p):
    """Both arms: the stick in the near hand, a sort on its way in the far one."""
    # far arm reaches down to the case
    far = smooth((330, 560), (372, 590), (352, 680), (262, 770), (206, 812), (178, 790), (222, 730), (282, 660))
    p.cut(PAPER, far)
    p.engrave(p.mask(far), INK, (p.x + p.y) / 12, ramp(588, 660, 0.855 * p.x + 0.52 * p.y) * 0.95)
    p.bow(INK, [(330, 566), (278, 660), (222, 730), (178, 790)], 5)
    hand = smooth((214, 778), (198, 812), (168, 842), (150, 872), (136, 878), (134, 862), (146, 838), (128, 852), (112, 878),
                  (98, 880), (102, 858), (126, 820), (154, 790), (186, 764))
    p.cut(PAPER, hand)
    p.engrave(p.mask(hand), INK, (p.x - p.y) / 8, ramp(140, 215, p.x) * 0.6)
    p.bow(INK, [(186, 764), (150, 792), (124, 822), (100, 860), (98, 880)], 5)
    p.bow(INK, [(214, 782), (198, 814), (168, 844), (150, 874), (136, 878)], 5)
    p.bow(INK, [(146, 840), (158, 826), (166, 818)], 5)
    p.cut(INK, [(112, 868), (126, 860), (142, 896), (128, 904)])  # the sort
    p.cut(RED, [(126, 900), (141, 892), (145, 902), (130, 910)])
    # near arm: sleeve with its garter, rolled at the elbow
    upper = smooth((560, 520), (632, 510), (690, 590), (700, 700), (676, 790), (610, 812), (560, 770), (556, 680), (548, 600))
    p.cut(PAPER, upper)
    p.engrave(p.mask(upper), INK, (p.x * 0.7 + p.y * 0.5) / 11, ramp(560, 690, p.x) * 0.95)
    p.bow(INK, [(552, 540), (548, 620), (556, 700), (562, 766)], 6)
    p.cut(RED, [(549, 640), (698, 626), (702, 652), (552, 668)])
    fore = smooth((676, 790), (640, 826), (560, 832), (450, 800), (366, 772), (372, 728), (460, 738), (560, 752), (610, 740))
    p.cut(PAPER, fore)
    p.engrave(p.mask(fore), INK, (p.x * 0.45 + p.y) / 9, ramp(756, 836, p.y) * 1.0)
    p.bow(INK, [(640, 828), (560, 834), (450, 802), (366, 774)], 6)
    p.bow(INK, [(556, 752), (460, 738), (372, 728)], 4)
    cuff = smooth((566, 748), (606, 734), (634, 784), (618, 834), (576, 840), (558, 796))
    p.cut(PAPER, cuff)
    p.engrave(p.mask(cuff), INK, (p.x - 0.1 * p.y) / 11, ramp(556, 640, p.x) * 0.9)
    p.bow(INK, [(564, 748), (555, 796), (576, 842)], 7)
    # the composing stick with its lines of type
    p.cut(INK, [(196, 700), (448, 664), (456, 742), (204, 782)])
    p.cut(HAZE, [(206, 708), (440, 674), (446, 732), (212, 768)])
    rng = np.random.default_rng(5)
    for k in range(3):
        x, lines = 0.02, []
        while x < 0.9:
            w = rng.uniform(0.022, 0.05)
            a, b = 0.06 + k * 0.31, 0.28 + k * 0.31
            lines.append([(206 + 234 * u + 6 * v, 708 - 34 * u + 60 * v - 2 * u * v)
                          for u, v in ((x, a), (x + w, a), (x + w, b), (x, b))])
            x += w + 0.012
        p.cut(INK, *lines)
    p.cut(RED, [(404, 676), (418, 674), (425, 738), (411, 740)])  # the knee that holds the measure
    fist = smooth((372, 728), (352, 722), (330, 736), (318, 752), (326, 766), (318, 780), (334, 792), (356, 790), (376, 792),
                  (396, 776), (392, 740))
    p.cut(PAPER, fist)
    for points in ([(372, 726), (350, 722), (328, 736), (316, 754)], [(316, 754), (340, 760), (360, 758)],
                   [(318, 780), (340, 778), (362, 774)], [(326, 768), (318, 780), (334, 792), (358, 792), (380, 790)]):
        p.bow(INK, points, 5)
    thumb = smooth((398, 742), (380, 724), (366, 700), (352, 692), (346, 704), (358, 728), (374, 750))
    p.cut(PAPER, thumb)
    p.bow(INK, [(398, 742), (380, 724), (366, 700), (352, 692), (346, 704), (358, 728), (372, 748)], 5)


DRAWINGS = (newsstand_dawn, portrait_compositor)
