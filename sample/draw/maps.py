"""Maps: two projections, the Atlantic cable, a sea chart, walking times."""

import heapq
import math

import numpy as np

from .base import (BLUE, HAZE, INK, PAPER, RED, SANS, SHADE, STONE, Sheet, noise, num, points_path,
                   ramp, smooth_path)
from .data import ATLANTIC, WORLD


def degrees(ring):
    """A flat ring of data.py as (longitude, latitude) pairs."""
    return [(ring[i] / 10, ring[i + 1] / 10) for i in range(0, len(ring), 2)]


def around(longitude, latitude, radius, steps=36):
    """Points of a small circle on the globe, all angles in degrees."""
    lat, r = math.radians(latitude), math.radians(radius)
    for i in range(steps):
        bearing = 2 * math.pi * i / steps
        y = math.asin(math.sin(lat) * math.cos(r) + math.cos(lat) * math.sin(r) * math.cos(bearing))
        x = math.atan2(math.sin(bearing) * math.sin(r) * math.cos(lat),
                       math.cos(r) - math.sin(lat) * math.sin(y))
        yield longitude + math.degrees(x), math.degrees(y)


def world_map(name, title, height, limit, rise):
    """A cylindrical world map with Tissot circles; rise(latitude) is y in radii."""
    s = Sheet(name, 640, height, title)
    left, width = 62, 560
    radius, middle = width / (2 * math.pi), height / 2

    def place(longitude, latitude):
        latitude = max(-limit, min(limit, latitude))
        return left + width * (longitude + 180) / 360, middle - radius * rise(latitude)

    top, foot = place(0, limit)[1], place(0, -limit)[1]
    s.add("clipPath", f'<rect x="{left}" y="{num(top)}" width="{width}" height="{num(foot - top)}"/>',
          id=f"{name}-sheet")
    s.open(clip_path=f"url(#{name}-sheet)")
    s.rect(left, top, width, foot - top, "#dfe3e2")
    land = ""
    for ring in WORLD:  # a ring that runs over the date line is drawn at both edges
        for turn in (-360, 0, 360):
            if min(ring[::2]) / 10 + turn < 180 and max(ring[::2]) / 10 + turn > -180:
                land += points_path([place(x + turn, y) for x, y in degrees(ring)], True)
    s.fill(land, STONE)
    for longitude in range(-150, 180, 30):
        x = place(longitude, 0)[0]
        s.line(x, top, x, foot, PAPER, 2)
    for latitude in (-60, -30, 0, 30, 60):
        y = place(0, latitude)[1]
        s.line(left, y, left + width, y, INK if latitude == 0 else PAPER, 2)
    circles = [points_path([place(*p) for p in around(lon, lat, 8)], True)
               for lon in range(-150, 180, 60) for lat in (-60, -30, 0, 30, 60)]
    s.fill("".join(circles), RED, fill_opacity="0.78", stroke=RED, stroke_width=1.5)
    s.shut()
    s.frame(left, top, width, foot - top, INK, 2)
    for latitude in (-60, -30, 0, 30, 60):
        s.text(left - 8, place(0, latitude)[1] + 8, f"{abs(latitude)}°", 24, INK, "end", family=SANS)
    s.save()


def mercator():
    """Equal circles on the globe swell towards the poles in Mercator's map."""
    world_map("mercator", "Mercator’s projection with circles of equal size", 452, 76,
              lambda lat: math.asinh(math.tan(math.radians(lat))))


def equal_area():
    """The same circles in Lambert's cylindrical equal-area projection."""
    world_map("equal-area", "Lambert’s cylindrical equal-area projection, same circles", 240, 90,
              lambda lat: math.sin(math.radians(lat)))


VALENTIA, HEARTS_CONTENT = (-10.35, 51.92), (-53.37, 47.87)


def globe(longitude, latitude):
    """A unit vector."""
    lon, lat = math.radians(longitude), math.radians(latitude)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def cable():
    """The cable of 1866 on a map that shows great circles straight, and its depth."""
    s = Sheet("cable", 640, 620, "The Atlantic cable of 1866, from Valentia to Heart’s Content")
    a, b = globe(*HEARTS_CONTENT), globe(*VALENTIA)
    centre, east = (a + b) / np.linalg.norm(a + b), (b - a) / np.linalg.norm(b - a)
    north = np.cross(centre, east)
    span, sea_y, map_foot = 400, 250, 356
    scale = span / 2 / (b @ east / (b @ centre))

    def gnomonic(ring):
        """Points of the ring on the near side of the globe."""
        out = []
        for p in degrees(ring):
            v = globe(*p)
            if v @ centre > 0.25:
                x, y = v @ east / (v @ centre), v @ north / (v @ centre)
                out.append((322 + scale * x, sea_y - scale * y))
        return out

    s.add("clipPath", f'<rect width="640" height="{map_foot}"/>', id="cable-map")
    s.open(clip_path="url(#cable-map)")
    s.rect(0, 0, 640, map_foot, "#d5dbdd")
    lands, rough = [], []
    for ring in ATLANTIC:
        points = gnomonic(ring)
        if len(points) > 2 and any(-60 < x < 700 and -60 < y < map_foot + 60 for x, y in points):
            points = [(max(-90, min(730, x)), max(-90, min(map_foot + 90, y))) for x, y in points]
            points = [p for p, q in zip(points, points[1:] + points[:1]) if math.dist(p, q) > 0.7]
            lands.append(points_path(points, True))
            rough.append(points_path([(round(x), round(y)) for x, y in points], True))
    coast = "".join(lands)
    for width, colour in ((52, "#b7c1c9"), (49, "#d5dbdd"), (32, "#a3b0bc"), (28.5, "#d5dbdd"),
                          (16, "#8797a8"), (11.5, "#d5dbdd")):
        s.stroke("".join(rough), colour, width)  # waterlines, the outermost first
    s.fill(coast, PAPER, stroke=INK, stroke_width=2, stroke_linejoin="round")
    s.shut()
    west, right = 322 - span / 2, 322 + span / 2
    s.line(west, sea_y, right, sea_y, RED, 5)
    for x in (west, right):
        s.circle(x, sea_y, 9, RED, stroke=PAPER, stroke_width=2.5)
    s.text(322, sea_y - 26, "1866", 64, RED, "middle")
    s.halo(west + 16, sea_y + 44, "Heart’s Content", 29, INK, "#d5dbdd")
    s.halo(right - 14, sea_y + 44, "Valentia", 29, INK, "#d5dbdd", anchor="end")
    # the floor along the line, depth much exaggerated
    sea, deep = 410, 176 / 5000
    wobble = noise((1, 401), 26, 66, 3)[0] - 0.5
    shape = np.interp(np.linspace(0, 1, 401),
                      [0, .03, .07, .13, .2, .3, .42, .5, .56, .63, .75, .86, .91, .94, .97, 1],
                      [-120, 220, 330, 300, 2500, 3900, 4300, 3500, 3000, 3700, 4350, 4300, 2600, 600, 250, -120])
    depth = shape + wobble * np.interp(shape, [0, 600, 3000], [60, 160, 620])
    floor = [(west + span * i / 400, sea + deep * depth[i]) for i in range(0, 401, 4)]
    floor[0], floor[-1] = (west, sea - 5), (right, sea - 5)
    s.rect(0, map_foot, 640, 620 - map_foot, PAPER)
    s.line(0, map_foot, 640, map_foot, INK, 2)
    s.polygon([(west, sea)] + floor[1:-1] + [(right, sea)], "#d5dbdd")
    for level in (1000, 2000, 3000, 4000):
        y = sea + deep * level
        edge = [x for x, fy in floor if fy > y]
        s.line(min(edge), y, max(edge), y, HAZE, 1.2)
    s.fill(points_path([(0, sea - 14), (west - 30, sea - 18)] + floor +
                       [(right + 30, sea - 20), (640, sea - 12), (640, 620), (0, 620)], True), INK)
    s.stroke(points_path(floor), RED, 4)
    for x in (west, right):
        s.line(x, sea_y + 12, x, sea - 10, RED, 2, stroke_dasharray="3 6")
    for level, words in ((0, "0"), (2000, "2 km"), (4000, "4 km")):
        s.text(right + 22, sea + deep * level + (26 if not level else 9), words, 26, PAPER, family=SANS)
        if level:
            s.line(right + 4, sea + deep * level, right + 16, sea + deep * level, PAPER, 2)
    s.text(108, sea + deep * 2600, "depth", 28, PAPER, "end", font_style="italic")
    s.save()


def contours(field, level, place):
    """Closed outlines of where field >= level, each a list of place(column, row)."""
    f = np.pad(field.astype(float), 1, constant_values=level - 1e6)
    links, rows, columns = {}, *f.shape

    def cut(r0, c0, r1, c1):
        t = (level - f[r0, c0]) / (f[r1, c1] - f[r0, c0])
        return (min(max(c0 + t * (c1 - c0) - 1, 0), columns - 3),
                min(max(r0 + t * (r1 - r0) - 1, 0), rows - 3))

    where = {}
    inside = f >= level
    for r in range(rows - 1):
        for c in range(columns - 1):
            corners = [(r, c), (r, c + 1), (r + 1, c + 1), (r + 1, c)]  # clockwise
            state = [inside[p] for p in corners]
            if all(state) or not any(state):
                continue
            entry, leave = [], []
            for i in range(4):  # walk round the cell, noting where it is entered and left
                p, q = corners[i], corners[(i + 1) % 4]
                if inside[p] != inside[q]:
                    key = (min(p, q), max(p, q))
                    where[key] = cut(*p, *q)
                    (leave if inside[p] else entry).append((i, key))
            for i, key in leave:  # keep the inside on the right
                near = min(entry, key=lambda e: (i - e[0]) % 4)
                links.setdefault(key, []).append(near[1])
                entry.remove(near)
    found = []
    while links:
        start = next(iter(links))
        loop, key = [], start
        while key in links:
            loop.append(place(*where[key]))
            ends = links[key]
            following = ends.pop()
            if not ends:
                del links[key]
            key = following
        if len(loop) > 5:
            found.append(loop)
    return found


def soundings():
    """A sea chart: a made depth field, its contours and its figures."""
    s = Sheet("soundings", 640, 560, "A sea chart with soundings")
    step, columns, rows = 8, 81, 71
    y, x = np.mgrid[0:rows, 0:columns] * float(step)
    shore = (150 + 0.05 * x - 84 * np.exp(-((x - 140) / 80) ** 2) + 120 * np.exp(-((x - 318) / 40) ** 2)
             + 14 * np.sin(x / 31) + 6 * np.sin(x / 11))
    depth = 42 * (1 - np.exp(-(y - shore) / 210)) * ramp(-60, 700, y - shore + 300)
    depth += 20 * np.exp(-(((x - 300) * 0.5 + (y - 330) * 0.9) / 60) ** 2) * ramp(0, 160, y - shore)
    depth -= 34 * np.exp(-((x - 488) / 62) ** 2 - ((y - 392) / 44) ** 2)  # an island and its bank
    depth -= 27 * np.exp(-((x - 160) / 84) ** 2 - ((y - 420) / 44) ** 2)  # a shoal
    depth += (noise(depth.shape, 16, 12, 3) - 0.5) * 9 * ramp(-20, 60, y - shore)
    depth[y < shore] = np.minimum(depth[y < shore], -0.5)

    def place(c, r):
        return c * step, r * step

    def region(level):
        return "".join(smooth_path(loop, True) for loop in contours(depth, level, place))

    s.rect(0, 0, 640, 560, "#e9dcc0")
    s.fill(region(0), "#9fb1c2", fill_rule="evenodd", stroke=INK, stroke_width=3)
    for level, colour in ((5, "#bccad3"), (10, "#d8dfe0"), (20, PAPER)):
        s.fill(region(level), colour, fill_rule="evenodd", stroke=BLUE, stroke_width=1.6)
    s.stroke(region(30), BLUE, 1.6, stroke_dasharray="9 6")
    rng = np.random.default_rng(3)
    kept = [(488.0, 398.0), (360.0, 286.0)]
    for _ in range(9000):
        px, py = rng.uniform(34, 606), rng.uniform(40, 532)
        r, c = int(round(py / step)), int(round(px / step))
        near = depth[max(r - 2, 0):r + 3, max(c - 3, 0):c + 4]
        value = depth[r, c]
        if value < 1.5 or near.min() < 0.5:
            continue
        if any(near.min() < level < near.max() for level in (5, 10, 20, 30)):
            continue
        if any(math.hypot((px - a) * 0.85, (py - b) * 1.15) < 52 for a, b in kept):
            continue
        kept.append((px, py))
        s.text(px, py + 9, f"{value:.0f}", 27, INK, "middle", font_style="italic")
    lx = 318.0  # a light on the headland
    ly = float(np.interp(lx, x[0], shore[0])) - 20
    for i in range(12):
        dx, dy = math.cos(math.pi * i / 6), math.sin(math.pi * i / 6)
        s.line(lx + 14 * dx, ly + 14 * dy, lx + 26 * dx, ly + 26 * dy, RED, 4)
    s.circle(lx, ly, 9, RED)
    s.text(598, 66, "metres", 32, INK, "end", font_style="italic")
    for i in range(20):  # the graduated border of a chart
        ink = INK if i % 2 else PAPER
        for x, y, w, h in ((i * 32, 0, 32, 12), (i * 32, 548, 32, 12),
                           (0, i * 28, 12, 28), (628, i * 28, 12, 28)):
            s.rect(x, y, w, h, ink)
    for inset in (0.75, 12):
        s.frame(inset, inset, 640 - 2 * inset, 560 - 2 * inset, INK, 1.5)
    s.save()


class Town:
    """A made town: a street grid, a river with two bridges, one avenue."""

    size, pitch, metres, speed = 14, 48, 226, 80  # crossings a side, px, m a block, m a minute

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.links = {}
        n = self.size
        self.avenue = [(i, n - 2 - i) for i in range(1, n - 2)]
        for c in range(n):
            for r in range(n):
                for dc, dr in ((1, 0), (0, 1)):
                    p, q = (c, r), (c + dc, r + dr)
                    if q[0] >= n or q[1] >= n or self.wet(p, q) or rng.random() < 0.1:
                        continue
                    self.join(p, q, 1.0)
        for p, q in zip(self.avenue, self.avenue[1:]):
            if not self.wet(p, q):
                self.join(p, q, math.sqrt(2))

    @staticmethod
    def river(c):
        """The row of the river's middle at column c."""
        return 8.5 + 0.9 * math.sin(c / 2.6)

    def wet(self, p, q):
        """Whether the street from p to q would lie in the river; two are bridges."""
        if (p[0], q[0]) in ((4, 4), (11, 11)):
            return False
        a, b = p[1] - self.river(p[0]), q[1] - self.river(q[0])
        return a * b < 0 or min(abs(a), abs(b)) < 0.42

    def join(self, p, q, length):
        """Make a street of so many blocks."""
        self.links.setdefault(p, []).append((q, length))
        self.links.setdefault(q, []).append((p, length))

    def times(self, start):
        """Walking minutes from start to every crossing, by Dijkstra's method."""
        best, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            t, p = heapq.heappop(queue)
            if t > best[p]:
                continue
            for q, length in self.links.get(p, ()):
                u = t + length * self.metres / self.speed
                if u < best.get(q, 1e9):
                    best[q] = u
                    heapq.heappush(queue, (u, q))
        return best


def isochrone():
    """How far a reader walks from the newsstand in five, ten and fifteen minutes."""
    s = Sheet("isochrone", 640, 640, "Walking times from a newsstand")
    town, start = Town(11), (6, 6)
    best = town.times(start)
    minutes = town.metres / town.speed
    n, fine = town.size, 6
    grid = np.full(((n + 1) * fine + 1, (n + 1) * fine + 1), 1e3)
    ys, xs = np.mgrid[0:grid.shape[0], 0:grid.shape[1]] / fine - 1.0
    for p, neighbours in town.links.items():  # time spreads from the streets into the blocks
        for q, length in neighbours:
            for t in np.linspace(0, 1, 7):
                px, py = p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
                along = min(best.get(p, 1e3) + t * length * minutes,
                            best.get(q, 1e3) + (1 - t) * length * minutes)
                away = np.hypot(xs - px, ys - py)
                grid = np.minimum(grid, np.where(away < 0.8, along + away * minutes * 1.1, 1e3))
    river = [(c, town.river(c)) for c in np.linspace(-1.5, n + 0.5, 60)]

    def place(c, r):
        return (c / fine - 1) * town.pitch + 8, (r / fine - 1) * town.pitch + 8

    def at(p):
        return p[0] * town.pitch + 8, p[1] * town.pitch + 8

    s.rect(0, 0, 640, 640, SHADE)
    for limit, colour in ((15, "#e6c3ae"), (10, "#d98f78"), (5, RED)):
        loops = contours(-grid, -limit, place)
        s.fill("".join(smooth_path(loop, True) for loop in loops), colour, fill_rule="evenodd")
    s.stroke(smooth_path([at(p) for p in river]), HAZE, 30)
    for bank in (-15, 15):
        s.stroke(smooth_path([at(p) for p in river]), BLUE, 3, transform=f"translate(0 {bank})")
    streets, avenue, drawn = "", "", set()
    for p, neighbours in town.links.items():
        for q, length in neighbours:
            if (q, p) not in drawn:
                drawn.add((p, q))
                (x1, y1), (x2, y2) = at(p), at(q)
                piece = f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"
                streets, avenue = (streets + piece, avenue) if length == 1 else (streets, avenue + piece)
    s.stroke(streets, PAPER, 5, stroke_linecap="square")
    s.stroke(avenue, PAPER, 9, stroke_linecap="square")
    x, y = at(start)
    s.circle(x, y, 14, INK, stroke=PAPER, stroke_width=4)
    column = int(round((start[0] + 1) * fine))
    for limit in (5, 10, 15):  # each ring is named where it cuts the street to the north
        row = max(r for r in range(int((start[1] + 1) * fine)) if grid[r, column] > limit)
        y = place(0, row)[1]
        words = f"{limit} min" if limit == 15 else str(limit)
        s.rect(x - 24, y - 22, 48 if limit < 15 else 116, 44, INK, rx=4)
        s.text(x + (0 if limit < 15 else 34), y + 11, words, 32, PAPER, "middle", family=SANS)
    s.save()


DRAWINGS = (mercator, equal_area, cable, soundings, isochrone)
