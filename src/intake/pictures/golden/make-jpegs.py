#!/usr/bin/env python3
"""Writes jpegs.json: whole JPEG files of the kinds that cameras, scanners and programs write, as base64.

Made with Pillow 12.3.0, then formatted by Prettier. A drawn ECG on paper, 72 x 40 pixels: sides that no block size divides.
"""
import base64, io, json, os
from PIL import Image, ImageDraw

image = Image.new('RGB', (72, 40), (255, 240, 235))
draw = ImageDraw.Draw(image)
for x in range(0, 72, 8):
    draw.line([(x, 0), (x, 40)], fill=(240, 150, 150))
for y in range(0, 40, 8):
    draw.line([(0, y), (72, y)], fill=(240, 150, 150))
wave = {8: -14, 10: 6, 14: -3, 15: -3, 16: -3}
draw.line([(x, 20 + wave.get(x % 24, 0)) for x in range(72)], fill=(10, 10, 20))

kinds = {
    'grey': (image.convert('L'), dict(quality=75)),
    'grey, restart markers': (image.convert('L'), dict(quality=90, restart_marker_blocks=3)),
    'colour 4:4:4': (image, dict(quality=50, subsampling=0, optimize=True)),
    'colour 4:2:2': (image, dict(quality=60, subsampling=1, optimize=True)),
    'colour 4:2:0, restart markers': (image, dict(quality=60, subsampling=2, restart_marker_blocks=2, optimize=True)),
    'progressive grey': (image.convert('L'), dict(quality=60, progressive=True)),
    'progressive 4:2:0': (image, dict(quality=60, progressive=True, subsampling=2)),
}
files = []
for name, (picture, options) in kinds.items():
    file = io.BytesIO()
    picture.save(file, 'JPEG', **options)
    files.append(dict(name=name, base64=base64.b64encode(file.getvalue()).decode()))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'jpegs.json'), 'w') as out:
    json.dump(files, out, indent=2)
