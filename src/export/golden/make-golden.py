"""Writes jpeg.json: a picture like an ECG, Pillow's JPEG of it, and how well Pillow reads back ours.

Needs NumPy and Pillow, and Node for our encoder; run it in the project's folder: python3 src/export/golden/make-golden.py
"""

import base64
import io
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 64
SCRIPT = """
import { GreyJpegEncoder } from './src/export/jpeg-encoder.ts';
const pixels = Buffer.from(process.argv.at(-1), 'base64');
console.log(Buffer.from(new GreyJpegEncoder(%d, 0.92).encode(pixels)).toString('base64'));
""" % SIDE

rng = np.random.default_rng(1)
y, x = np.mgrid[:SIDE, :SIDE]
picture = 235 + 10 * np.sin(x / 3) + 5 * np.cos(y / 2)
for lead in range(6):
    line = SIDE * (lead + 0.5) / 6 + SIDE / 14 * np.sin(np.arange(SIDE) / (3 + lead))
    picture[np.clip(line.astype(int), 0, SIDE - 1), np.arange(SIDE)] = 20
picture = np.clip(picture + rng.normal(0, 4, picture.shape), 0, 255).astype(np.uint8)


def decibel(jpeg: bytes) -> float:
    image = Image.open(io.BytesIO(jpeg))
    assert image.mode == "L"
    return float(10 * np.log10(255**2 / np.mean((np.asarray(image, float) - picture) ** 2)))


buffer = io.BytesIO()
Image.fromarray(picture).save(buffer, "JPEG", quality=92)
pillow = buffer.getvalue()
pixels = base64.b64encode(picture.tobytes()).decode()
run = subprocess.run(["npx", "tsx", "-e", SCRIPT, pixels], capture_output=True, text=True, check=True)
ours = base64.b64decode(run.stdout)
golden = {
    "side": SIDE,
    "pixels": pixels,
    "pillow": base64.b64encode(pillow).decode(),
    "pillowDecibel": decibel(pillow),
    "ours": base64.b64encode(ours).decode(),
    "oursDecibel": decibel(ours),
}
Path("src/export/golden/jpeg.json").write_text(json.dumps(golden, indent=2) + "\n")
print(len(pillow), len(ours), golden["pillowDecibel"], golden["oursDecibel"])
