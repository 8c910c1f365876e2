#!/usr/bin/env python3
"""Writes pictures.json: tiny PNG and JPEG files as base64 with the grey levels that Pillow reads from them.

Made with Pillow 9.4.0 and NumPy 1.24.2, then formatted by Prettier. `grey` is Image.open(file).convert('L'), row-major; `tolerance` is how far a
browser may be from it (JPEG decoders differ by rounding). Null `grey`: the file must only be read without an error and
come out `width` by `height`, because Pillow and the page differ on purpose or Pillow clips.
"""
import base64, io, json, os, struct
import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

rng = np.random.default_rng(7)
cases = []


def add(name, image, fmt, tolerance=0, compare=True, size=None, **options):
    file = io.BytesIO()
    image.save(file, fmt, **options)
    data = file.getvalue()
    grey = Image.open(io.BytesIO(data)).convert('L')
    width, height = size or grey.size
    cases.append(dict(name=name, type=f'image/{fmt.lower()}', base64=base64.b64encode(data).decode(), width=width,
                      height=height, tolerance=tolerance,
                      grey=np.asarray(grey).ravel().tolist() if compare else None))


def smooth(width, height):
    """[height, width, 3]: colour gradients with a dark trace, like a photographed paper strip."""
    y, x = np.mgrid[0:height, 0:width]
    out = np.stack([200 + 2 * x, 180 + 3 * y, 190 + x + y], -1).clip(0, 255).astype(np.uint8)
    out[np.abs(y - height / 2 - 3 * np.sin(x / 3)) < 1] = (40, 20, 60)
    return out


noise = rng.integers(0, 256, (11, 13, 3), dtype=np.uint8)
rgb = Image.fromarray(noise)
add('PNG, colour noise', rgb, 'PNG')
gamma = PngInfo()
gamma.add(b'gAMA', struct.pack('>I', 100000))
add('PNG, gamma chunk', rgb, 'PNG', pnginfo=gamma)
add('PNG, grey', Image.fromarray(noise[:, :, 0]), 'PNG')
add('PNG, palette', rgb.quantize(16), 'PNG')
add('PNG, black and white', Image.fromarray(noise[:, :, 0]).convert('1'), 'PNG')
opaque = np.dstack([noise, np.full((11, 13), 255, np.uint8)])
add('PNG, RGBA, opaque', Image.fromarray(opaque), 'PNG')

# Transparent pictures are laid over white paper; Pillow's own composition is what they are held to.
alpha = np.dstack([noise, rng.integers(0, 256, (11, 13), dtype=np.uint8)])
file = io.BytesIO()
Image.fromarray(alpha).save(file, 'PNG')
white = Image.new('RGBA', (13, 11), (255, 255, 255, 255))
over = Image.alpha_composite(white, Image.fromarray(alpha)).convert('L')
cases.append(dict(name='PNG, RGBA, half transparent', type='image/png', base64=base64.b64encode(file.getvalue()).decode(),
                  width=13, height=11, tolerance=2, grey=np.asarray(over).ravel().tolist()))

paper = Image.fromarray(smooth(24, 16))
add('JPEG, 4:4:4', paper, 'JPEG', tolerance=2, quality=92, subsampling=0)
add('JPEG, 4:2:0', paper, 'JPEG', tolerance=2, quality=92, subsampling=2)
add('JPEG, grey', paper.convert('L'), 'JPEG', tolerance=2, quality=92)
add('JPEG, progressive', paper, 'JPEG', tolerance=2, quality=92, progressive=True)
add('JPEG, CMYK', paper.convert('CMYK'), 'JPEG', compare=False)
exif = Image.Exif()
exif[0x0112] = 6
add('JPEG, turned by EXIF', paper, 'JPEG', compare=False, size=(16, 24), exif=exif)
sixteen = Image.fromarray((np.arange(11 * 13).reshape(11, 13) * 400).astype(np.uint16))
add('PNG, 16 bits', sixteen, 'PNG', compare=False)
add('PNG, one pixel', Image.new('RGB', (1, 1), (10, 200, 30)), 'PNG')

with open(os.path.join(os.path.dirname(__file__), 'pictures.json'), 'w') as out:
    json.dump(cases, out, separators=(',', ':'))
    out.write('\n')
