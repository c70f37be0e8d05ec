"""Diagrams of the web: an address, a page load, contrast."""

from .base import BLUE, HAZE, INK, MONO, RED, SANS, SHADE, STONE, Sheet, num


def url_anatomy():
    """An address broken over three lines, its parts coloured and named."""
    s = Sheet("url-anatomy", 640, 500, "The parts of a web address")
    unit, left = 26.0, 34
    lines = ((("https://", "scheme", INK), ("example.org", "host", RED)),
             (("/news/2026/story.html", "path", BLUE),),
             (("?edition=late", "query", RED), ("#comments", "fragment", INK)))
    y = 84
    for parts in lines:
        x = left
        for words, name, colour in parts:
            width = len(words) * unit
            s.rect(x, y - 48, width - 4, 68, SHADE)
            s.rect(x, y + 20, width - 4, 6, colour)
            s.text(x + 6, y, words, 42, colour, family=MONO, textLength=num(width - 16),
                   lengthAdjust="spacingAndGlyphs")
            s.text(x, y + 62, name, 33, colour, font_style="italic")
            x += width
        y += 156
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
        s.text(left - 16, y + 30, name, 26, INK, "end", family=SANS)
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
    s = Sheet("contrast", 640, 580, "Contrast of grey text on white")
    greys = (0x11, 0x4A, 0x59, 0x76, 0x94, 0xB4, 0xD6)
    pitch, top, passed = 66, 36, True
    s.rect(28, top - 4, 584, pitch * len(greys) + 24, "#ffffff")
    y = top
    for grey in greys:
        ratio = 1.05 / (luminance(grey) + 0.05)
        if passed and ratio < 4.5:
            s.rect(28, y + 6, 584, 4, RED)
            y += 16
            passed = False
        colour = f"#{grey:02x}{grey:02x}{grey:02x}"
        s.rect(44, y + 10, 46, 46, colour)
        s.text(108, y + 45, "Newspaper", 36, colour)
        s.text(446, y + 44, colour, 26, INK, "end", family=SANS)
        s.text(598, y + 45, f"{int(ratio * 100) / 100:.2f}", 34, INK if ratio >= 4.5 else RED,
               "end", family=SANS)
        y += pitch
    s.text(598, y + 46, "below the line: under 4.5 : 1", 27, RED, "end", font_style="italic")
    s.save()


DRAWINGS = (url_anatomy, waterfall, contrast)
