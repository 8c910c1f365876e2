#!/usr/bin/env python3
"""Writes grey-image.json: what Pillow makes of small pictures that the test draws from the same formula.

Made with Pillow 9.4.0 and NumPy 1.24.2: Image.fromarray(rgb).convert('L').resize((w, h)), default resampling.
"""
import json, os
import numpy as np
from PIL import Image


def picture(width, height, kind):
    """[height, width, 3] bytes; `kind` 0 is noise from a linear congruential generator, 1 black ink on white paper."""
    out = np.zeros((height, width, 3), np.uint8)
    state = width * 1000 + height
    for y in range(height):
        for x in range(width):
            for c in range(3):
                state = (state * 1103515245 + 12345) % 2**31
                noise = (state >> 16) % 256
                out[y, x, c] = noise if kind == 0 else (0 if (x * 7 + y * 3) % 11 == 0 else 255)
    return out


cases = []
for (w, h, kind, tw, th) in [(7, 5, 0, 7, 5), (31, 17, 0, 8, 8), (31, 17, 1, 8, 8), (5, 9, 0, 13, 11), (83, 61, 0, 20, 20),
                             (83, 61, 1, 20, 20), (20, 40, 0, 20, 16), (40, 20, 1, 16, 20), (129, 67, 0, 64, 64)]:
    grey = Image.fromarray(picture(w, h, kind)).convert('L')
    small = grey.resize((tw, th))
    cases.append(dict(width=w, height=h, kind=kind, toWidth=tw, toHeight=th,
                      grey=np.asarray(grey).ravel().tolist() if w * h < 700 else None,
                      resized=np.asarray(small).ravel().tolist()))
with open(os.path.join(os.path.dirname(__file__), 'grey-image.json'), 'w') as f:
    json.dump(cases, f, separators=(',', ':'))
