#!/usr/bin/env python3
"""Draw every picture of The Compositor into sample/pictures and sample/media.

    pip install numpy Pillow imageio-ffmpeg
    python3 sample/draw.py              # everything, in about a minute
    python3 sample/draw.py morse ruby   # only the pictures so named

Everything is computed: no photograph, no font and no download is needed, and
two runs make the same files.  The pieces are in sample/draw/: base.py (colours,
the SVG sheet, raster helpers), page.py, signs.py, web.py and maps.py (diagrams),
screens.py, press.py and scenes.py (rasters), media.py (sound and film), data.py
(letter outlines and coastlines, traced once by trace.py).
"""

import sys
import time

sys.dont_write_bytecode = True

from draw import base, maps, media, page, press, scenes, screens, signs, web  # noqa: E402


def main(wanted):
    """Run every drawing function, or those whose file names are in wanted."""
    base.PICTURES.mkdir(exist_ok=True)
    base.MEDIA.mkdir(exist_ok=True)
    known = set()
    for module in (page, signs, web, maps, screens, press, scenes, media):
        for drawing in module.DRAWINGS:
            name = drawing.__name__.replace("_", "-")
            known.add(name)
            if wanted and name not in wanted:
                continue
            start = time.monotonic()
            drawing()
            print(f"{name:22} {time.monotonic() - start:5.1f} s", flush=True)
    unknown = set(wanted) - known
    if unknown:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}")


if __name__ == "__main__":
    main(sys.argv[1:])
