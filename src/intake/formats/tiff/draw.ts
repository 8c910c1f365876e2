/** A page of a TIFF file as grey levels: strips and tiles are unpacked, colours weighed, and the page turned upright. */
import type { GreyImage } from '../../../core/dataset.ts';
import type { DecodeJpeg } from '../ecg-record.ts';
import { inflate } from '../inflate.ts';
import { RecordFault } from '../record-fault.ts';
import { unpackRuns } from '../unpack-runs.ts';
import type { Block, TiffPage } from './directory.ts';
import { unpackFax } from './fax.ts';
import { jpegOf } from './jpeg.ts';
import { unpackLzw } from './lzw.ts';

const JPEG = 7;
const DEFLATE: readonly number[] = [8, 32_946];
/** Luma of ITU-R 601. */
const LUMA = [0.299, 0.587, 0.114] as const;

const reversed = Uint8Array.from({ length: 256 }, (_, byte) => {
  let turned = 0;
  for (let bit = 0; bit < 8; bit++) turned |= ((byte >> bit) & 1) << (7 - bit);
  return turned;
});

async function unpack(block: Block, page: TiffPage, stride: number): Promise<Uint8Array> {
  const { compression, isReversed } = page;
  const out = new Uint8Array(stride * block.height);
  const bytes = isReversed ? block.bytes.map((byte) => reversed[byte] ?? 0) : block.bytes;
  if (compression === 1) {
    if (bytes.length < out.length) throw new RecordFault('record-cut');
    return bytes;
  }
  if (DEFLATE.includes(compression)) {
    const unpacked = await inflate(Uint8Array.from(bytes), 'deflate', out.length + stride);
    if (unpacked.length < out.length) throw new RecordFault('record-cut');
    return unpacked;
  }
  if (compression === 5) unpackLzw(bytes, out);
  else if (compression === 32_773) unpackRuns(bytes, out);
  else if (compression >= 2 && compression <= 4) {
    if (page.bits !== 1 || page.samples !== 1) throw new RecordFault('record-broken');
    const group = compression === 2 ? 'runs' : compression === 3 ? 3 : 4;
    const { isTwoDimensional } = page;
    unpackFax(bytes, { group, isTwoDimensional }, { width: block.width, rows: block.height, out });
  } else throw new RecordFault('record-coding');
  return out;
}

/** Differences from the pixel to the left become the samples themselves; TIFF 6.0, section 14. */
function undoPrediction(bytes: Uint8Array, { bits, samples, isLittle }: TiffPage, width: number, stride: number): void {
  if (bits !== 8 && bits !== 16) throw new RecordFault('record-coding');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let line = 0; line + stride <= bytes.length; line += stride) {
    for (let i = samples; i < width * samples; i++) {
      if (bits === 8) bytes[line + i] = ((bytes[line + i] ?? 0) + (bytes[line + i - samples] ?? 0)) & 0xff;
      else {
        const at = line + 2 * i;
        view.setUint16(at, view.getUint16(at, isLittle) + view.getUint16(at - 2 * samples, isLittle), isLittle);
      }
    }
  }
}

/** Reads sample `i` of a line as 0 … 255; of a palette, its number. */
function sampleOf(bytes: Uint8Array, { bits, isLittle, photometric }: TiffPage): (line: number, i: number) => number {
  switch (bits) {
    case 1: {
      const one = photometric === 3 ? 1 : 255;
      return (line, i) => (((bytes[line + (i >> 3)] ?? 0) >> (7 - (i & 7))) & 1) * one;
    }
    case 4: {
      const unit = photometric === 3 ? 1 : 17;
      return (line, i) => (((bytes[line + (i >> 1)] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15) * unit;
    }
    case 8:
      return (line, i) => bytes[line + i] ?? 0;
    default:
      // The upper of two bytes.
      return (line, i) => bytes[line + 2 * i + Number(isLittle)] ?? 0;
  }
}

function paletteOf({ bits, colours }: TiffPage): Uint8Array {
  const count = 2 ** bits;
  if (bits > 8 || colours.length < 3 * count) throw new RecordFault('record-broken');
  return Uint8Array.from({ length: count }, (_, i) =>
    Math.round(LUMA.reduce((sum, weight, k) => sum + (weight * (colours[k * count + i] ?? 0)) / 257, 0)),
  );
}

/** Grey level of pixel `x` of a line. */
function greyOf(bytes: Uint8Array, page: TiffPage): (line: number, x: number) => number {
  const { photometric, samples, hasAlpha } = page;
  const sample = sampleOf(bytes, page);
  const colours = samples - Number(hasAlpha);
  const isColour = photometric === 2;
  if (![0, 1, 2, 3].includes(photometric) || colours !== (isColour ? 3 : 1)) throw new RecordFault('record-coding');
  const palette = photometric === 3 ? paletteOf(page) : null;
  const opaque = (line: number, x: number): number => {
    const i = x * samples;
    if (palette !== null) return palette[sample(line, i)] ?? 0;
    if (!isColour) return photometric === 0 ? 255 - sample(line, i) : sample(line, i);
    return Math.round(LUMA[0] * sample(line, i) + LUMA[1] * sample(line, i + 1) + LUMA[2] * sample(line, i + 2));
  };
  if (!hasAlpha) return opaque;
  // On white paper.
  return (line, x) => 255 - Math.round(((255 - opaque(line, x)) * sample(line, (x + 1) * samples - 1)) / 255);
}

/** Orientation: how a pixel of the stored page lies on the upright one; TIFF 6.0, tag 274. */
function turn(image: GreyImage, orientation: number): GreyImage {
  if (orientation < 2 || orientation > 8) return image;
  const { width, height, pixels } = image;
  const isOnSide = orientation > 4;
  const isFromRight = [2, 3, 7, 8].includes(orientation);
  const isFromBelow = [3, 4, 6, 7].includes(orientation);
  const [across, down] = isOnSide ? [height, width] : [width, height];
  const turned = new Uint8Array(pixels.length);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const column = isOnSide ? y : x;
      const row = isOnSide ? x : y;
      const from = (isFromBelow ? height - 1 - row : row) * width + (isFromRight ? width - 1 - column : column);
      turned[y * across + x] = pixels[from] ?? 0;
    }
  }
  return { width: across, height: down, pixels: turned };
}

async function greyBlock(block: Block, page: TiffPage, decode: DecodeJpeg): Promise<GreyImage> {
  const { width, height } = block;
  if (page.compression === JPEG) {
    const image = await decode(jpegOf(block.bytes, page));
    if (image.width < width || image.height < Math.min(height, page.height - block.top)) {
      throw new RecordFault('record-broken');
    }
    return image;
  }
  const stride = Math.ceil((width * page.bits * page.samples) / 8);
  const unpacked = await unpack(block, page, stride);
  const bytes = page.isPredicted ? Uint8Array.from(unpacked) : unpacked;
  if (page.isPredicted) undoPrediction(bytes, page, width, stride);
  const grey = greyOf(bytes, page);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[y * width + x] = grey(y * stride, x);
  return { width, height, pixels };
}

/** Throws `RecordFault`. */
export async function drawPage(page: TiffPage, decode: DecodeJpeg): Promise<GreyImage> {
  const { width, height } = page;
  const pixels = new Uint8Array(width * height);
  for (const block of page.blocks) {
    const part = await greyBlock(block, page, decode);
    const across = Math.min(block.width, width - block.left);
    const rows = Math.min(block.height, height - block.top);
    for (let y = 0; y < rows; y++) {
      const line = part.pixels.subarray(y * part.width, y * part.width + across);
      pixels.set(line, (block.top + y) * width + block.left);
    }
  }
  return turn({ width, height, pixels }, page.orientation);
}
