/** Pictures in DICOM (secondary captures), plain or packed: RLE, and JPEG of several kinds. PS3.5 A.4, G. */
import { type DataSet, readEncapsulatedImageFrame, readEncapsulatedPixelDataFromFragments } from 'dicom-parser';
import type { GreyImage } from '../../../core/dataset.ts';
import type { FileLook } from '../../../core/file-look.ts';
import type { EcgPage } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { unpackRuns } from '../unpack-runs.ts';
import { frameBytes, type Shape, shapeOf, toGrey } from './grey-levels.ts';
import { pagesOfJpeg2000 } from './jpeg-2000-pages.ts';
import { readLosslessJpeg } from './jpeg-lossless.ts';

type Packing = 'plain' | 'rle' | 'jpeg' | 'lossless' | 'jpeg-2000';

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** By transfer syntax. */
const PACKINGS = new Map<string, Packing>([
  ['1.2.840.10008.1.2', 'plain'],
  ['1.2.840.10008.1.2.1', 'plain'],
  ['1.2.840.10008.1.2.1.99', 'plain'],
  [BIG_ENDIAN, 'plain'],
  ['1.2.840.10008.1.2.5', 'rle'],
  ['1.2.840.10008.1.2.4.50', 'jpeg'],
  ['1.2.840.10008.1.2.4.51', 'jpeg'],
  ['1.2.840.10008.1.2.4.57', 'lossless'],
  ['1.2.840.10008.1.2.4.70', 'lossless'],
  ['1.2.840.10008.1.2.4.90', 'jpeg-2000'],
  ['1.2.840.10008.1.2.4.91', 'jpeg-2000'],
]);
/** Those that are not read, by how they begin. */
const OTHERS: readonly (readonly [string, FileLook])[] = [
  ['1.2.840.10008.1.2.4.80', 'jpeg-ls'],
  ['1.2.840.10008.1.2.4.81', 'jpeg-ls'],
  ['1.2.840.10008.1.2.4.92', 'jpeg-2000'],
  ['1.2.840.10008.1.2.4.93', 'jpeg-2000'],
  ['1.2.840.10008.1.2.4.20', 'ht-jpeg-2000'],
  ['1.2.840.10008.1.2.4.11', 'jpeg-xl'],
  ['1.2.840.10008.1.2.4.10', 'video'],
];
const MOST_FRAMES = 500;

/** Segments of a frame are bytes of the samples, the highest first, colour after colour: put together as planar samples, lowest first. */
function unpackRle(frame: Uint8Array, { width, height, samples, bits }: Shape): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (bits === 1) throw new RecordFault('record-coding');
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

function packedFrame(data: DataSet, frame: number, frames: number): Uint8Array {
  const element = data.elements['x7fe00010'];
  const fragments = element?.fragments?.length ?? 0;
  if (element === undefined || fragments === 0) throw new RecordFault('record-broken');
  if (frames === 1) return readEncapsulatedPixelDataFromFragments(data, element, 0, fragments);
  if (fragments === frames) return readEncapsulatedPixelDataFromFragments(data, element, frame, 1);
  return readEncapsulatedImageFrame(data, element, frame);
}

function inverted({ width, height, pixels }: GreyImage): GreyImage {
  return { width, height, pixels: pixels.map((grey) => 255 - grey) };
}

/** A JPEG that the browser decodes; one of 12 bits it does not. */
function jpegPage(jpeg: Uint8Array, data: DataSet, ids: readonly string[]): EcgPage {
  if (data.uint16('x00280101') === 12) throw new RecordFault('record-packed', undefined, 'jpeg-12-bit');
  if (data.string('x00280004')?.trim() !== 'MONOCHROME1') return { kind: 'picture', bytes: jpeg, ids };
  return { kind: 'scan', draw: async (decode) => inverted(await decode(jpeg.slice())), ids };
}

function unpackLossless(frame: Uint8Array, shape: Shape): Uint8Array {
  const { width, height, samples, bits } = shape;
  const image = readLosslessJpeg(frame, width * height * samples);
  if (image.width !== width || image.height !== height || image.components !== samples) {
    throw new RecordFault('record-broken');
  }
  return bits === 8 ? Uint8Array.from(image.samples) : new Uint8Array(Uint16Array.from(image.samples).buffer);
}

/** Words, whose bytes stand the other way round. */
function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, i) => bytes[i ^ 1] ?? 0);
}

/** All frames. Throws `record-packed` for a compression that is not read. */
export function readFrames(set: DataSet, file: Uint8Array, syntax: string, ids: readonly string[]): EcgPage[] {
  const packing = PACKINGS.get(syntax);
  if (packing === undefined) {
    const [, look = 'packed-otherwise'] = OTHERS.find(([begin]) => syntax.startsWith(begin)) ?? [];
    throw new RecordFault('record-packed', undefined, look);
  }
  const frames = Number(set.string('x00280008') ?? 1);
  if (!(frames >= 1)) throw new RecordFault('record-broken');
  if (frames > MOST_FRAMES) throw new RecordFault('record-pages');
  const all = Array.from({ length: frames }, (_, frame) => frame);
  if (packing === 'jpeg') return all.map((frame) => jpegPage(packedFrame(set, frame, frames), set, ids));
  const isLittle = syntax !== BIG_ENDIAN;
  const shape = shapeOf(set, file, isLittle);
  switch (packing) {
    case 'jpeg-2000': {
      const { width, height, colours } = shape;
      const isInverted = colours === 'MONOCHROME1';
      const pictures = all.map((frame) => ({ bytes: packedFrame(set, frame, frames), width, height, isInverted }));
      return [{ kind: 'pdf', bytes: pagesOfJpeg2000(pictures), ids, isPictures: true }];
    }
    case 'rle':
      return all.map((frame) => {
        const bytes = unpackRle(packedFrame(set, frame, frames), shape);
        return { kind: 'grey', image: toGrey(bytes, { ...shape, isPlanar: true }, true), ids };
      });
    case 'lossless':
      return all.map((frame) => {
        const bytes = unpackLossless(packedFrame(set, frame, frames), shape);
        return { kind: 'grey', image: toGrey(bytes, { ...shape, isPlanar: false }, true), ids };
      });
    case 'plain': {
      const element = set.elements['x7fe00010'];
      if (element === undefined) throw new RecordFault('record-broken');
      const size = frameBytes(shape);
      const data = file.subarray(element.dataOffset, element.dataOffset + element.length);
      const bytes = !isLittle && shape.bits === 8 && element.vr === 'OW' ? swapped(data) : data;
      return all.map((frame) => ({
        kind: 'grey',
        image: toGrey(bytes.subarray(frame * size, (frame + 1) * size), shape, isLittle),
        ids,
      }));
    }
    default:
      return packing satisfies never;
  }
}
