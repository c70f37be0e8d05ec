"""Sound and film: the bell of the press, and a sheet passing two cylinders."""

import math
import subprocess
import sys
import wave

import numpy as np
from PIL import Image, ImageDraw

from .base import BLUE, HAZE, INK, MEDIA, PAPER, RED, SHADE, STONE

# Partials of a struck bell: frequency as a multiple of the nominal, strength, and
# the seconds in which each falls to a thousandth.
PARTIALS = ((0.5, 0.55, 2.6), (1.0, 0.75, 1.9), (1.19, 0.6, 1.5), (1.5, 0.34, 1.1), (2.0, 0.6, 1.2),
            (2.52, 0.26, 0.8), (3.01, 0.2, 0.62), (4.17, 0.16, 0.42), (5.43, 0.11, 0.28))


def press_bell():
    """The bell that rings before a press starts, by additive synthesis."""
    rate, seconds, nominal = 22050, 2.0, 880.0
    t = np.arange(int(rate * seconds)) / rate
    rng = np.random.default_rng(880)
    sound = np.zeros_like(t)
    for ratio, strength, fall in PARTIALS:
        for detune in (-0.6, 0.6):  # a bell is never quite round: every partial beats
            sound += strength / 2 * np.sin(2 * math.pi * (nominal * ratio + detune) * t
                                           + rng.uniform(0, 2 * math.pi)) * np.exp(-6.9 * t / fall)
    strike = rng.normal(0, 1, t.size) * np.exp(-t / 0.004)
    sound = sound + 0.35 * np.convolve(strike, np.ones(3) / 3, "same")
    sound *= np.minimum(t / 0.0015, 1) * np.minimum((seconds - t) / 0.06, 1)
    samples = np.round(sound / np.abs(sound).max() * 0.85 * 32767).astype("<i2")
    with wave.open(str(MEDIA / "press-bell.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())


def wheel(draw, x, y, r, angle, colour):
    """A cylinder seen from its end, turned by angle."""
    def ring(radius, fill):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    ring(r, INK)
    ring(r * 0.93, colour)
    ring(r * 0.80, INK)
    for k in range(6):
        a = angle + k * math.pi / 3
        wedge = [(x + q * r * math.cos(a + da), y + q * r * math.sin(a + da))
                 for q, da in ((0.36, -0.28), (0.72, -0.2), (0.72, 0.2), (0.36, 0.28))]
        draw.polygon(wedge, fill=PAPER)
    ring(r * 0.28, colour)
    ring(r * 0.10, INK)
    if r < 100:
        return
    a = angle + math.pi / 6  # the groove that shows how far it has turned
    draw.line((x + 0.84 * r * math.cos(a), y + 0.84 * r * math.sin(a),
               x + 0.98 * r * math.cos(a), y + 0.98 * r * math.sin(a)), fill=INK, width=10)


def frame(turn):
    """One picture of the film at twice its size; turn runs from 0 to 1 and repeats."""
    w, h = 1280, 720
    image = Image.new("RGB", (w, h), PAPER)
    draw = ImageDraw.Draw(image)
    nip_x, nip_y, r = 600, 360, 206
    for k in range(13):  # light from behind, carved in rays
        a0, a1 = (k + 0.0) * math.pi / 13 + math.pi, (k + 0.5) * math.pi / 13 + math.pi
        draw.polygon([(nip_x, 720)] + [(nip_x + 1500 * math.cos(a), 720 + 1500 * math.sin(a))
                                       for a in (a0, a1)], fill="#efe7d6")
    draw.rectangle((0, 640, w, h), fill=INK)
    for k in range(5):
        draw.rectangle((0, 652 + k * 15, w, 655 + k * 15 + k), fill=BLUE)
    for x in (nip_x - 40, nip_x + 40):  # the side frame
        draw.rectangle((x - 26, 30, x + 26, 660), fill=STONE)
    spin = 2 * math.pi * turn
    wheel(draw, nip_x - 150, nip_y - r - 120, 92, spin * 13 / 6, BLUE)
    wheel(draw, nip_x, nip_y - r - 2, r, -spin, RED)
    wheel(draw, nip_x, nip_y + r + 2, r, spin, BLUE)
    # the sheet: enters from the left, leaves printed on the right
    length, travel = 760, 2 * math.pi * r  # a sheet for every turn of the cylinder
    for x0 in (turn * travel - length, (turn - 1) * travel - length, (turn + 1) * travel - length):
        x1 = x0 + length
        bend = [(x, nip_y + 74 * ((x - nip_x) / 640) ** 2 * (0.4 if x > nip_x else -1.0))
                for x in np.linspace(x0, x1, 60)]
        draw.line(bend, fill=INK, width=13, joint="curve")
        draw.line(bend, fill=PAPER, width=7, joint="curve")
        printed = [p for p in bend if p[0] > nip_x]
        for a, b in zip(printed, printed[1:]):  # type as ticks along the upper side
            k = round((a[0] - x0) / (length / 59))
            if k % 9 not in (0, 1) and 3 < k < 57:
                draw.line((a[0], a[1] - 9, b[0] - 3, b[1] - 9), fill=RED if k > 48 else INK, width=9)
    for x in (140, 300, 900, 1060):  # tapes and rollers that carry it
        y = nip_y + 74 * ((x - nip_x) / 640) ** 2 * (0.4 if x > nip_x else -1.0)
        wheel(draw, x, y + 46, 36, spin * 34 / 6, HAZE)
    draw.rectangle((1150, 470, 1280, 640), fill=SHADE)
    for k in range(12):
        draw.line((1150, 480 + k * 13, 1280, 480 + k * 13), fill=INK, width=3)
    return image.resize((640, 360), Image.LANCZOS)


def sheet():
    """The film, encoded with ffmpeg if there is one."""
    try:
        import imageio_ffmpeg
        ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        import shutil
        ffmpeg = shutil.which("ffmpeg")
    if not ffmpeg:
        sys.exit("sheet.webm needs ffmpeg: pip install imageio-ffmpeg")
    rate, count = 24, 72
    command = [ffmpeg, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360",
               "-r", str(rate), "-i", "-", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-b:v", "0",
               "-crf", "34", "-threads", "1", "-row-mt", "0", "-fflags", "+bitexact",
               "-flags:v", "+bitexact", "-an", str(MEDIA / "sheet.webm")]
    film = b"".join(frame(i / count).tobytes() for i in range(count))
    subprocess.run(command, input=film, check=True)


DRAWINGS = (press_bell, sheet)
