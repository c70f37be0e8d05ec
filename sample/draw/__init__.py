"""The picture desk of The Compositor: everything draw.py needs."""
