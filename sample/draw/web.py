"""Diagrams of the web: an address, a page load, contrast."""

from .base import (BLUE, BLUSH, HAZE, INK, MONO, PAPER, RED, SANS, SERIF, SHADE, STONE, Sheet, num)


def url_anatomy():
    """An address broken over two lines, its parts coloured and named."""
    s = Sheet("url-anatomy", 640, 420, "The parts of a web address")
    unit = 18.0
    lines = (
        (150, (("https://", "scheme", INK), ("example.org", "host", RED),
               ("/news/2026/", "path", BLUE))),
        (296, (("story.html", "", BLUE), ("?edition=late", "query", RED),
               ("#comments", "fragment", INK))),
    )
    for y, parts in lines:
        x = 38 if y < 200 else 32
        for words, name, colour in parts:
            width = len(words) * unit
            s.rect(x + 1.5, y - 44, width - 3, 62, SHADE)
            s.text(x + 4, y, words, 29, colour, family=MONO, textLength=num(width - 8),
                   lengthAdjust="spacingAndGlyphs", font_weight="bold")
            up = y < 200
            edge = y - 52 if up else y + 26
            s.rect(x + 1.5, edge - (4 if up else 0), width - 3, 5, colour)
            if name:
                s.text(x + width / 2, edge - 20 if up else edge + 46, name, 32, colour, "middle",
                       font_style="italic")
            x += width
    s.save()


REQUESTS = (  # file, milliseconds: start, answer begins, ends
    ("story.html", 0, 120, 190), ("site.css", 195, 250, 290), ("serif.woff2", 295, 350, 470),
    ("press.webp", 215, 300, 620), ("map.svg", 215, 330, 390), ("late.js", 480, 560, 640),
)


def waterfall():
    """When each file of one page was asked for, and when it came."""
    s = Sheet("waterfall", 640, 480, "Request waterfall of one page")
    left, scale, top, pitch = 196, 0.62, 76, 56

    def x(ms):
        return left + ms * scale

    for ms in (0, 200, 400, 600):
        s.line(x(ms), 58, x(ms), top + pitch * 6, STONE, 1.5)
        s.text(x(ms), 42, f"{ms}" if ms else "0 ms", 24, INK, "middle", family=SANS)
    for i, (name, start, first, end) in enumerate(REQUESTS):
        y = top + i * pitch
        s.text(left - 16, y + 30, name, 26, INK, "end", family=SANS,)
        s.rect(x(start), y + 10, (first - start) * scale, 26, HAZE)
        s.rect(x(first), y + 10, (end - first) * scale, 26, BLUE)
    paint = x(480)
    s.line(paint, 58, paint, top + pitch * 6 + 8, RED, 3)
    s.text(paint, 446, "first words", 27, RED, "middle", font_style="italic")
    s.rect(28, 424, 26, 26, HAZE)
    s.text(62, 446, "wait", 26)
    s.rect(136, 424, 26, 26, BLUE)
    s.text(170, 446, "receive", 26)
    s.save()


def luminance(grey):
    """Relative luminance of the grey #gggggg by the WCAG formula."""
    c = grey / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def contrast():
    """Greys on white with their contrast ratios, and where AA draws the line."""
    s = Sheet("contrast", 640, 560, "Contrast of grey text on white")
    greys = (0x11, 0x4A, 0x59, 0x76, 0x94, 0xB4, 0xD6)
    pitch, top, passed = 66, 36, True
    s.rect(28, top - 4, 584, pitch * len(greys) + 24, "#ffffff")
    y = top
    for grey in greys:
        ratio = 1.05 / (luminance(grey) + 0.05)
        if passed and ratio < 4.5:
            s.rect(28, y + 6, 584, 4, RED)
            s.text(600, y - 14 + 2, "", 26)
            s.parts.pop()
            y += 16
            passed = False
        colour = f"#{grey:02x}{grey:02x}{grey:02x}"
        s.rect(44, y + 10, 46, 46, colour)
        s.text(110, y + 46, "Newspaper", 40, colour)
        s.text(446, y + 44, colour, 26, INK, "end", family=SANS)
        s.text(598, y + 45, f"{int(ratio * 100) / 100:.2f}", 34, INK if ratio >= 4.5 else RED,
               "end", family=SANS)
        y += pitch
    s.text(598, y + 34, "below the line: under 4.5 : 1", 27, RED, "end", font_style="italic")
    s.save()


DRAWINGS = (url_anatomy, waterfall, contrast)
