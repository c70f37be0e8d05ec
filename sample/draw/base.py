"""Colours, the SVG sheet and the raster helpers that all pictures share."""

import math
import re
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image

from .data import LETTERS

SAMPLE = Path(__file__).resolve().parent.parent
PICTURES = SAMPLE / "pictures"
MEDIA = SAMPLE / "media"

INK = "#111111"
PAPER = "#f6f1e7"
RED = "#b3341f"
BLUE = "#1f3a5f"
SHADE = "#e4dccb"  # paper in shadow
STONE = "#b9b0a0"  # a grey of the same warmth, for rules and greeked text
HAZE = "#8fa0b3"  # the blue, thinned with paper
BLUSH = "#e3b9a5"  # the red, thinned with paper

SERIF = "Georgia, 'Times New Roman', serif"
SANS = "Helvetica, Arial, sans-serif"
MONO = "Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def num(value):
    """A coordinate as short text: at most one decimal, no trailing zero."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def points_path(points, closed=False):
    """Straight-line path data through points."""
    d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return d + "Z" if closed else d


def smooth_path(points, closed=False):
    """Path data of quadratic curves that round every corner of points."""
    if len(points) < 3:
        return points_path(points, closed)
    mids = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:])]
    if closed:
        mids.append(((points[-1][0] + points[0][0]) / 2, (points[-1][1] + points[0][1]) / 2))
        d = f"M{num(mids[-1][0])} {num(mids[-1][1])}"
        corners = zip(points, mids)
    else:
        d = f"M{num(points[0][0])} {num(points[0][1])}"
        corners = zip(points[1:-1], mids[1:-1] + [points[-1]])
    for (cx, cy), (x, y) in corners:
        d += f"Q{num(cx)} {num(cy)} {num(x)} {num(y)}"
    return d + "Z" if closed else d


class Sheet:
    """One SVG picture on its own paper, built up element by element."""

    def __init__(self, name, width, height, title):
        self.name, self.width, self.height = name, width, height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        ]

    def add(self, tag, body=None, **attributes):
        """Append an element; underscores in attribute names become hyphens."""
        words = [tag]
        for key, value in attributes.items():
            if value is None:
                continue
            if isinstance(value, (int, float)):
                value = num(value) if key != "opacity" else f"{value:g}"
            key = key.rstrip("_").replace("_", "-")
            words.append(f'{key}="{escape(str(value), quote=False)}"')
        head = " ".join(words)
        self.parts.append(f"<{head}/>" if body is None else f"<{head}>{body}</{tag}>")

    def open(self, **attributes):
        """Open a group; close it with shut()."""
        self.add("g", "", **attributes)
        self.parts[-1] = self.parts[-1][: -len("</g>")]

    def shut(self):
        """Close the group last opened."""
        self.parts.append("</g>")

    def rect(self, x, y, w, h, fill=INK, **more):
        """A filled rectangle."""
        self.add("rect", x=x, y=y, width=w, height=h, fill=fill, **more)

    def frame(self, x, y, w, h, stroke=INK, width=2, **more):
        """The outline of a rectangle."""
        self.rect(x, y, w, h, "none", stroke=stroke, stroke_width=width, **more)

    def line(self, x1, y1, x2, y2, stroke=INK, width=2, **more):
        """A straight rule."""
        self.add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **more)

    def circle(self, x, y, r, fill=INK, **more):
        """A filled circle."""
        self.add("circle", cx=x, cy=y, r=r, fill=fill, **more)

    def fill(self, d, fill=INK, **more):
        """A filled path."""
        self.add("path", d=d, fill=fill, **more)

    def stroke(self, d, stroke=INK, width=2, **more):
        """A stroked path."""
        self.add("path", d=d, fill="none", stroke=stroke, stroke_width=width,
                 stroke_linejoin="round", **more)

    def polygon(self, points, fill=INK, **more):
        """A filled polygon."""
        self.fill(points_path(points, True), fill, **more)

    def text(self, x, y, words, size=26, fill=INK, anchor=None, family=SERIF, **more):
        """A label; anchor is None (left), "middle" or "end"."""
        self.add("text", escape(words), x=x, y=y, font_family=family, font_size=size,
                 fill=fill, text_anchor=anchor, **more)

    def halo(self, x, y, words, size=26, fill=INK, paper=PAPER, **more):
        """A label with a rim of paper, for use on top of lines."""
        self.text(x, y, words, size, fill, paint_order="stroke", stroke=paper,
                  stroke_width=size / 4, stroke_linejoin="round", **more)

    def arrow(self, x1, y1, x2, y2, stroke=INK, width=3, head=12):
        """A straight arrow with a solid head at its second end."""
        angle = math.atan2(y2 - y1, x2 - x1)
        dx, dy = math.cos(angle), math.sin(angle)
        self.line(x1, y1, x2 - dx * head, y2 - dy * head, stroke, width)
        self.polygon([(x2, y2), (x2 - dx * head * 1.4 - dy * head * 0.7, y2 - dy * head * 1.4 + dx * head * 0.7),
                      (x2 - dx * head * 1.4 + dy * head * 0.7, y2 - dy * head * 1.4 - dx * head * 0.7)], stroke)

    def letter(self, face, character, x, y, size, fill=INK, contours=None, **more):
        """An outlined letter, origin at x, y; returns the advance."""
        advance, drawn = LETTERS[face][character]
        chosen = drawn if contours is None else [drawn[i] for i in contours]
        self.fill("".join(chosen), fill,
                  transform=f"translate({num(x)} {num(y)})scale({size / 1000:g})", **more)
        return advance * size / 1000

    def save(self):
        """Write the picture into the folder of pictures."""
        text = "\n".join(self.parts) + "\n</svg>\n"
        (PICTURES / f"{self.name}.svg").write_text(text, encoding="utf-8")


def flatten(d, steps=8):
    """The absolute path data of one traced contour as a list of points."""
    points, x, y, verb = [], 0.0, 0.0, ""
    tokens = re.findall(r"[MLHVCQZ]|-?\d+", d)
    at = 0

    def take(count):
        nonlocal at
        values = [float(v) for v in tokens[at:at + count]]
        at += count
        return values

    while at < len(tokens):
        if tokens[at].isalpha():
            verb = tokens[at]
            at += 1
            if verb == "Z":
                continue
        if verb in "ML":
            x, y = take(2)
            points.append((x, y))
            verb = "L"
        elif verb == "H":
            x, = take(1)
            points.append((x, y))
        elif verb == "V":
            y, = take(1)
            points.append((x, y))
        else:
            bend = [(x, y)]
            values = take(4 if verb == "Q" else 6)
            bend += list(zip(values[::2], values[1::2]))
            for step in range(1, steps + 1):
                row = bend
                while len(row) > 1:
                    row = [(a[0] + (b[0] - a[0]) * step / steps, a[1] + (b[1] - a[1]) * step / steps)
                           for a, b in zip(row, row[1:])]
                points.append(row[0])
            x, y = bend[-1]
    return points


def rgb(colour):
    """A hex colour as three floats 0..1."""
    return np.array([int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def bytes_of(array):
    """Floats 0..1 as 8-bit numbers."""
    return (np.clip(array, 0, 1) * 255 + 0.5).astype(np.uint8)


def ramp(edge0, edge1, x):
    """Smooth step from 0 at edge0 to 1 at edge1."""
    t = np.clip((x - edge0) / (edge1 - edge0), 0, 1)
    return t * t * (3 - 2 * t)


def noise(shape, cell, seed, octaves=1):
    """Smooth noise 0..1 with features of about cell pixels."""
    rng = np.random.default_rng(seed)
    h, w = shape
    total, weight, out = 0.0, 1.0, np.zeros(shape, np.float32)
    for octave in range(octaves):
        step = max(cell / 2 ** octave, 1)
        small = rng.random((int(h / step) + 3, int(w / step) + 3)).astype(np.float32)
        big = Image.fromarray(small).resize((w, h), Image.BICUBIC,
                                            box=(0.5, 0.5, 0.5 + w / step, 0.5 + h / step))
        out += np.asarray(big) * weight
        total += weight
        weight *= 0.5
    return np.clip(out / total, 0, 1)


def save_raster(image, name, kind, widths, quality=80, colours=None):
    """Write image as NAME.KIND and, for each width, as NAME-WIDTHw.KIND.

    PNG pictures get a palette of that many colours.
    """
    for width in [image.width] + list(widths):
        scaled = image
        if width != image.width:
            scaled = image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)
        suffix = "" if width == image.width else f"-{width}w"
        path = PICTURES / f"{name}{suffix}.{kind}"
        if kind == "png":
            scaled = scaled.quantize(colours, Image.MEDIANCUT, dither=Image.NONE)
            scaled.save(path, optimize=True)
        else:
            scaled.save(path, quality=quality, method=6)
