"""Diagrams of the printed page: story shape, columns, type, paper, the case."""

import numpy as np

from .base import (BLUE, BLUSH, HAZE, INK, PAPER, RED, SANS, SHADE, STONE, Sheet, flatten, num,
                   smooth_path)
from .data import LETTERS


def inverted_pyramid():
    """A news story as a triangle: most of the ink at the top, cut from the end."""
    s = Sheet("inverted-pyramid", 640, 520, "The inverted pyramid of a news story")
    top, apex, half = 48, 472, 276

    def side(y):
        return half * (apex - y) / (apex - top)

    def band(y0, y1, fill):
        s.polygon([(320 - side(y0), y0), (320 + side(y0), y0),
                   (320 + side(y1), y1), (320 - side(y1), y1)], fill)

    band(top, 184, RED)
    band(192, 312, BLUE)
    y, weight = 320.0, 12.0
    while y < apex - 6:  # the tail thins out line by line
        band(y, min(y + weight, apex), INK)
        y += weight + 6
        weight = max(weight * 0.86, 2.5)
    s.text(320, 114, "The news", 58, PAPER, "middle")
    s.text(320, 156, "who, what, when, where", 28, PAPER, "middle", font_style="italic")
    s.text(320, 264, "Details", 44, PAPER, "middle")
    s.line(366, 396, 420, 396, INK, 2)
    s.text(430, 405, "Background", 30)
    s.arrow(90, 472, 90, 330, RED, 4, 16)
    s.text(112, 440, "cut from", 26, RED, font_style="italic")
    s.text(112, 470, "the end", 26, RED, font_style="italic")
    s.save()


def greek(s, rng, x, y, width, lines, pitch=9, last=0.6, fill=STONE):
    """Lines of unreadable small type as grey bars."""
    for i in range(lines):
        w = width if i < lines - 1 else width * last
        s.rect(x, y + i * pitch, w - rng.integers(0, 2), pitch * 0.42, fill)


def column_grid():
    """A broadsheet front page laid over its six columns."""
    s = Sheet("column-grid", 640, 960, "A broadsheet page on a six-column grid")
    rng = np.random.default_rng(6)
    x0, y0, w, h, margin, gutter = 88, 92, 504, 802, 24, 12
    s.rect(x0 + 8, y0 + 8, w, h, SHADE)
    s.rect(x0, y0, w, h, "#fffdf7", stroke=INK, stroke_width=2)
    col = (w - 2 * margin - 5 * gutter) / 6
    lefts = [x0 + margin + i * (col + gutter) for i in range(6)]

    def span(first, count):
        return lefts[first], col * count + gutter * (count - 1)

    for left in lefts:
        s.rect(left, y0 + 1, col, h - 2, RED, fill_opacity="0.13")
    x, width = span(0, 6)
    s.text(x + width / 2, y0 + 72, "The Compositor", 60, INK, "middle",
           textLength=num(width * 0.86), lengthAdjust="spacingAndGlyphs")
    s.rect(x, y0 + 92, width, 3)
    s.rect(x, y0 + 98, width, 1)
    x, width = span(0, 4)  # lead story with its picture
    s.rect(x, y0 + 118, width, 22)
    s.rect(x, y0 + 148, width * 0.7, 22)
    s.rect(x, y0 + 186, width, 200, BLUE)
    for i in range(14):  # the picture is hatched like an engraving
        s.line(x, y0 + 196 + i * 14, x + width, y0 + 196 + i * 14, PAPER, 0.6 + i * 0.45)
    s.circle(x + width * 0.68, y0 + 262, 44, PAPER)
    s.polygon([(x, y0 + 386), (x, y0 + 340), (x + 90, y0 + 290), (x + 170, y0 + 350),
               (x + 230, y0 + 320), (x + width, y0 + 370), (x + width, y0 + 386)], INK)
    for i in range(4):
        greek(s, rng, *(lefts[i], y0 + 404), col, 19)
    x, width = span(4, 2)  # second story
    s.rect(x, y0 + 118, width, 14)
    s.rect(x, y0 + 138, width * 0.8, 14)
    for i in (4, 5):
        greek(s, rng, lefts[i], y0 + 166, col, 45)
    s.rect(*span(0, 6)[:1], y0 + 592, span(0, 6)[1], 2)
    x, width = span(0, 2)
    s.rect(x, y0 + 608, width, 13)
    s.rect(x, y0 + 627, width * 0.6, 13)
    for i in (0, 1):
        greek(s, rng, lefts[i], y0 + 654, col, 14)
    x, width = span(2, 4)
    s.rect(x, y0 + 608, width, 13)
    greek(s, rng, lefts[2], y0 + 636, col, 16)
    x, width = span(3, 2)
    s.rect(x, y0 + 636, width, 142, HAZE)
    for i in range(9):
        s.line(x, y0 + 646 + i * 15, x + width, y0 + 646 + i * 15, PAPER, 1 + i * 0.7)
    greek(s, rng, lefts[5], y0 + 636, col, 16)
    # what is what
    s.stroke(f"M{lefts[0]} 82V66H{num(lefts[5] + col)}V82", RED, 3)
    s.text(x0 + w / 2, 50, "six columns", 34, RED, "middle")
    s.stroke(f"M{x0} 902V920H{x0 + margin}V902", INK, 3)
    s.text(x0, 948, "margin", 28)
    g = lefts[3] + col
    s.stroke(f"M{num(g)} 902V920H{num(g + gutter)}V902", INK, 3)
    s.text(g + 6, 948, "gutter", 28, INK, "middle")
    s.save()


def word(s, face, letters, x, y, size, fill):
    """Set outlined letters in a row; returns the x where they end."""
    for letter in letters:
        x += s.letter(face, letter, x, y, size, fill)
    return x


def type_anatomy():
    """The five lines a line of type hangs on, under the word Hamburg."""
    s = Sheet("type-anatomy", 800, 316, "The lines of type, on the word Hamburg")
    left, base = 40, 200
    size = 580 / sum(LETTERS["roman"][c][0] for c in "Hamburg") * 1000
    starts, x = {}, left
    for c in "Hamburg":
        starts[c], x = x, x + LETTERS["roman"][c][0] * size / 1000

    def height(thousandths):
        return base + thousandths * size / 1000

    x_line = height(-482)  # the flat tops of m, u and r
    cap, ascender, descender = height(extent("H")[0]), height(extent("b")[0]), height(extent("g")[1])
    s.rect(left - 8, x_line, x + 10 - left, base - x_line, BLUSH, fill_opacity="0.55")
    word(s, "roman", "Hamburg", left, base, size, INK)
    s.line(left - 8, x_line, 640, x_line, RED, 3)
    s.line(left - 8, base, 640, base, INK, 3)
    s.line(left - 8, cap, starts["a"] + 4, cap, BLUE, 3)
    s.line(starts["b"] - 24, ascender, starts["u"] + 10, ascender, RED, 3)
    s.line(starts["g"] - 8, descender, x + 8, descender, BLUE, 3)
    for words, lx, ly, colour in (
            ("cap height", left - 8, cap - 22, BLUE), ("ascender", starts["b"] - 24, ascender - 20, RED),
            ("x-height", 648, x_line + 10, RED), ("baseline", 648, base + 10, INK),
            ("descender", starts["g"] - 8, descender + 40, BLUE)):
        s.text(lx, ly, words, 32, colour, font_style="italic")
    s.save()


def extent(letter):
    """Top and bottom of a traced roman letter, in thousandths of the em."""
    ys = [y for contour in LETTERS["roman"][letter][1] for _, y in flatten(contour)]
    return min(ys), max(ys)


def letter_x(s, cx, base, height, fill):
    """A slab-serifed x drawn from four strokes, standing on base."""
    h = height
    thick, thin, wide = 0.25 * h, 0.09 * h, 0.40 * h
    left, right = cx - wide, cx + wide
    s.polygon([(left, base - h), (left + thick * 1.15, base - h), (right, base),
               (right - thick * 1.15, base)], fill)
    s.polygon([(right - thin * 1.6, base - h), (right, base - h), (left + thin * 1.6, base),
               (left, base)], fill)
    serif, slab = 0.12 * h, 0.07 * h
    for x0, x1, top in ((left - serif * 0.7, left + thick * 1.15 + serif * 0.5, True),
                        (right - thin * 1.6 - serif, right + serif * 0.7, True),
                        (left - serif * 0.7, left + thin * 1.6 + serif, False),
                        (right - thick * 1.15 - serif * 0.5, right + serif * 0.7, False)):
        s.rect(x0, base - h if top else base - slab, x1 - x0, slab, fill)


def x_height():
    """Three letters x, equal in type size, unlike in x-height."""
    s = Sheet("x-height", 640, 388, "Three letters x with different x-heights")
    top, size, base = 36, 280, 250
    for cx, ratio, colour in ((122, 0.40, BLUE), (320, 0.48, INK), (518, 0.55, RED)):
        h = size * ratio
        s.rect(cx - 86, top, 172, size, SHADE)
        s.line(cx - 86, base, cx + 86, base, INK, 2)
        s.line(cx - 86, base - h, cx + 86, base - h, colour, 2, stroke_dasharray="7 5")
        letter_x(s, cx, base, h, colour)
        s.text(cx, 362, f"{ratio:.2f}", 36, colour, "middle", family=SANS)
    s.save()


def paper_sizes():
    """Three newspaper formats side by side, drawn to one scale."""
    s = Sheet("paper-sizes", 640, 530, "Broadsheet, Berliner and tabloid, to scale")
    scale, base, x = 0.6, 408, 18
    formats = (("Broadsheet", 375, 597, BLUE), ("Berliner", 315, 470, RED),
               ("Tabloid", 280, 430, INK))
    for name, mm_w, mm_h, colour in formats:
        w, h = mm_w * scale, mm_h * scale
        s.rect(x + 6, base - h + 6, w, h, SHADE)
        s.rect(x, base - h, w, h, colour)
        s.frame(x + 9, base - h + 9, w - 18, h - 18, PAPER, 1.5)
        s.text(x + w / 2, base - h + 52, name, 34 if mm_w > 300 else 30, PAPER, "middle",
               textLength=num(w * (0.72 if mm_w > 320 else 0.66)), lengthAdjust="spacingAndGlyphs")
        s.rect(x + 24, base - h + 68, w - 48, 2, PAPER)
        pitch, col = 13, (w - 48 - 24) / 3
        for i in range(3):  # greeked columns in proportion to the sheet
            y = base - h + 84
            while y < base - 24:
                s.rect(x + 24 + i * (col + 12), y, col, 4, PAPER, fill_opacity="0.55")
                y += pitch
        s.text(x + w / 2, base + 42, f"{mm_w} × {mm_h}", 28, INK, "middle", family=SANS)
        x += w + 11
    s.stroke(f"M18 486V502H{num(18 + 100 * scale)}V486", INK, 2)
    s.text(92, 504, "100 mm", 26, INK, family=SANS)
    s.save()


def justification():
    """The same words ragged and justified; rivers run down the justified block."""
    s = Sheet("justification", 640, 520, "Ragged and justified setting, with rivers marked")
    rng = np.random.default_rng(41)
    measure, space, pitch, bar, rows = 272, 11, 29, 15, 13
    words = [int(w) for w in rng.gamma(5.0, 8.4, 140) + 14]
    lines, line = [], []
    for w in words:
        if sum(line) + space * len(line) + w > measure:
            lines.append(line)
            line = []
        line.append(w)
    lines = lines[:rows]
    gaps = []
    for left, justified in ((28, False), (340, True)):
        y = 82
        for i, row in enumerate(lines):
            fill = space
            if justified and i < rows - 1:
                fill = (measure - sum(row)) / (len(row) - 1)
            x = left
            found = []
            for w in row:
                s.rect(x, y, w, bar, INK if not justified else BLUE, fill_opacity="0.72")
                found.append((x + w, x + w + fill))
                x += w + fill
            if justified:
                gaps.append((y, found[:-1]))
            y += pitch
    rivers = []
    for start in range(len(gaps)):  # follow gaps that touch from line to line
        for gap in gaps[start][1]:
            trail, here = [(gap, gaps[start][0])], gap
            for y, row in gaps[start + 1:]:
                touching = [g for g in row if min(g[1], here[1]) - max(g[0], here[0]) > -4]
                if not touching:
                    break
                here = min(touching, key=lambda g: abs(sum(g) - sum(here)))
                trail.append((here, y))
            rivers.append(trail)
    rivers.sort(key=len, reverse=True)
    used = set()
    shown = 0
    for trail in rivers:
        if len(trail) < 4 or shown == 3 or any(step in used for step in trail):
            continue
        used.update(trail)
        shown += 1
        line = []
        for (a, b), y in trail:
            line += [((a + b) / 2, y - 5), ((a + b) / 2, y + bar + 5)]
        s.stroke(smooth_path(line), RED, 9, stroke_linecap="round")
    s.text(28, 54, "ragged", 32, INK, font_style="italic")
    s.text(340, 54, "justified", 32, BLUE, font_style="italic")
    s.text(612, 54, "rivers", 28, RED, "end", font_style="italic")
    s.text(28, 500, "even spaces", 26, INK)
    s.text(340, 500, "even edges", 26, INK)
    s.save()


# The lower-case part of the California job case in units of one small box:
# character, column, row, width, height.
CASE = (
    ("ffi", 0, 0, 1, 1), ("fl", 1, 0, 1, 1), ("", 2, 0, 1, 1), ("", 3, 0, 1, 1),
    ("’", 4, 0, 1, 1), ("k", 5, 0, 1, 1), ("e", 6, 0, 2, 3),
    ("j", 0, 1, 1, 1), ("?", 0, 2, 1, 1), ("b", 1, 1, 1, 2), ("c", 2, 1, 2, 2),
    ("d", 4, 1, 2, 2), ("i", 8, 1, 2, 2), ("s", 10, 1, 2, 2), ("f", 12, 1, 1, 2),
    ("g", 13, 1, 1, 2), ("ff", 14, 1, 1, 1), ("fi", 14, 2, 1, 1),
    ("!", 0, 3, 1, 1), ("z", 0, 4, 1, 1), ("l", 1, 3, 1, 2), ("m", 2, 3, 2, 2),
    ("n", 4, 3, 2, 2), ("h", 6, 3, 2, 2), ("o", 8, 3, 2, 2), ("y", 10, 3, 1, 2),
    ("p", 11, 3, 1, 2), ("w", 12, 3, 1, 2), (",", 13, 3, 1, 2), ("", 14, 3, 1, 2),
    ("", 15, 3, 1, 2),
    ("x", 0, 5, 1, 1), ("q", 0, 6, 1, 1), ("v", 1, 5, 1, 2), ("u", 2, 5, 2, 2),
    ("t", 4, 5, 2, 2), ("", 6, 5, 2, 2), ("a", 8, 5, 2, 2), ("r", 10, 5, 2, 2),
    (";", 12, 5, 1, 1), (":", 13, 5, 1, 1), (".", 12, 6, 1, 1), ("-", 13, 6, 1, 1),
    ("", 14, 5, 2, 2),
) + tuple((str(n), 7 + n, 0, 1, 1) for n in range(1, 9)) + (
    ("9", 15, 1, 1, 1), ("0", 15, 2, 1, 1))


def type_case():
    """A type case seen from above: the commoner the letter, the larger its box."""
    s = Sheet("type-case", 640, 360, "A printer’s type case, lower-case lay")
    unit_x, unit_y, x0, y0 = 37.5, 44, 20, 26
    s.rect(x0 - 12, y0 - 12, 16 * unit_x + 24, 7 * unit_y + 24, INK)
    for letter, column, row, w, h in CASE:
        area = w * h
        colour = {6: RED, 4: BLUE, 2: HAZE}.get(area, SHADE) if letter else PAPER
        x, y = x0 + column * unit_x, y0 + row * unit_y
        s.rect(x + 2, y + 2, w * unit_x - 4, h * unit_y - 4, colour)
        if not letter:  # quads and spaces: blank metal
            continue
        size = {6: 92, 4: 52, 2: 36}.get(area, 30)
        size = size if len(letter) < 3 else 21
        size = min(size, 26) if len(letter) == 2 else size
        middle = y + h * unit_y / 2
        s.text(x + w * unit_x / 2, middle + size * (0.26 if letter in "acemnorsuvwxz" else 0.34 if
               letter not in "gjpqy,;" else 0.22), letter, size, PAPER if area > 2 else INK, "middle")
    s.save()


DRAWINGS = (inverted_pyramid, column_grid, type_anatomy, x_height, paper_sizes, justification,
            type_case)
