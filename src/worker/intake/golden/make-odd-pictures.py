#!/usr/bin/env python3
"""Writes odd-pictures.json: tiny pictures of kinds that programs other than a camera write, as base64, with the grey
levels that a person would expect of them.

Made with Pillow 12.3.0 and NumPy 2.4.6, then formatted by Prettier. `grey` is what Pillow reads from the file, laid over
white paper where it is transparent, as ITU-R 601 luma, row-major; of 16 bits a sample the upper eight. `tolerance` is how
far a browser may be from it. Null `grey`: no browser decodes it, and the file is refused as `refused`.
"""
import base64, io, json, os, struct
import numpy as np
from PIL import Image

WIDTH, HEIGHT = 13, 11
rng = np.random.default_rng(11)
noise = rng.integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
alpha = rng.choice(np.array([0, 60, 255], np.uint8), (HEIGHT, WIDTH))
y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
# Smooth, for lossy formats.
smooth = np.stack([200 - 9 * x, 60 + 10 * y, 90 + 4 * x + 5 * y], -1).clip(0, 255).astype(np.uint8)
rgb, paper = Image.fromarray(noise), Image.fromarray(smooth)
cases = []


def add(name, kind, data, grey, tolerance=0, refused=None):
    cases.append(dict(name=name, type=f'image/{kind}', base64=base64.b64encode(data).decode(), width=WIDTH, height=HEIGHT,
                      tolerance=tolerance, grey=None if grey is None else np.asarray(grey).ravel().tolist(), refused=refused))


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def on_white(data):
    """What Pillow reads, on white paper."""
    image = Image.open(io.BytesIO(data)).convert('RGBA')
    return Image.alpha_composite(Image.new('RGBA', image.size, 'white'), image).convert('L')


def add_saved(name, image, kind, tolerance=0, **options):
    data = saved(image, kind, **options)
    add(name, kind.lower(), data, on_white(data), tolerance)


# GIF: of an animation the first picture.
palette = rgb.quantize(16)
add_saved('GIF', palette, 'GIF')
add_saved('GIF, interlaced', palette, 'GIF', interlace=1)
add_saved('GIF, animated', palette, 'GIF', save_all=True, duration=40, loop=0,
          append_images=[Image.fromarray(255 - noise).quantize(16), Image.new('P', (WIDTH, HEIGHT))])
add_saved('GIF, one colour transparent', palette, 'GIF', transparency=3)


# BMP: rows are padded to four bytes and stand from the bottom up, or from the top where the height is negative.
def bmp(bits, rows, colours=(), top_down=False, compression=0, masks=b''):
    rows = rows if top_down else rows[::-1]
    body = b''.join(row + b'\0' * (-len(row) % 4) for row in rows)
    table = b''.join(bytes([b, g, r, 0]) for r, g, b in colours)
    offset = 14 + 40 + len(masks) + len(table)
    header = struct.pack('<IiiHHIIiiII', 40, WIDTH, -HEIGHT if top_down else HEIGHT, 1, bits, compression, len(body), 2835,
                         2835, len(colours), 0)
    return b'BM' + struct.pack('<IHHI', offset + len(body), 0, 0, offset) + header + masks + table + body


luma = rgb.convert('L')
bgr = [row[:, ::-1].tobytes() for row in noise]
bgrx = [np.dstack([row[None, :, ::-1], np.zeros((1, WIDTH, 1), np.uint8)]).tobytes() for row in noise]
colours = [tuple(c) for c in rng.integers(0, 256, (256, 3)).tolist()]
index = rng.integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8)
table_luma = np.asarray(Image.fromarray(np.array(colours, np.uint8)[index]).convert('L'))
few = index % 16
few_luma = np.asarray(Image.fromarray(np.array(colours, np.uint8)[few]).convert('L'))
nibbles = [bytes((row[i] << 4) | (row[i + 1] if i + 1 < WIDTH else 0) for i in range(0, WIDTH, 2)) for row in few.tolist()]
ink = index > 127
add('BMP, 24 bits, from the bottom', 'bmp', bmp(24, bgr), luma)
add('BMP, 24 bits, from the top', 'bmp', bmp(24, bgr, top_down=True), luma)
add('BMP, 32 bits, fourth byte 0', 'bmp', bmp(32, bgrx), luma)
add('BMP, 32 bits, from the top', 'bmp', bmp(32, bgrx, top_down=True), luma)
add('BMP, 8 bits with a palette', 'bmp', bmp(8, [row.tobytes() for row in index], colours), table_luma)
add('BMP, 4 bits with a palette', 'bmp', bmp(4, nibbles, colours[:16]), few_luma)
add('BMP, black and white', 'bmp', bmp(1, [np.packbits(row).tobytes() for row in ink], [(0, 0, 0), (255, 255, 255)]),
    np.where(ink, 255, 0))
five = (noise >> 3).astype(np.uint16)
word = (five[:, :, 0] << 11) | ((noise[:, :, 1].astype(np.uint16) >> 2) << 5) | five[:, :, 2]
wide = np.dstack([five[:, :, 0] * 255 // 31, (noise[:, :, 1].astype(np.uint16) >> 2) * 255 // 63, five[:, :, 2] * 255 // 31])
add('BMP, 16 bits', 'bmp', bmp(16, [row.astype('<u2').tobytes() for row in word], compression=3,
                              masks=struct.pack('<III', 0xF800, 0x07E0, 0x001F)),
    Image.fromarray(wide.astype(np.uint8)).convert('L'), tolerance=2)
# Runs of one pixel and its colour, an end of line after each row, an end of the picture.
runs = [b''.join(bytes([1, value]) for value in row.tolist()) + b'\0\0' for row in index]
rle = b''.join(runs[::-1]) + b'\0\1'
plain = bmp(8, [b''] * HEIGHT, colours, compression=1)
add('BMP, 8 bits, run lengths', 'bmp', plain + rle, table_luma)

# PNG.
deep = rng.integers(0, 65536, (HEIGHT, WIDTH)).astype(np.uint16)
add('PNG, 16 bits, grey', 'png', saved(Image.fromarray(deep), 'PNG'), deep >> 8, tolerance=1)
add_saved('PNG, palette', palette, 'PNG')
add_saved('PNG, palette with a transparent colour', palette, 'PNG', transparency=5)
add_saved('PNG, grey and alpha', Image.merge('LA', (luma, Image.fromarray(alpha))), 'PNG', tolerance=2)
add_saved('PNG, black ink on nothing', Image.fromarray(np.dstack([np.zeros_like(noise), alpha])), 'PNG', tolerance=1)

# JPEG.
cmyk = paper.convert('CMYK')
cmyk = Image.merge('CMYK', [cmyk.getchannel(i) for i in range(3)] + [Image.fromarray((4 * x + 3 * y).astype(np.uint8))])
add('JPEG, CMYK as Adobe writes it', 'jpeg', saved(cmyk, 'JPEG', quality=95),
    Image.open(io.BytesIO(saved(cmyk, 'JPEG', quality=95))).convert('RGB').convert('L'), tolerance=3)
add_saved('JPEG, RGB', paper, 'JPEG', tolerance=2, quality=95, keep_rgb=True)
add_saved('JPEG, progressive, grey', paper.convert('L'), 'JPEG', tolerance=2, quality=95, progressive=True)
add_saved('JPEG, 4:2:2, odd sides', paper, 'JPEG', tolerance=2, quality=95, subsampling=1)
jpeg = saved(paper, 'JPEG', quality=95)
frame = jpeg.index(b'\xff\xc0')
# Headers that no browser follows; what comes after does not matter.
add('JPEG, 12 bits', 'jpeg', jpeg[:frame + 4] + b'\x0c' + jpeg[frame + 5:], None, refused='jpeg-12-bit')
add('JPEG, lossless', 'jpeg', jpeg[:frame + 1] + b'\xc3' + jpeg[frame + 2:], None, refused='jpeg-lossless')

# Others.
add_saved('WebP, lossless, transparent', Image.fromarray(np.dstack([noise, alpha])), 'WEBP', tolerance=2, lossless=True, exact=True)
add_saved('WebP, lossy', paper, 'WEBP', tolerance=3, quality=95)
add_saved('AVIF', paper, 'AVIF', tolerance=3, quality=95)

with open(os.path.join(os.path.dirname(__file__), 'odd-pictures.json'), 'w') as out:
    json.dump(cases, out, separators=(',', ':'))
    out.write('\n')
