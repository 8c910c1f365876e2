/** Pictures in DICOM (secondary captures): plain, RLE, or a JPEG that the browser decodes. PS3.5 A.4, G. */
import { type DataSet, readEncapsulatedImageFrame, readEncapsulatedPixelDataFromFragments } from 'dicom-parser';
import type { GreyImage } from '../../../core/dataset.ts';
import type { EcgPage } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { unpackRuns } from '../unpack-runs.ts';

const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const RLE = '1.2.840.10008.1.2.5';
const PLAIN = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2'];
const MOST_PIXELS = 120e6;
const MOST_FRAMES = 500;

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  /** 8 or 16. */
  readonly bits: number;
  readonly stored: number;
  readonly isSigned: boolean;
  /** One colour after another, rather than pixel by pixel. */
  readonly isPlanar: boolean;
  readonly isInverted: boolean;
  readonly colours: string;
}

function shapeOf(data: DataSet): Shape {
  const colours = data.string('x00280004')?.trim() ?? '';
  const shape = {
    width: data.uint16('x00280011') ?? 0,
    height: data.uint16('x00280010') ?? 0,
    samples: data.uint16('x00280002') ?? 1,
    bits: data.uint16('x00280100') ?? 8,
    stored: data.uint16('x00280101') ?? 8,
    isSigned: data.uint16('x00280103') === 1,
    isPlanar: data.uint16('x00280006') === 1,
    isInverted: colours === 'MONOCHROME1',
    colours,
  };
  const { width, height, bits, samples } = shape;
  if (width * height === 0) throw new RecordFault('record-broken');
  if (width * height > MOST_PIXELS) throw new RecordFault('record-large');
  if (![8, 16].includes(bits) || ![1, 3].includes(samples)) throw new RecordFault('record-coding');
  return shape;
}

/** Segments of a frame are bytes of the samples, the highest first, colour after colour: put together as planar samples, lowest first. */
function unpackRle(frame: Uint8Array, { width, height, samples, bits }: Shape): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const bytes = bits / 8;
  const count = view.getUint32(0, true);
  if (count !== samples * bytes) throw new RecordFault('record-broken');
  const out = new Uint8Array(width * height * count);
  const part = new Uint8Array(width * height);
  for (let segment = 0; segment < count; segment++) {
    const from = view.getUint32(4 + 4 * segment, true);
    const to = segment + 1 < count ? view.getUint32(8 + 4 * segment, true) : frame.length;
    unpackRuns(frame.subarray(from, to), part);
    const plane = Math.floor(segment / bytes) * width * height * bytes;
    const place = bytes - 1 - (segment % bytes);
    for (let i = 0; i < part.length; i++) out[plane + i * bytes + place] = part[i] ?? 0;
  }
  return out;
}

/** ITU-R 601 luma of colours, the upper 8 bits of deeper greys. */
function toGrey(bytes: Uint8Array, shape: Shape, isLittle: boolean): GreyImage {
  const { width, height, samples, bits, stored, isPlanar, isInverted, isSigned, colours } = shape;
  if (samples === 3 && colours !== 'RGB') throw new RecordFault('record-coding');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = width * height;
  if (bytes.length < (count * samples * bits) / 8) throw new RecordFault('record-cut');
  const sample = (i: number): number => {
    if (bits === 8) return view.getUint8(i);
    const raw = view.getUint16(2 * i, isLittle) & (2 ** stored - 1);
    const value = isSigned ? (raw + 2 ** (stored - 1)) & (2 ** stored - 1) : raw;
    return Math.floor(value / 2 ** (stored - 8));
  };
  const colour = (i: number, k: number): number => sample(isPlanar ? k * count + i : samples * i + k);
  const pixels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const grey =
      samples === 1 ? sample(i) : Math.round(0.299 * colour(i, 0) + 0.587 * colour(i, 1) + 0.114 * colour(i, 2));
    pixels[i] = isInverted ? 255 - grey : grey;
  }
  return { width, height, pixels };
}

function packedFrame(data: DataSet, frame: number, frames: number): Uint8Array {
  const element = data.elements['x7fe00010'];
  const fragments = element?.fragments?.length ?? 0;
  if (element === undefined || fragments === 0) throw new RecordFault('record-broken');
  if (frames === 1) return readEncapsulatedPixelDataFromFragments(data, element, 0, fragments);
  if (fragments === frames) return readEncapsulatedPixelDataFromFragments(data, element, frame, 1);
  return readEncapsulatedImageFrame(data, element, frame);
}

/** All frames. Throws `record-coding` for a compression that is not read. */
export function readFrames(data: DataSet, file: Uint8Array, syntax: string, ids: readonly string[]): EcgPage[] {
  const frames = Number(data.string('x00280008') ?? 1);
  if (!(frames >= 1)) throw new RecordFault('record-broken');
  if (frames > MOST_FRAMES) throw new RecordFault('record-pages');
  const all = Array.from({ length: frames }, (_, frame) => frame);
  if (syntax === JPEG_BASELINE) {
    return all.map((frame) => ({ kind: 'picture', bytes: packedFrame(data, frame, frames), ids }));
  }
  const shape = shapeOf(data);
  const size = (shape.width * shape.height * shape.samples * shape.bits) / 8;
  if (syntax === RLE) {
    return all.map((frame) => {
      const bytes = unpackRle(packedFrame(data, frame, frames), shape);
      return { kind: 'grey', image: toGrey(bytes, { ...shape, isPlanar: true }, true), ids };
    });
  }
  const element = data.elements['x7fe00010'];
  if (!PLAIN.includes(syntax) || element === undefined) throw new RecordFault('record-coding');
  return all.map((frame) => {
    const from = element.dataOffset + frame * size;
    return { kind: 'grey', image: toGrey(file.subarray(from, from + size), shape, !syntax.endsWith('.1.2.2')), ids };
  });
}
