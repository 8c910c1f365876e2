/**
 * Samples of a picture in DICOM as grey levels: greys in their window (PS3.3 C.11.2), palettes (C.7.6.3.1.5), colours by their luma
 * (ITU-R 601), which is the first of a picture's own luma and two colours.
 */
import type { DataSet } from 'dicom-parser';
import type { GreyImage } from '../../../core/dataset.ts';
import { RecordFault } from '../record-fault.ts';

export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  /** 1, 8 or 16. */
  readonly bits: number;
  readonly stored: number;
  readonly isSigned: boolean;
  /** One colour after another, rather than pixel by pixel. */
  readonly isPlanar: boolean;
  readonly colours: string;
  /** Stored value → grey level, 0 … 255. */
  readonly levelOf: (value: number) => number;
}

const MOST_PIXELS = 120e6;
const LUMA = [0.299, 0.587, 0.114] as const;

const clamped = (level: number): number => Math.min(255, Math.max(0, Math.round(level)));

/** A window's centre and width, of values times slope plus intercept. */
function windowOf(data: DataSet): ((value: number) => number) | null {
  const [centre, width] = [data.floatString('x00281050', 0), data.floatString('x00281051', 0)];
  // Of values that a table makes first, which is not read.
  const hasTable = data.elements['x00283000'] !== undefined;
  if (hasTable || centre === undefined || width === undefined || !(width > 0)) return null;
  const [slope, intercept] = [data.floatString('x00281053') ?? 1, data.floatString('x00281052') ?? 0];
  const isExact = data.string('x00281056')?.trim() === 'LINEAR_EXACT';
  const [middle, span] = isExact ? [centre, width] : [centre - 0.5, Math.max(1e-9, width - 1)];
  return (value) => clamped(255 * ((value * slope + intercept - middle) / span + 0.5));
}

/** `file`: all bytes. */
function paletteOf(data: DataSet, file: Uint8Array, isLittle: boolean): (value: number) => number {
  const lists = ['1', '2', '3'].map((colour) => {
    const [count = 0, first = 0, bits = 0] = [0, 1, 2].map((i) => data.uint16(`x0028110${colour}`, i));
    const list = data.elements[`x0028120${colour}`];
    const entries = count === 0 ? 2 ** 16 : count;
    if (list === undefined) throw new RecordFault('record-coding');
    // Of 8 bits, some programs write a word each all the same.
    const isWide = bits > 8 || list.length >= 2 * entries;
    if (list.length < entries * (isWide ? 2 : 1)) throw new RecordFault('record-broken');
    const view = new DataView(file.buffer, file.byteOffset + list.dataOffset, list.length);
    return Float64Array.from({ length: entries + 1 }, (_, i) => {
      if (i === entries) return first;
      if (!isWide) return view.getUint8(i);
      return bits > 8 ? view.getUint16(2 * i, isLittle) / 256 : view.getUint16(2 * i, isLittle) & 255;
    });
  });
  return (value) => {
    const sum = lists.reduce((grey, list, k) => {
      const place = Math.min(list.length - 2, Math.max(0, value - (list.at(-1) ?? 0)));
      return grey + (LUMA[k] ?? 0) * Math.floor(list[place] ?? 0);
    }, 0);
    return Math.round(sum);
  };
}

function levelsOf(
  data: DataSet,
  shape: Omit<Shape, 'levelOf'>,
  palette: () => (value: number) => number,
): Shape['levelOf'] {
  const { colours, samples, stored, isSigned } = shape;
  if (colours === 'PALETTE COLOR') return palette();
  // Of more bits the upper 8.
  const plain = (value: number): number => {
    const positive = isSigned ? value + 2 ** (stored - 1) : value;
    return stored >= 8 ? Math.floor(positive / 2 ** (stored - 8)) : Math.round((255 * positive) / (2 ** stored - 1));
  };
  const level = samples === 1 ? (windowOf(data) ?? plain) : plain;
  return colours === 'MONOCHROME1' ? (value) => 255 - level(value) : level;
}

/** Throws `record-broken`, `record-large`, `record-coding`. */
export function shapeOf(data: DataSet, file: Uint8Array, isLittle: boolean): Shape {
  const shape = {
    width: data.uint16('x00280011') ?? 0,
    height: data.uint16('x00280010') ?? 0,
    samples: data.uint16('x00280002') ?? 1,
    bits: data.uint16('x00280100') ?? 8,
    stored: data.uint16('x00280101') ?? 8,
    isSigned: data.uint16('x00280103') === 1,
    isPlanar: data.uint16('x00280006') === 1,
    colours: data.string('x00280004')?.trim() ?? '',
  };
  const { width, height, bits, samples, stored, colours } = shape;
  if (width * height === 0 || stored < 1 || stored > bits) throw new RecordFault('record-broken');
  if (width * height > MOST_PIXELS) throw new RecordFault('record-large');
  if (![1, 8, 16].includes(bits) || ![1, 3].includes(samples)) throw new RecordFault('record-coding');
  if (samples === 3 && colours !== 'RGB' && !colours.startsWith('YBR_')) throw new RecordFault('record-coding');
  return { ...shape, levelOf: levelsOf(data, shape, () => paletteOf(data, file, isLittle)) };
}

/** Two pixels share their colours, which stand behind both. */
const isHalved = ({ colours }: Shape): boolean => colours === 'YBR_FULL_422' || colours === 'YBR_PARTIAL_422';

/** Bytes of a frame that is not packed. */
export function frameBytes(shape: Shape): number {
  const { width, height, samples, bits } = shape;
  return Math.ceil((width * height * (isHalved(shape) ? 2 : samples) * bits) / 8);
}

/** Throws `record-cut`. */
export function toGrey(bytes: Uint8Array, shape: Shape, isLittle: boolean): GreyImage {
  const { width, height, samples, bits, stored, isPlanar, isSigned, colours, levelOf } = shape;
  if (bytes.length < frameBytes(shape)) throw new RecordFault('record-cut');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = width * height;
  const mask = 2 ** stored - 1;
  const raw = (i: number): number => {
    if (bits === 1) return (view.getUint8(i >> 3) >> (i & 7)) & 1;
    return (bits === 8 ? view.getUint8(i) : view.getUint16(2 * i, isLittle)) & mask;
  };
  const sample = (i: number): number => {
    const value = raw(i);
    return levelOf(isSigned && value >= 2 ** (stored - 1) ? value - 2 ** stored : value);
  };
  const colour = (i: number, k: number): number => sample(isPlanar ? k * count + i : samples * i + k);
  const grey = (i: number): number => {
    if (samples === 1) return sample(i);
    if (isHalved(shape)) return sample(4 * (i >> 1) + (i & 1));
    if (colours !== 'RGB') return colour(i, 0);
    return Math.round(LUMA[0] * colour(i, 0) + LUMA[1] * colour(i, 1) + LUMA[2] * colour(i, 2));
  };
  return { width, height, pixels: Uint8Array.from({ length: count }, (_, i) => grey(i)) };
}
