"""The press hall at night: a small ray caster that draws like a wood engraver.

Rotary units stand along the hall; a web of paper runs from each reel round four
cylinders and up to the rollers under the roof.  Every ray that meets a surface
yields a tone and a phase; the phase makes engraved lines, the tone their weight.
"""

import math

import numpy as np
from PIL import Image, ImageDraw

from .base import BLUE, HAZE, INK, PAPER, RED, bytes_of, ramp, rgb, save_raster

W, H, SS = 1600, 900, 2
EYE = np.array([4.35, 2.0, -6.4])
AIM = np.array([1.0, 2.42, 4.0])
FOCUS = 1.02  # focal length in picture widths
LEFT, RIGHT = -2.4, 0.9  # the ends of the cylinders
UNITS = (1.6, 7.4, 13.2, 19.0, 24.8)
LAMPS = [np.array([2.55, 4.15, z]) for z in (1.2, 5.2, 9.2, 13.2, 17.2, 21.2, 25.2)]
LIGHT = np.array([0.50, 0.66, -0.56]) / np.linalg.norm([0.50, 0.66, -0.56])
NONE, TINT_BLUE, TINT_RED, TINT_HAZE = 0, 1, 2, 3  # colour of the paper between the lines


def page_texture():
    """A greeked newspaper page: how much ink lies where, 0..1."""
    image = Image.new("L", (160, 224))
    d = ImageDraw.Draw(image)
    rng = np.random.default_rng(2)
    d.rectangle((12, 10, 148, 26), fill=255)
    d.rectangle((12, 32, 100, 42), fill=230)
    d.rectangle((12, 48, 76, 100), fill=170)
    for column in range(4):
        x = 12 + column * 35
        for y in range(106 if column < 2 else 48, 214, 7):
            d.rectangle((x, y, x + 30 - int(rng.integers(0, 6)), y + 3), fill=190)
    return np.asarray(image, np.float32) / 255


class Hall:
    """Buffers of the picture, and the surfaces that can be cast into them."""

    def __init__(self):
        self.w, self.h = W * SS, H * SS
        forward = (AIM - EYE) / np.linalg.norm(AIM - EYE)
        self.right = np.cross(np.array([0, 1, 0]), forward)
        self.right /= np.linalg.norm(self.right)
        self.up = np.cross(forward, self.right)
        self.forward = forward
        y, x = np.mgrid[0:self.h, 0:self.w].astype(np.float32)
        sx, sy = (x / self.w - 0.5) / FOCUS, (0.5 * self.h - y) / self.w / FOCUS
        self.rays = [np.float32(forward[i]) + np.float32(self.right[i]) * sx
                     + np.float32(self.up[i]) * sy for i in range(3)]
        self.depth = np.full((self.h, self.w), 1e9, np.float32)
        self.tone = np.zeros((self.h, self.w), np.float32)
        self.phase = np.zeros((self.h, self.w), np.float32)
        self.tint = np.zeros((self.h, self.w), np.uint8)
        self.page = page_texture()

    def spot(self, point):
        """Where a point of the hall lies in the picture, in buffer pixels, and its scale."""
        v = np.asarray(point, float) - EYE
        z = max(v @ self.forward, 0.05)
        scale = FOCUS * self.w / z
        return self.w / 2 + v @ self.right * scale, self.h / 2 - v @ self.up * scale, scale

    def window(self, x0, x1, y0, y1, z0, z1):
        """The part of the picture that a box can touch."""
        spots = [self.spot((x, y, max(z, EYE[2] + 0.2))) for x in (x0, x1) for y in (y0, y1)
                 for z in (z0, z1)]
        xs, ys = [s[0] for s in spots], [s[1] for s in spots]
        c0, c1 = max(int(min(xs)) - 2, 0), min(int(max(xs)) + 3, self.w)
        r0, r1 = max(int(min(ys)) - 2, 0), min(int(max(ys)) + 3, self.h)
        return (slice(r0, max(r1, r0)), slice(c0, max(c1, c0)))

    def put(self, part, hit, t, tone, phase, tint):
        """Keep a surface where it is nearer than what is there."""
        where = hit & (t < self.depth[part]) & (t > 0.05)
        for buffer, value in ((self.depth, t), (self.tone, tone), (self.phase, phase),
                              (self.tint, tint)):
            buffer[part] = np.where(where, value, buffer[part])

    def drum(self, z, y, r, tint=NONE, paper=None):
        """A cylinder across the press; paper is (angle, sweep, sense, s0, printed)."""
        part = self.window(LEFT, RIGHT, y - r, y + r, z - r, z + r)
        dx, dy, dz = (d[part] for d in self.rays)
        if not dx.size:
            return
        oy, oz = EYE[1] - y, EYE[2] - z
        a, b = dy * dy + dz * dz, dy * oy + dz * oz
        root = b * b - a * (oy * oy + oz * oz - r * r)
        t = (-b - np.sqrt(np.maximum(root, 0))) / a
        x, ny, nz = EYE[0] + t * dx, (oy + t * dy) / r, (oz + t * dz) / r
        hit = (root > 0) & (x > LEFT) & (x < RIGHT)
        lit = np.clip(ny * LIGHT[1] + nz * LIGHT[2], 0, 1)
        angle = np.arctan2(ny, nz)
        tone = 0.02 + 0.42 * lit ** 1.6 + 0.6 * np.exp(-((lit - 0.8) / 0.07) ** 2)
        tone += 0.16 * np.exp(-((angle + 2.2) / 0.25) ** 2)  # light thrown back from the floor
        tone *= self.fade(t)
        if paper:
            start, sweep, sense, s0, printed = paper
            turned = np.mod((angle - start) * sense, 2 * math.pi)
            hit &= turned <= sweep
            tone = self.sheet_tone(0.42 + 0.95 * lit, x, s0 + turned * r, printed, t)
        self.put(part, hit, t, tone, angle * (9 * r / 0.62 + 2), tint)
        if paper:
            return
        with np.errstate(divide="ignore"):
            t = (RIGHT - EYE[0]) / dx  # the end that faces the aisle
        ry, rz = (EYE[1] + t * dy - y) / r, (EYE[2] + t * dz - z) / r
        q = np.hypot(ry, rz)
        spoke = np.abs(np.mod(np.arctan2(ry, rz) * 3 / math.pi + 0.25, 1) - 0.5)
        tone = np.where(q > 0.86, 0.95, np.where(q > 0.80, 0.0, 0.62 + 0.3 * ry))
        if r > 0.3:
            tone = np.where((q < 0.74) & (q > 0.34) & (spoke > 0.16), 0.06, tone)
            tone = np.where(np.abs(q - 0.34) < 0.03, 0, tone)
            tone = np.where(q < 0.12, 0.0, tone)
        self.put(part, (q < 1) & (t > 0), t, tone * self.fade(t) ** 0.5, q * 7 * r / 0.62,
                 TINT_RED if r > 0.3 else NONE)

    def strip(self, z0, y0, z1, y1, s0, printed):
        """A flat run of the web between two rollers."""
        part = self.window(LEFT, RIGHT, min(y0, y1), max(y0, y1), min(z0, z1), max(z0, z1))
        dx, dy, dz = (d[part] for d in self.rays)
        if not dx.size:
            return
        length = math.hypot(z1 - z0, y1 - y0)
        uz, uy = (z1 - z0) / length, (y1 - y0) / length
        with np.errstate(divide="ignore", invalid="ignore"):
            t = ((z0 - EYE[2]) * uy - (y0 - EYE[1]) * uz) / (dz * uy - dy * uz)
        x, y, z = EYE[0] + t * dx, EYE[1] + t * dy, EYE[2] + t * dz
        s = (z - z0) * uz + (y - y0) * uy
        hit = (s >= -0.01) & (s <= length + 0.01) & (x > LEFT + 0.04) & (x < RIGHT - 0.04) & (t > 0)
        facing = 1 if (EYE[2] - z0) * uy - (EYE[1] - y0) * uz > 0 else -1
        lit = max(0.0, (uy * LIGHT[2] - uz * LIGHT[1]) * facing)
        tone = self.sheet_tone(0.74 + 0.6 * lit, x, s0 + s, printed, t)
        self.put(part, hit, t, tone, s * 9, NONE)

    def sheet_tone(self, base, x, s, printed, t):
        """The tone of paper, with its printed pages if the web has been printed."""
        tone = np.clip(base, 0, 1.05) * self.fade(t) ** 0.7
        if printed:
            row = (np.mod(s / 1.15, 1) * self.page.shape[0]).astype(int)
            column = (np.mod((x - LEFT) / 0.825, 1) * self.page.shape[1]).astype(int)
            ink = self.page[row % self.page.shape[0], column % self.page.shape[1]]
            tone = tone * (1 - 0.95 * ink)
        return tone

    @staticmethod
    def fade(t):
        """Things sink into the dark with distance."""
        return np.exp(-np.maximum(t - 3, 0) / 26)

    def web(self, rollers):
        """Thread a web round rollers (z, y, r, sense, prints) and cast it."""
        s, printed, touch = 0.0, False, []
        for (z0, y0, r0, s0, _), (z1, y1, r1, s1, _) in zip(rollers, rollers[1:]):
            d, phi = math.hypot(z1 - z0, y1 - y0), math.atan2(y1 - y0, z1 - z0)
            theta = phi - math.asin((s1 * r1 - s0 * r0) / d)
            nz, ny = -math.sin(theta), math.cos(theta)
            touch.append(((z0 - nz * s0 * r0, y0 - ny * s0 * r0),
                          (z1 - nz * s1 * r1, y1 - ny * s1 * r1)))
        for i, ((az, ay), (bz, by)) in enumerate(touch):
            self.strip(az, ay, bz, by, s, printed)
            s += math.hypot(bz - az, by - ay)
            if i + 1 < len(touch):
                z, y, r, sense, prints = rollers[i + 1]
                (lz, ly) = touch[i + 1][0]
                start = math.atan2(by - y, bz - z)
                sweep = ((math.atan2(ly - y, lz - z) - start) * sense) % (2 * math.pi)
                printed = printed or prints
                self.drum(z, y, r + 0.012, NONE, (start, sweep, sense, s, printed))
                s += sweep * r

    def unit(self, z):
        """One press unit: reel, four cylinders, guide rollers and the web through them."""
        low = [(z - 0.62, 0.98, 0.62), (z + 0.36, 1.76, 0.62), (z - 0.44, 2.74, 0.62),
               (z + 0.54, 3.52, 0.62)]
        small = [(z - 1.75, 0.30, 0.13), (z + 0.1, 4.72, 0.13), (z + 1.9, 4.9, 0.13)]
        inkers = [(z - 1.42, 1.52, 0.2), (z + 1.16, 2.24, 0.26), (z - 1.28, 3.08, 0.26),
                  (z + 1.32, 3.2, 0.2), (z + 1.15, 1.35, 0.2), (z - 1.1, 2.12, 0.15)]
        for zc, y, r in low + small + inkers:
            self.drum(zc, y, r)
        senses = (-1, 1, -1, 1)
        rollers = [(z - 2.75, 0.86, 0.8, -1, False), (*small[0], 1, False)]
        rollers += [(*c, sense, True) for c, sense in zip(low, senses)]
        rollers += [(*small[1], -1, False), (*small[2], 1, False), (z + 9.5, 5.0, 0.13, -1, False)]
        self.drum(z - 2.75, 0.86, 0.8)
        self.web(rollers)

    def room(self):
        """Floor, roof, the window wall on the right and the dark wall behind the press."""
        dx, dy, dz = self.rays
        everywhere = (slice(None), slice(None))
        with np.errstate(divide="ignore", invalid="ignore"):
            t = -EYE[1] / dy  # floor, with the lamps mirrored in its wet boards
            x, z = EYE[0] + t * dx, EYE[2] + t * dz
            tone = np.full_like(t, 0.10)
            for lamp in LAMPS:
                far = (EYE[1] + lamp[1]) / EYE[1]
                mx, mz = EYE[0] + (lamp[0] - EYE[0]) / far, EYE[2] + (lamp[2] - EYE[2]) / far
                wide = 0.05 * (mz - EYE[2]) + 0.05
                tone += 1.0 * np.exp(-((x - mx) / wide) ** 2 - ((z - mz) / (0.34 * (mz - EYE[2]))) ** 2)
                tone += 0.34 * np.exp(-((x - lamp[0]) / 1.3) ** 2 - ((z - lamp[2]) / 1.5) ** 2)
            tone -= 0.25 * ((np.abs(np.mod(x / 0.55, 1) - 0.5) > 0.47) & (tone < 0.9))
            tone = np.minimum(tone, 0.82) * (ramp(-3.2, 0.8, x) * 0.6 + 0.4)
            self.put(everywhere, (dy < -1e-4) & (t < 60), t, tone, 46 / np.maximum(t, 0.2), TINT_BLUE)
            t = (5.4 - EYE[0]) / dx  # window wall
            y, z = EYE[1] + t * dy, EYE[2] + t * dz
            u = np.mod(z - 1.0, 4.0) - 2.0
            arch = np.abs(u) < np.where(y < 4.4, 1.15, np.sqrt(np.maximum(1.15 ** 2 - (y - 4.4) ** 2, 0)))
            glass = arch & (y > 1.5) & (y < 5.55)
            bars = (np.abs(np.mod(u + 0.385, 0.77) - 0.385) < 0.045) | (np.abs(np.mod(y, 0.8) - 0.4) < 0.04)
            tone = np.where(glass, np.where(bars, 0.0, 0.95), 0.13 + 0.05 * (y > 1.2))
            self.put(everywhere, (dx > 1e-4) & (y > 0) & (y < 7.4) & (t < 60), t, tone, y * 6,
                     np.where(glass, TINT_HAZE, TINT_BLUE))
            t = (-5.5 - EYE[0]) / dx  # the wall behind the press
            y = EYE[1] + t * dy
            self.put(everywhere, (dx < -1e-4) & (y > 0) & (y < 7.4) & (t < 60), t, 0.09, y * 5, TINT_BLUE)
            t = (7.4 - EYE[1]) / dy  # roof with its beams
            z = EYE[2] + t * dz
            beam = np.mod(z, 2.9) < 0.5
            self.put(everywhere, (dy > 1e-4) & (t < 60), t, np.where(beam, 0.0, 0.17), z * 3, TINT_BLUE)
            far = self.depth > 1e8
            self.tone[far], self.tint[far] = 0.1, TINT_BLUE

    def glow(self):
        """Light the air round every lamp with rays cut outwards, nearest lamp strongest."""
        y, x = np.mgrid[0:self.h, 0:self.w].astype(np.float32)
        air = self.tint == TINT_BLUE
        ray = np.zeros_like(self.tone)
        for i, lamp in enumerate(LAMPS):
            cx, cy, scale = self.spot(lamp)
            near = (slice(max(int(cy - 2 * scale), 0), max(int(cy + 2 * scale), 0)),
                    slice(max(int(cx - 2 * scale), 0), max(int(cx + 2 * scale), 0)))
            dx, dy = x[near] - cx, y[near] - cy
            q = np.hypot(dx, dy) / scale
            wave = 0.5 + 0.5 * np.cos(np.arctan2(dy, dx) * 44 + i)
            shine = np.exp(-q / 0.62)
            ray[near] = np.maximum(ray[near], shine * (0.55 + 0.75 * wave))
            self.tone[near] += 0.2 * np.exp(-q / 0.5) * ~air[near]
        lit = air & (ray > 0.30) & (y < self.h * 0.62)
        self.tone[lit], self.tint[lit] = 1.1, TINT_HAZE
        lit &= ray > 0.62
        self.tint[lit] = NONE

    def ink(self):
        """Turn tone and phase into lines and tints; returns floats of buffer size."""
        gy, gx = np.gradient(self.phase)
        density = np.clip(np.hypot(gx, gy), 1e-5, 10)
        octave = np.exp2(-np.round(np.log2(density * 15)))  # lines about 7 pixels apart
        wave = np.abs(np.mod(self.phase * octave, 1) - 0.5) * 2
        light = np.clip(self.tone, 0, 1) * 1.16 - 0.08
        cover = np.clip((light - wave) * 6 + 0.5, 0, 1)[..., None]  # 1 where no ink falls
        tints = np.array([rgb(PAPER), rgb(BLUE) * 1.15, rgb(RED), rgb(HAZE) * 0.8 + rgb(BLUE) * 0.2])
        return rgb(INK) * (1 - cover) + tints[self.tint] * cover


def lamp_shapes(hall, draw):
    """Shades, bulbs and flexes of the lamps, the far ones first."""
    for lamp in LAMPS[::-1]:
        x, y, s = hall.spot(lamp)
        s *= 0.3
        draw.line((x, hall.spot((lamp[0], 7.4, lamp[2]))[1], x, y - s), fill=INK, width=max(int(s * 0.12), 2))
        draw.ellipse((x - 0.62 * s, y - 0.36 * s, x + 0.62 * s, y + 0.42 * s), fill=PAPER)
        draw.polygon([(x - s * 1.2, y), (x - s * 0.32, y - s * 0.8), (x - s * 0.2, y - s * 1.15),
                      (x + s * 0.2, y - s * 1.15), (x + s * 0.32, y - s * 0.8), (x + s * 1.2, y)],
                     fill=INK)
        draw.line((x - s * 1.1, y - s * 0.06, x + s * 1.1, y - s * 0.06), fill=RED,
                  width=max(int(s * 0.14), 2))


def pressman(hall, draw):
    """A pressman in the aisle who holds the first copy up to the light."""
    x, y, s = hall.spot((2.5, 0, 1.3))

    def p(*pairs, shift=0.0):
        return [(x + (a + shift) * s, y - (b + shift * 0.6) * s) for a, b in pairs]

    body = ((-0.2, 0), (-0.17, 0.85), (-0.22, 1.1), (-0.24, 1.42), (-0.12, 1.53), (0.0, 1.56),
            (0.13, 1.53), (0.25, 1.42), (0.27, 0.95), (0.23, 0.5), (0.25, 0), (0.07, 0), (0.03, 0.72),
            (-0.03, 0.0))
    cap = ((-0.25, 1.745), (-0.15, 1.83), (0.0, 1.885), (0.1, 1.85), (0.14, 1.74))
    head = ((-0.14, 1.76), (-0.17, 1.66), (-0.14, 1.645), (-0.135, 1.58), (-0.08, 1.54), (-0.06, 1.5),
            (0.09, 1.5), (0.1, 1.6), (0.135, 1.68), (0.12, 1.77))
    for shape in (body, head, cap):
        draw.polygon(p(*shape, shift=0.022), fill=PAPER)  # lamp light on the shoulder
    draw.polygon(p(*body), fill=INK)
    draw.polygon(p((-0.185, 0.4), (-0.2, 1.12), (0.06, 1.14), (0.09, 0.4)), fill=BLUE)  # apron
    draw.line(p((-0.2, 1.12), (-0.12, 1.5)), fill=BLUE, width=int(0.03 * s))
    draw.polygon(p((0.06, 1.5), (-0.06, 1.3), (-0.36, 1.24), (-0.62, 1.53), (-0.55, 1.59),
                   (-0.33, 1.4), (-0.08, 1.47)), fill=PAPER)  # a rolled sleeve
    draw.polygon(p((0.06, 1.46), (-0.06, 1.3), (-0.36, 1.24), (-0.6, 1.51), (-0.57, 1.55),
                   (-0.35, 1.31), (-0.06, 1.36)), fill=INK)
    draw.polygon(p(*head), fill=INK)
    draw.polygon(p((-0.13, 1.74), (-0.16, 1.665), (-0.125, 1.64), (-0.125, 1.59), (-0.07, 1.56),
                   (-0.03, 1.64), (-0.02, 1.74)), fill=PAPER)  # face
    draw.polygon(p((-0.14, 1.635), (-0.12, 1.615), (-0.06, 1.62), (-0.075, 1.65)), fill=INK)  # moustache
    draw.polygon(p(*cap), fill=RED)
    draw.polygon(p((-1.0, 1.36), (-0.96, 1.94), (-0.5, 1.86), (-0.53, 1.3)), fill=PAPER)  # the copy
    draw.polygon(p((-0.955, 1.83), (-0.945, 1.89), (-0.55, 1.82), (-0.555, 1.76)), fill=INK)
    for i in range(7):
        b = 1.72 - i * 0.055
        draw.line(p((-0.955 - i * 0.004, b + 0.045), (-0.77, b + 0.015)), fill=INK, width=4)
        draw.line(p((-0.73, b + 0.008), (-0.56, b - 0.02)), fill=RED if i < 3 else INK, width=4)
    draw.ellipse((x - 0.62 * s, y - 1.6 * s, x - 0.53 * s, y - 1.5 * s), fill=PAPER, outline=INK, width=3)


def clock(hall, draw):
    """The clock on the end wall: eleven, an hour before the edition."""
    x, y, s = hall.spot((3.9, 4.0, 33))
    draw.ellipse((x - s, y - s, x + s, y + s), fill=PAPER, outline=INK, width=8)
    draw.line((x, y - 0.8 * s, x, y, x - 0.26 * s, y - 0.45 * s), fill=INK, width=7, joint="curve")


def bundles(hall, draw):
    """Tied bundles of the last edition at the right edge of the floor."""
    for bx, bz, layers in ((4.75, 2.2, 5), (4.55, 1.0, 3), (3.7, 0.5, 2)):
        for layer in range(layers):
            y0, y1 = layer * 0.27, layer * 0.27 + 0.25
            x0, x1, z0, z1 = bx - 0.36, bx + 0.36, bz - 0.28, bz + 0.28

            def q(*corners):
                return [hall.spot(c)[:2] for c in corners]

            draw.polygon(q((x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)), fill=PAPER, outline=INK)
            draw.polygon(q((x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)), fill=HAZE, outline=INK)
            draw.polygon(q((x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)), fill=PAPER, outline=INK)
            for k in range(1, 6):
                y = y0 + (y1 - y0) * k / 6
                draw.line(q((x0, y, z1), (x0, y, z0), (x1, y, z0)), fill=INK, width=4)
            for k in (0.32, 0.68):
                x = x0 + (x1 - x0) * k
                draw.line(q((x, y0, z0), (x, y1, z0), (x, y1, z1)), fill=RED, width=8)


def press_hall():
    """A rotary press in its hall at night."""
    hall = Hall()
    hall.room()
    for z in UNITS[::-1]:
        hall.unit(z)
    hall.glow()
    image = Image.fromarray(bytes_of(hall.ink()))
    draw = ImageDraw.Draw(image)
    clock(hall, draw)
    lamp_shapes(hall, draw)
    pressman(hall, draw)
    bundles(hall, draw)
    image = image.resize((W, H), Image.LANCZOS)
    save_raster(image, "press-hall", "webp", (480, 960), quality=76)


DRAWINGS = (press_hall,)
