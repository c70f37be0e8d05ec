"""Trace letters and coastlines into data.py.  Not needed to draw the pictures.

The pictures must look alike on every machine, so letterforms that a reader's
fonts may lack (or would draw with other proportions) are kept as outlines, and
coastlines as short lists of points.  This script made data.py; run it again
only to add a letter:

    pip install fonttools
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 sample/draw/trace.py FONTS package > sample/draw/data.py

FONTS is a folder that holds the Noto fonts (SIL Open Font License 1.1), package
the unpacked world-atlas (Natural Earth, public domain).
"""

import json
import math
import sys
from pathlib import Path

LETTERS = [  # key in data.py, font file, number in a collection, characters
    ("roman", "NotoSerifDisplay-Bold.ttf", None, "HamburgNEWSRe&"),
    ("korean", "NotoSerifCJK-Bold.ttc", "KR", "한ㅎㅏㄴ"),
    ("japanese", "NotoSerifCJK-Bold.ttc", "JP", "新聞は活字を組み、夜に印刷する。しんぶかつじくよるいさ"),
    ("arabic", "NotoNaskhArabic-Bold.ttf", None, "\ufec9\ufeca\ufecb\ufecc\u0640"),
]


def outlines(folder, name, face, characters):
    """{character: (advance, [contour path, ...])} on a 1000-unit em, y down."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTCollection, TTFont

    path = next(Path(folder).rglob(name))
    if face is None:
        font = TTFont(path)
    else:
        font = next(f for f in TTCollection(path).fonts
                    if f["name"].getDebugName(1).endswith(" " + face))
    scale = 1000 / font["head"].unitsPerEm
    glyphs, names, found = font.getGlyphSet(), font.getBestCmap(), {}
    for character in characters:
        glyph = glyphs[names[ord(character)]]
        record = RecordingPen()
        glyph.draw(TransformPen(record, (scale, 0, 0, -scale, 0, 0)))
        contours, one = [], []
        for step in record.value:
            one.append(step)
            if step[0] in ("closePath", "endPath"):
                pen = SVGPathPen(glyphs, ntos=lambda v: str(round(v)))
                for verb, args in one:
                    getattr(pen, verb)(*args)
                contours.append(pen.getCommands())
                one = []
        found[character] = (round(glyph.width * scale), contours)
    return found


def rings(topology):
    """Outer rings of every land polygon of a world-atlas file, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            ring = []
            for index in polygon[0]:
                ring += arcs[index] if index >= 0 else arcs[~index][::-1]
            yield ring


def thin(points, tolerance):
    """Douglas-Peucker: leave out points nearer than tolerance to the line."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.hypot(bx - ax, by - ay)

    def off(p):
        if not length:
            return math.hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) < tolerance:
        return [points[0], points[-1]]
    return thin(points[:far + 1], tolerance)[:-1] + thin(points[far:], tolerance)


def clip(ring, axis, limit, keep_above):
    """The part of a ring on one side of a meridian (axis 0) or parallel (axis 1)."""
    out = []
    for p, q in zip(ring, ring[1:] + ring[:1]):
        p_in, q_in = ((v[axis] >= limit) == keep_above for v in (p, q))
        if p_in:
            out.append(p)
        if p_in != q_in:
            t = (limit - p[axis]) / (q[axis] - p[axis])
            out.append(tuple(p[i] + t * (q[i] - p[i]) for i in (0, 1)))
    return out


def coasts(ring_list, box, tolerance, least):
    """Thinned rings inside box (w, s, e, n) as flat lists of tenths of a degree."""
    kept = []
    for ring in ring_list:
        whole = [ring[0]]
        for lon, lat in ring[1:]:  # rings may cross the date line: unroll them
            turn = round((whole[-1][0] - lon) / 360) * 360
            whole.append((lon + turn, lat))
        ring = whole
        for axis, limit, above in zip((0, 1, 0, 1), box, (True, True, False, False)):
            ring = clip(ring, axis, limit, above)
        if not ring:
            continue
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        if (max(xs) - min(xs)) * (max(ys) - min(ys)) < least:
            continue
        middle = len(ring) // 2
        line = thin(ring[:middle + 1], tolerance)[:-1] + thin(ring[middle:], tolerance)
        kept.append([round(v * 10) for point in line for v in point])
    return kept


def main():
    """Write data.py to the standard output."""
    fonts, atlas = sys.argv[1:3]
    print('"""Outlines and coastlines, traced by trace.py; not for editing by hand.\n\n'
          "Letters: Noto Serif Display, Noto Serif CJK, Noto Naskh Arabic (SIL Open Font\n"
          "License 1.1), on a 1000-unit em, y downwards from the baseline, as\n"
          "{character: (advance, [contour, ...])}.\n"
          "Coasts: Natural Earth (public domain), longitude and latitude in tenths of a\n"
          'degree, one flat list a ring.\n"""\n')
    print("# fmt: off\n# ruff: noqa: E501\nLETTERS = {")
    for key, name, face, characters in LETTERS:
        print(f"    {key!r}: {{")
        for character, glyph in outlines(fonts, name, face, characters).items():
            print(f"        {ascii(character)}: {glyph!r},")
        print("    },")
    print("}\n")
    world = json.loads(Path(atlas, "land-110m.json").read_text())
    near = json.loads(Path(atlas, "land-50m.json").read_text())
    shores = [ring for ring in rings(world) if sum(p[1] for p in ring) / len(ring) > -60]
    for name, found in (("WORLD", coasts(shores, (-540, -60, 540, 90), 0.6, 12)),
                        ("ATLANTIC", coasts(rings(near), (-80, 34, 22, 78), 0.2, 1.5))):
        print(f"{name} = [")
        for ring in found:
            print(f"    {ring!r},")
        print("]")


if __name__ == "__main__":
    main()
