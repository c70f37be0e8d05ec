"""Rasters of the printing process: halftone screens, a rosette, paper fibres."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .base import BLUE, INK, PAPER, RED, bytes_of, noise, ramp, rgb, save_raster

WIDTHS = (480, 960)


def screen(shape, pitch, degrees, tone, blur=1.0):
    """Halftone: coverage 0..1 of ink dots for a tone (0 white .. 1 black).

    The spot function is a sum of two cosines, turned by the screen angle; its
    own rank order turns it into a threshold, so that a tone of 0.3 covers 30 %.
    blur is the width in pixels over which a dot's edge is softened.
    """
    h, w = shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    a = math.radians(degrees)
    u = (x * math.cos(a) + y * math.sin(a)) * (2 * math.pi / pitch)
    v = (y * math.cos(a) - x * math.sin(a)) * (2 * math.pi / pitch)
    spot = (2 - np.cos(u) - np.cos(v)) / 4
    t = np.linspace(0, 2 * math.pi, 256, endpoint=False)
    cell = np.sort(((2 - np.cos(t)[:, None] - np.cos(t)[None]) / 4).ravel())
    level = np.interp(tone, np.linspace(0, 1, cell.size), cell).astype(np.float32)
    edge = blur * 2.2 / pitch  # the spot function climbs about this much in a pixel
    cover = np.clip((level - spot) / edge + 0.5, 0, 1)
    return np.where(tone <= 0.005, 0, np.where(tone >= 0.995, 1, cover))


def sphere_tone(h, w):
    """The darkness of a lit ball on a table, h by w, 0 white .. 1 black."""
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    r = w * 0.335
    cx, cy = w * 0.5, h * 0.455
    nx, ny = (x - cx) / r, (y - cy) / r
    inside = nx * nx + ny * ny
    nz = np.sqrt(np.clip(1 - inside, 0, 1))
    light = np.array([-0.52, -0.62, 0.59])
    light /= np.linalg.norm(light)
    lambert = nx * light[0] + ny * light[1] + nz * light[2]
    bounce = np.clip(nx * 0.35 + ny * 0.75, 0, 1) ** 2 * 0.22
    shine = np.clip(2 * lambert * nz - light[2], 0, 1) ** 24
    ball = 0.95 - 0.88 * np.clip(lambert, 0, 1) ** 0.85 - bounce - 0.5 * shine
    wall = 0.10 + 0.44 * ramp(w * 0.95, -w * 0.1, x)  # dark behind the light side, and vice versa
    horizon = h * 0.66
    ground = np.where(y > horizon, 0.05 + 0.07 * (h - y) / h, wall)
    sx, sy = (x - cx - r * 0.42) / (r * 1.32), (y - cy - r * 1.0) / (r * 0.27)
    shadow = ramp(1.25, 0.25, np.sqrt(sx * sx + sy * sy))
    ground = np.where(y > horizon - 2, ground + shadow * (0.82 - ground), ground)
    return np.clip(np.where(inside < 1, ball, ground), 0.0, 1.0)


def halftone():
    """One ball in three screens at 45 degrees, coarse to fine."""
    ss, h, w = 2, 800, 1600
    sheet = np.empty((h, w, 3), np.float32)
    sheet[:] = rgb(PAPER)
    margin, gap = 50, 36
    panel, tall = (w - 2 * margin - 2 * gap) // 3, h - 2 * margin
    for i, pitch in enumerate((32, 16, 8)):
        tone = sphere_tone(tall * ss, panel * ss)
        ink = screen(tone.shape, pitch * ss, 45, tone, ss)
        ink = ink.reshape(tall, ss, panel, ss).mean((1, 3))[..., None]
        x = margin + i * (panel + gap)
        sheet[margin:margin + tall, x:x + panel] = rgb(PAPER) * (1 - ink) + rgb(INK) * ink
    save_raster(Image.fromarray(bytes_of(sheet)), "halftone", "png", WIDTHS, colours=12)


def rosette():
    """Cyan, magenta, yellow and black dots at their four angles, multiplied."""
    h, w, pitch = 1000, 1600, 58
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    sun = ramp(560, 120, np.hypot(x - 1080, y - 400))
    tones = {  # an evening sky, too much enlarged to be seen as one
        "cyan": 0.50 - 0.22 * y / h - 0.34 * sun + 0.10 * (1 - x / w),
        "magenta": 0.15 + 0.24 * y / h + 0.08 * x / w - 0.04 * sun,
        "yellow": 0.12 + 0.16 * y / h + 0.36 * sun,
        "black": 0.09 - 0.07 * sun + 0.04 * (1 - x / w),
    }
    inks = {"cyan": (15, (0.0, 0.60, 0.84)), "magenta": (75, (0.84, 0.07, 0.46)),
            "yellow": (0, (1.0, 0.88, 0.10)), "black": (45, (0.09, 0.09, 0.10))}
    sheet = np.empty((h, w, 3), np.float32)
    sheet[:] = rgb(PAPER)
    for name, (angle, colour) in inks.items():
        cover = screen((h, w), pitch, angle, np.clip(tones[name], 0.02, 0.95), 1.6)[..., None]
        sheet *= 1 - cover * (1 - np.array(colour, np.float32))
    save_raster(Image.fromarray(bytes_of(sheet)), "rosette", "png", WIDTHS, colours=32)


def curve(points, steps=6):
    """More points along a Catmull-Rom spline through points, as an array."""
    p = np.array([points[0], *points, points[-1]], np.float32)
    t = (np.arange(steps) / steps)[None, :, None]
    a, b, c, d = (p[i:len(p) - 3 + i, None] for i in range(4))
    line = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                  + (3 * b - a - 3 * c + d) * t ** 3)
    return np.vstack([line.reshape(-1, 2), p[-2:-1]])


def fibre(rng, start, length, bend):
    """The middle line of one fibre: it wanders, and now and then it has a kink."""
    steps = 16
    turns = np.cumsum(rng.normal(0, bend / 3, steps)) + rng.normal(0, bend)
    turns = turns / steps + np.where(rng.random(steps) < 0.05, rng.normal(0, 0.8, steps), 0)
    angles = rng.uniform(0, 2 * math.pi) + np.cumsum(turns)
    moves = np.column_stack([np.cos(angles), np.sin(angles)]) * length / steps
    return curve(np.vstack([[start], np.array(start) + np.cumsum(moves, 0)]))


def ribbon(rng, line, width):
    """Half widths along a flat fibre that twists and thins towards its ends."""
    t = np.linspace(0, 1, len(line))
    twist = 0.72 + 0.28 * np.cos(2 * math.pi * (t * rng.uniform(0.6, 2.6) + rng.random()))
    return width / 2 * twist * np.clip(np.minimum(t, 1 - t) * 9, 0.12, 1)


def outline(line, half):
    """The polygon of a line that is so wide on both sides."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.hypot(along[:, :1], along[:, 1:]), 1e-6)
    side = np.column_stack([-along[:, 1], along[:, 0]]) * half[:, None]
    return [tuple(p) for p in np.vstack([line + side, (line - side)[::-1]])]


def newsprint():
    """Wood fibres crossing in newsprint, seen through a microscope."""
    w, h = 1600, 1000
    rng = np.random.default_rng(1814)
    through = np.ones((h, w), np.float32)  # the light that comes through the sheet

    def soft(mask, blur):
        return np.asarray(mask.filter(ImageFilter.GaussianBlur(blur)), np.float32) / 255

    # sheaves of fibres, width, blur, darkness, bend: from deep in the sheet to its face
    for sheaves, width, blur, dark, bend in ((9, 16, 6, 0.10, 2.2), (9, 22, 3.2, 0.13, 2.0),
                                             (8, 30, 1.6, 0.17, 1.8), (5, 38, 0.9, 0.24, 1.5)):
        for _ in range(sheaves):
            body, core = Image.new("L", (w, h)), Image.new("L", (w, h))
            on_body, on_core = ImageDraw.Draw(body), ImageDraw.Draw(core)
            for _ in range(20 if width < 35 else 13):
                start = rng.uniform(-250, w + 250), rng.uniform(-250, h + 250)
                line = fibre(rng, start, rng.uniform(500, 1500), bend)
                half = ribbon(rng, line, width * rng.uniform(0.55, 1.3))
                on_body.polygon(outline(line, half), fill=255)
                on_core.polygon(outline(line, half * 0.66), fill=235)
                if rng.random() < 0.4:  # a fold shows as a darker seam
                    on_core.polygon(outline(line, half * 0.13), fill=60)
            through *= 1 - dark * (soft(body, blur) - 0.78 * soft(core, blur + 0.6))
    cloud = noise((h, w), 380, 7, 3)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    eye = ramp(1.3, 0.3, np.hypot((x - w / 2) / w, (y - h / 2) / h * 0.8) * 1.6)
    shade = 1 - np.clip(through * (1.06 - 0.2 * cloud), 0, 1)[..., None]
    sheet = rgb("#fff8e6") * (1 - shade) + rgb("#4f3417") * shade
    for tint, seed, start in ((RED, 31, (420, 330)), (BLUE, 14, (1130, 700)), (BLUE, 3, (240, 820))):
        one = np.random.default_rng(seed)  # dyed strays from the pulper
        mask = Image.new("L", (w, h))
        line = fibre(one, start, 560, 2.6)
        ImageDraw.Draw(mask).polygon(outline(line, ribbon(one, line, 15)), fill=215)
        sheet *= 1 - soft(mask, 1.2)[..., None] * (1 - rgb(tint)) * 0.85
    sheet *= (0.74 + 0.26 * eye)[..., None]
    save_raster(Image.fromarray(bytes_of(sheet)), "newsprint", "webp", WIDTHS, quality=78)


DRAWINGS = (halftone, rosette, newsprint)
