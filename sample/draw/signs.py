"""Diagrams of scripts and signals: Morse, hangul, ruby, Arabic joining."""

from .base import BLUE, INK, RED, SHADE, STONE, Sheet, flatten
from .data import LETTERS

MORSE = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- "
    ".-- -..- -.-- --..").split()))


def morse():
    """The alphabet in Morse, drawn to length: a dash lasts three dots."""
    s = Sheet("morse", 640, 600, "The Morse alphabet")
    unit, pitch, top = 9.2, 60, 62
    for i, (letter, code) in enumerate(MORSE.items()):
        column, row = divmod(i, 9)
        x, y = 34 + column * 204, top + row * pitch
        s.text(x + 16, y + 12, letter, 36, INK, "middle")
        x += 52
        for sign in code:
            if sign == ".":
                s.circle(x + unit / 2, y, unit / 2 + 1.4, RED)
                x += unit * 2
            else:
                s.rect(x, y - unit / 2, unit * 3, unit, BLUE)
                x += unit * 4
    for x in (220, 424):
        s.line(x, 36, x, 566, STONE, 1.5)
    s.save()


def hangul_blocks():
    """How three letters share the square of one syllable."""
    s = Sheet("hangul-blocks", 640, 340, "The syllable han and its three letters")
    syllable = LETTERS["korean"]["한"][1]
    boxes = []
    for contour in syllable:
        points = flatten(contour)
        boxes.append((min(p[0] for p in points), max(p[0] for p in points),
                      min(p[1] for p in points)))
    # contours of the syllable by where they stand: a at the right, n at the foot
    right = [i for i, b in enumerate(boxes) if b[0] > 600 or b[1] > 900 and b[2] < -500]
    foot = [i for i, b in enumerate(boxes) if b[2] > -250]
    left = [i for i in range(len(boxes)) if i not in right + foot]
    x = 28
    for letter, sound, colour in (("ㅎ", "h", RED), ("ㅏ", "a", BLUE), ("ㄴ", "n", INK)):
        s.rect(x, 96, 92, 112, SHADE)
        s.letter("korean", letter, x + 1, 187, 90, colour)
        s.text(x + 46, 258, sound, 36, colour, "middle", font_style="italic")
        x += 104
    s.arrow(350, 152, 386, 152, INK, 4, 14)
    s.rect(400, 36, 212, 212, SHADE)
    for chosen, colour in ((left, RED), (right, BLUE), (foot, INK)):
        s.letter("korean", "한", 400, 36 + 186, 212, colour, chosen)
    s.text(506, 306, "han", 44, INK, "middle", font_style="italic")
    s.save()


COLUMNS = (  # vertical lines from right to left: character and its reading
    (("新", "しん"), ("聞", "ぶん"), ("は", "")),
    (("活", "かつ"), ("字", "じ"), ("を", ""), ("組", "く"), ("み", ""), ("、", "")),
    (("夜", "よる"), ("に", ""), ("印", "いん"), ("刷", "さつ"), ("す", ""), ("る", ""), ("。", "")),
)


def ruby():
    """Three vertical lines of Japanese, the readings small beside the kanji."""
    s = Sheet("ruby", 640, 724, "Vertical Japanese text with ruby")
    cell, top, small = 86, 72, 38
    for n, column in enumerate(COLUMNS):
        x = 444 - n * 174
        s.rect(x - 4, top - 10, cell + 8, cell * 7 + 20, SHADE)
        for row, (letter, reading) in enumerate(column):
            y = top + row * cell
            if letter in "、。":  # hangs in the upper right of its square
                s.letter("japanese", letter, x + cell * 0.6, y + cell * 0.3, cell, INK)
            else:
                s.letter("japanese", letter, x, y + cell * 0.88, cell, INK)
            start = y + (cell - small * len(reading)) / 2
            for i, kana in enumerate(reading):
                s.letter("japanese", kana, x + cell + 8, start + small * (i + 0.88), small, RED)
    s.text(612, 44, "ruby", 32, RED, "end", font_style="italic")
    s.arrow(412, 32, 290, 32, BLUE, 4, 14)
    s.save()


def arabic_joining():
    """The letter ayn by itself and in its three joined forms."""
    s = Sheet("arabic-joining", 640, 560, "The four forms of the Arabic letter ayn")
    forms = (("\ufec9", "isolated", INK), ("\ufeca", "final", INK), ("\ufecc", "medial", BLUE),
             ("\ufecb", "initial", RED))
    size, base = 150, 142
    for i, (form, name, colour) in enumerate(forms):
        x = 22 + i * 151
        s.rect(x, 34, 143, 196, SHADE)
        advance = LETTERS["arabic"][form][0] * size / 1000
        left, right = x + (143 - advance) / 2, x + (143 + advance) / 2
        if name in ("medial", "initial"):
            dash(s, x, left, base, size)
        if name in ("medial", "final"):
            dash(s, right, x + 143, base, size)
        s.letter("arabic", form, left, base, size, colour)
        s.text(x + 71.5, 270, name, 28, colour, "middle", font_style="italic")
    s.line(22, 304, 618, 304, INK, 1.5)
    size, base = 250, 452
    joined = (("\ufecb", RED), ("\ufecc", BLUE), ("\ufeca", INK))
    x = 320 + sum(LETTERS["arabic"][f][0] for f, _ in joined) * size / 2000
    for form, colour in joined:  # the line runs from right to left
        x -= LETTERS["arabic"][form][0] * size / 1000
        s.letter("arabic", form, x, base, size, colour)
    s.arrow(590, 352, 500, 352, INK, 4, 14)
    s.save()


def dash(s, x0, x1, base, size):
    """The stroke of the neighbouring letter, in grey, between x0 and x1."""
    advance, contours = LETTERS["arabic"]["\u0640"]
    points = flatten(contours[0])
    top, foot = min(p[1] for p in points), max(p[1] for p in points)
    s.rect(x0, base + top * size / 1000, x1 - x0 + 0.5, (foot - top) * size / 1000, STONE)


DRAWINGS = (morse, hangul_blocks, ruby, arabic_joining)
