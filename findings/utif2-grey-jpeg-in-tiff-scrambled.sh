#!/usr/bin/env bash
# utif2 4.1.0: a grey TIFF with JPEG compression comes out scrambled, without an error: each line of the picture takes three lines,
# so that only its upper third is there.
#
# Scanners and archives of ECGs write such files (compression 7, one sample a pixel).
# Expected: the left half black, the right half white in every line, as libtiff reads it (through sharp, which also writes the file here).
# Seen: lines in turn wholly black, half black, wholly white. The same picture in colour, or with LZW, comes out right.
#
# Installs the pinned public packages in a temporary folder, makes its own picture, fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact utif2@4.1.0 sharp@0.34.5 >/dev/null
cat > run.cjs <<'JS'
const sharp = require('sharp');
const UTIF = require('utif2');
const [width, height] = [96, 64];
const grey = Buffer.from(Uint8Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? 0 : 255)));
/** Share of dark columns in each of the first six lines. */
async function darkShares(colours, compression) {
  const picture = sharp(grey, { raw: { width, height, channels: 1 } }).toColourspace(colours);
  const tiff = await picture.tiff({ compression, quality: 95 }).toBuffer();
  const [page] = UTIF.decode(tiff);
  UTIF.decodeImage(tiff, page);
  const rgba = UTIF.toRGBA8(page);
  return Array.from({ length: 6 }, (_, y) => {
    let dark = 0;
    for (let x = 0; x < page.width; x++) dark += Number(rgba[4 * (y * page.width + x)] < 128);
    return dark / page.width;
  });
}
(async () => {
  const right = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
  const scrambled = [1, 0.5, 0, 1, 0.5, 0];
  for (const [colours, compression, expected] of [['b-w', 'lzw', right], ['srgb', 'jpeg', right], ['b-w', 'jpeg', scrambled]]) {
    const shares = await darkShares(colours, compression);
    console.log(`${colours}, ${compression}: dark in the first lines`, shares);
    if (shares.some((share, i) => Math.abs(share - expected[i]) > 0.05)) throw new Error(`${colours}, ${compression}: no longer as it was`);
  }
})().catch((error) => { console.error(error.message); process.exit(1); });
JS
node run.cjs
