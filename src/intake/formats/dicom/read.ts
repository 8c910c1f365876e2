/**
 * DICOM: waveforms (PS3.3 A.34, 12-lead and general), pictures of ECGs, a PDF inside. Elements are found by dicom-parser; what they
 * mean is said here.
 */
import { type DataSet, parseDicom } from 'dicom-parser';
import type { EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { inflate } from '../inflate.ts';
import { RecordFault } from '../record-fault.ts';
import { stretched } from '../same-rate.ts';
import { factsIn, idsIn } from './facts.ts';
import { readFrames } from './pixels.ts';
import { items, type Multiplex, readMultiplex } from './waveform.ts';

const BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** Unpacked, of a deflated file. */
const MOST_BYTES = 256 * 2 ** 20;

/** The elements and the bytes they lie in: those of the file, unpacked where it is deflated. */
async function parse(bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly data: DataSet; readonly file: Uint8Array }> {
  let packedAt: number | null = null;
  const find = (_: Uint8Array, position: number): never => {
    packedAt = position;
    throw new Error('deflated');
  };
  try {
    return { data: parseDicom(bytes, { inflater: find }), file: bytes };
  } catch (error) {
    if (packedAt === null) throw new RecordFault('record-broken', error);
  }
  const unpacked = await inflate(bytes.slice(packedAt), 'deflate-raw', MOST_BYTES);
  const file = new Uint8Array(packedAt + unpacked.length);
  file.set(bytes.subarray(0, packedAt));
  file.set(unpacked, packedAt);
  try {
    return { data: parseDicom(bytes, { inflater: () => file }), file };
  } catch (error) {
    throw new RecordFault('record-broken', error);
  }
}

/** The recorded groups, at the fastest rate of theirs, or what was made of them where that is all there is. */
function joined(groups: readonly Multiplex[]): Multiplex {
  const recorded = groups.filter(({ isOriginal, leads }) => isOriginal && leads.size > 0);
  const used = recorded.length > 0 ? recorded : groups.filter(({ leads }) => leads.size > 0);
  const [first] = used;
  if (first === undefined) throw new RecordFault('record-no-leads');
  const rate = Math.max(...used.map((group) => group.rate));
  if (!used.every((group) => group.rate > 0)) throw new RecordFault('record-rate');
  const leads = new Map<string, Float64Array>();
  for (const group of used) {
    for (const [name, samples] of group.leads)
      if (!leads.has(name)) leads.set(name, stretched(samples, rate / group.rate));
  }
  return { ...first, rate, leads };
}

export const reader: EcgReader = {
  async read({ bytes }: EcgFile): Promise<EcgPage[]> {
    const { data, file } = await parse(bytes);
    const syntax = data.string('x00020010')?.trim() ?? '';
    const ids = idsIn(data);
    const groups = items(data, 'x54000100');
    if (groups.length > 0) {
      const isLittle = syntax !== BIG_ENDIAN;
      const { rate, leads } = joined(groups.map((group) => readMultiplex(group, file, isLittle)));
      return [{ kind: 'signal', record: { rate, leads, facts: factsIn(data), ids } }];
    }
    if (data.elements['x7fe00010'] !== undefined) return readFrames(data, file, syntax, ids);
    const document = data.elements['x00420011'];
    if (document !== undefined) {
      // Padded to an even length; the true one may be said.
      const length = Math.min(data.uint32('x00420015') ?? document.length, document.length);
      return [{ kind: 'pdf', bytes: file.subarray(document.dataOffset, document.dataOffset + length), ids }];
    }
    throw new RecordFault('record-no-leads');
  },
};
