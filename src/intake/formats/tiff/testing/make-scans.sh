#!/usr/bin/env bash
# Makes scans.json: small pages in every compression that is read, written by libtiff (Debian's libtiff-tools 4.5).
# The grey page is (7x + 13y) mod 256; the black and white one is black where (x² + 3y) mod 11 < 4. 45 × 31 pixels.
set -euo pipefail
out=$(cd "$(dirname "$0")" && pwd)/scans.json
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - <<'PY'
w, h = 45, 31
open('grey.pgm', 'wb').write(b'P5 %d %d 255\n' % (w, h) + bytes((7 * x + 13 * y) % 256 for y in range(h) for x in range(w)))
open('rgb.ppm', 'wb').write(b'P6 %d %d 255\n' % (w, h) + bytes(((7 * x + 13 * y) * (1 + c)) % 256 for y in range(h) for x in range(w) for c in range(3)))
lines = [[int((x * x + 3 * y) % 11 < 4) for x in range(w)] + [0] * (-w % 8) for y in range(h)]
packed = [int(''.join(map(str, line[i:i + 8])), 2) for line in lines for i in range(0, len(line), 8)]
open('bw.pbm', 'wb').write(b'P4 %d %d\n' % (w, h) + bytes(packed))
PY
ppm2tiff -c none grey.pgm grey.tif
ppm2tiff -c none rgb.ppm rgb.tif
ppm2tiff -c none bw.pbm bw.tif
tiffcp -c none grey.tif grey-plain.tif
tiffcp -c none -B grey.tif grey-big-endian.tif
tiffcp -c lzw:2 -r 8 grey.tif grey-lzw-predicted.tif
tiffcp -c zip grey.tif grey-zip.tif
tiffcp -c packbits -t -w 16 -l 16 grey.tif grey-tiles.tif
tiffcp -c lzw rgb.tif rgb-lzw.tif
tiffcp -c g4 bw.tif bw-g4.tif
tiffcp -c g3 bw.tif bw-g3.tif
tiffcp -c g3:2d:fill -f lsb2msb -r 9 bw.tif bw-g3-two-dimensional.tif
tiffcp -c g4 bw.tif bw.tif bw-two-pages.tif
tiffcp -c jpeg:95 -r 16 grey.tif grey-jpeg.tif
python3 - "$out" <<'PY'
import base64, glob, json, sys
names = sorted(n for n in glob.glob('*.tif') if '-' in n)
json.dump({n[:-4]: base64.b64encode(open(n, 'rb').read()).decode() for n in names}, open(sys.argv[1], 'w'), indent=2)
open(sys.argv[1], 'a').write('\n')
PY
