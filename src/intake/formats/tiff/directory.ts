/** The pages of a TIFF file and what is said of each; TIFF 6.0, sections 2, 3 and 8 to 15. Nothing is unpacked here. */
import { RecordFault } from '../record-fault.ts';

const TAGS = {
  kind: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripPlaces: 273,
  orientation: 274,
  samples: 277,
  stripRows: 278,
  stripBytes: 279,
  planes: 284,
  group3: 292,
  predictor: 317,
  colours: 320,
  tileWidth: 322,
  tileHeight: 323,
  tilePlaces: 324,
  tileBytes: 325,
  extra: 338,
  format: 339,
  jpegTables: 347,
} as const;

/** Bytes of a value, by its type. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4 };

const MOST_PAGES = 500;
const MOST_PIXELS = 120e6;
/** Unpacked, of a strip or tile: a file of a few bytes may ask for gigabytes. */
const MOST_BLOCK_BYTES = 256 * 2 ** 20;
/** Of a page's strips or tiles, and of any other list. */
const MOST_VALUES = 1e6;

/** A part of a page that is compressed by itself: a strip or a tile. */
export interface Block {
  readonly left: number;
  readonly top: number;
  /** Of a tile at an edge: beyond the page. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Of a sample: 1, 4, 8 or 16. */
  readonly bits: number;
  readonly samples: number;
  readonly compression: number;
  /** 0: white is zero; 1: black is; 2: red, green, blue; 3: `colours`; 6: as JPEG has it. */
  readonly photometric: number;
  /** Bits of a byte from the lowest on. */
  readonly isReversed: boolean;
  /** 1 … 8, as a camera says which side is up. */
  readonly orientation: number;
  /** Lines may be told by the one above. */
  readonly isTwoDimensional: boolean;
  /** Samples are differences from those before them. */
  readonly isPredicted: boolean;
  /** [3 × 2 ** bits], 16 bits each; empty without a palette. */
  readonly colours: readonly number[];
  /** The last sample of a pixel says how opaque it is. */
  readonly hasAlpha: boolean;
  readonly jpegTables: Uint8Array | null;
  readonly blocks: readonly Block[];
  readonly isLittle: boolean;
}

type Fields = ReadonlyMap<number, readonly number[]>;

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly isLittle: boolean;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittle = bytes[0] === 0x49;
    // Places of eight bytes: files beyond four gigabytes.
    if (this.short(2) !== 42) throw new RecordFault('record-coding');
  }

  part(from: number, length: number): Uint8Array {
    if (from + length > this.#bytes.length) throw new RecordFault('record-cut');
    return this.#bytes.subarray(from, from + length);
  }

  short(at: number): number {
    if (at + 2 > this.#bytes.length) throw new RecordFault('record-cut');
    return this.#view.getUint16(at, this.isLittle);
  }

  long(at: number): number {
    if (at + 4 > this.#bytes.length) throw new RecordFault('record-cut');
    return this.#view.getUint32(at, this.isLittle);
  }

  #value(at: number, size: number): number {
    if (size === 1) return this.part(at, 1)[0] ?? 0;
    return size === 2 ? this.short(at) : this.long(at);
  }

  /** Numbers of one page, and where the next one is told of; 0: nowhere. */
  fields(at: number): { readonly fields: Fields; readonly next: number } {
    const count = this.short(at);
    const fields = new Map<number, number[]>();
    for (let i = 0; i < count; i++) {
      const field = at + 2 + 12 * i;
      const size = SIZES[this.short(field + 2)];
      const length = this.long(field + 4);
      const tag = this.short(field);
      if (size === undefined || !WANTED.has(tag)) continue;
      if (length > MOST_VALUES) throw new RecordFault('record-broken');
      const from = size * length <= 4 ? field + 8 : this.long(field + 8);
      fields.set(
        tag,
        Array.from({ length }, (_, k) => this.#value(from + size * k, size)),
      );
    }
    return { fields, next: this.long(at + 2 + 12 * count) };
  }
}

const WANTED: ReadonlySet<number> = new Set(Object.values(TAGS));

interface PageShape {
  readonly width: number;
  readonly height: number;
  readonly bitsOfPixel: number;
}

function blocksOf(reader: Reader, fields: Fields, { width, height, bitsOfPixel }: PageShape): Block[] {
  const list = (tag: number): readonly number[] => fields.get(tag) ?? [];
  const isTiled = fields.has(TAGS.tilePlaces);
  const places = list(isTiled ? TAGS.tilePlaces : TAGS.stripPlaces);
  const bytes = list(isTiled ? TAGS.tileBytes : TAGS.stripBytes);
  const across = isTiled ? (list(TAGS.tileWidth)[0] ?? 0) : width;
  const down = Math.min(
    (isTiled ? list(TAGS.tileHeight)[0] : list(TAGS.stripRows)[0]) ?? height,
    isTiled ? MOST_PIXELS : height,
  );
  if (across < 1 || down < 1) throw new RecordFault('record-broken');
  if (across * down * bitsOfPixel > 8 * MOST_BLOCK_BYTES) throw new RecordFault('record-large');
  const columns = Math.ceil(width / across);
  const count = columns * Math.ceil(height / down);
  if (count > MOST_VALUES || places.length < count || bytes.length < count) throw new RecordFault('record-broken');
  return Array.from({ length: count }, (_, i) => {
    const top = down * Math.floor(i / columns);
    return {
      left: across * (i % columns),
      top,
      width: across,
      height: isTiled ? down : Math.min(down, height - top),
      bytes: reader.part(places[i] ?? 0, bytes[i] ?? 0),
    };
  });
}

function pageOf(reader: Reader, fields: Fields): TiffPage {
  const number = (tag: number, otherwise: number): number => fields.get(tag)?.[0] ?? otherwise;
  const [width, height] = [number(TAGS.width, 0), number(TAGS.height, 0)];
  if (width * height === 0) throw new RecordFault('record-broken');
  if (width * height > MOST_PIXELS) throw new RecordFault('record-large');
  const bits = number(TAGS.bits, 1);
  const samples = number(TAGS.samples, 1);
  const isAlike = (fields.get(TAGS.bits) ?? []).every((one) => one === bits);
  const isKnown = [1, 4, 8, 16].includes(bits) && samples >= 1 && samples <= 4 && isAlike;
  // One colour's plane after another; floating point.
  const isPlanar = samples > 1 && number(TAGS.planes, 1) !== 1;
  if (!isKnown || isPlanar || number(TAGS.format, 1) !== 1) throw new RecordFault('record-coding');
  const tables = fields.get(TAGS.jpegTables);
  return {
    width,
    height,
    bits,
    samples,
    compression: number(TAGS.compression, 1),
    photometric: number(TAGS.photometric, 1),
    isReversed: number(TAGS.fillOrder, 1) === 2,
    orientation: number(TAGS.orientation, 1),
    isTwoDimensional: (number(TAGS.group3, 0) & 1) === 1,
    isPredicted: number(TAGS.predictor, 1) === 2,
    colours: fields.get(TAGS.colours) ?? [],
    hasAlpha: number(TAGS.extra, 0) > 0,
    jpegTables: tables === undefined ? null : Uint8Array.from(tables),
    blocks: blocksOf(reader, fields, { width, height, bitsOfPixel: bits * samples }),
    isLittle: reader.isLittle,
  };
}

/** A page that cannot be read is why it cannot: the others may be. */
export function tiffPages(bytes: Uint8Array): (TiffPage | RecordFault)[] {
  const reader = new Reader(bytes);
  const pages: (TiffPage | RecordFault)[] = [];
  const seen = new Set<number>();
  for (let at = reader.long(4); at !== 0;) {
    // A chain that comes back to itself has no end.
    if (seen.has(at)) throw new RecordFault('record-broken');
    seen.add(at);
    if (seen.size > MOST_PAGES) throw new RecordFault('record-pages');
    const { fields, next } = reader.fields(at);
    // A reduced copy of another page, or a mask.
    const isBeside = ((fields.get(TAGS.kind)?.[0] ?? 0) & 5) !== 0;
    if (!isBeside) {
      try {
        pages.push(pageOf(reader, fields));
      } catch (error) {
        if (!(error instanceof RecordFault)) throw error;
        pages.push(error);
      }
    }
    at = next;
  }
  return pages;
}
